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

/** The extension of a field that holds its resolver as it was before `promiseItems`; null for the default one. */
const ownResolver = 'tertium.ownResolver';

/**
 * Makes graphql-js take each object of a list as a promise. It completes lists item by item, and gives up at the first item that fails at
 * once. What earlier items have promised is then handled by nobody, and a promise that is rejected and not handled ends the process: a
 * request could stop the server. No promise fails at once. (`completeListValue` of graphql-js 16; `executeFields` handles the same case,
 * and so does graphql-js 17.)
 *
 * Plans call resolvers without this: see `resolverOf`.
 */
export function promiseItems(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields() as Readonly<Record<string, Field>>)) {
      if (isListOfObjects(field)) promiseItemsOf(field);
    }
  }
}

/** The resolver that gives a field's value as it is; null where it is a member of the record. */
export function resolverOf({ resolve, extensions }: GraphQLField<unknown, unknown>): Resolver | null {
  const own = extensions[ownResolver] as Resolver | null | undefined;
  return own === undefined ? ((resolve as Resolver | undefined) ?? null) : own;
}

function isListOfObjects({ type }: Field): boolean {
  const list = getNullableType(type);
  return isListType(list) && isCompositeType(getNullableType(list.ofType));
}

function promiseItemsOf(field: Field): void {
  const own = field.resolve ?? null;
  const resolve = own ?? (defaultFieldResolver as Resolver);
  field.extensions = { ...field.extensions, [ownResolver]: own };
  field.resolve = (record, args, context, info) => mapMaybe(resolve(record, args, context, info), promised);
}

function promised(value: unknown): unknown {
  return Array.isArray(value) ? value.map((item: unknown) => Promise.resolve(item)) : value;
}
