import {
  defaultFieldResolver,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { mapMaybe } from '../../../graph/work/maybe-promise.js';
import type { RequestContext } from '../../request/context.js';

type Field = GraphQLField<unknown, RequestContext>;
type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/** The name of the field extension that stores the resolver without the wrapper. The extension is null for the default resolver. */
const originalResolver = 'tertium.originalResolver';

/**
 * Wraps the objects of lists in promises for graphql-js. graphql-js 16 completes lists item by item, and stops at the first item that throws
 * synchronously (`completeListValue`). graphql-js then does not handle the promises of earlier items. An unhandled rejection ends the
 * process: a request could stop the server. With promises, no item throws synchronously. `executeFields`, and the lists of
 * graphql-js 17, handle synchronous errors correctly.
 *
 * Plans call resolvers without the wrapper: see `resolverOf`.
 */
export function promiseItems(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields() as Readonly<Record<string, Field>>)) {
      if (isListOfObjects(field)) promiseItemsOf(field);
    }
  }
}

/** Returns the resolver of a field without the wrapper of `promiseItems`; null for the default resolver, which reads a member of the record. */
export function resolverOf({ resolve, extensions }: GraphQLField<unknown, unknown>): Resolver | null {
  const original = extensions[originalResolver] as Resolver | null | undefined;
  return original === undefined ? ((resolve as Resolver | undefined) ?? null) : original;
}

function isListOfObjects({ type }: Field): boolean {
  const list = getNullableType(type);
  return isListType(list) && isCompositeType(getNullableType(list.ofType));
}

function promiseItemsOf(field: Field): void {
  const original = field.resolve ?? null;
  const resolve = original ?? (defaultFieldResolver as Resolver);
  field.extensions = { ...field.extensions, [originalResolver]: original };
  field.resolve = (record, args, context, info) =>
    mapMaybe(resolve(record, args, context, info), promiseEach);
}

function promiseEach(value: unknown): unknown {
  return Array.isArray(value) ? value.map((item: unknown) => Promise.resolve(item)) : value;
}
