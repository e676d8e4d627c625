import type { GraphQLField, GraphQLObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { canonicalFieldName, canonicalTypeName } from '../../naming/canonical-names.js';

type Metadata = ReturnType<typeof getMetadataStorage>;
type Handler = Metadata['queries'][number] | Metadata['fieldResolvers'][number];

/** A parameter of a resolver method: its index, and the kind of value that type-graphql passes. */
export type ResolverParameter = Metadata['params'][number];

type ResolverClass = new () => object;

/** A method that resolves a field, from the metadata of type-graphql's decorators. */
export interface ResolverMethod {
  readonly resolverClass: ResolverClass;
  readonly name: string;
  /** The parameters, ordered by index. */
  readonly parameters: readonly ResolverParameter[];
}

/** Resolver methods by `Type.field`. The map is built when the first plan is compiled, because all decorators have run at that time. */
let methods: ReadonlyMap<string, ResolverMethod> | undefined;

/**
 * Finds the method that resolves a field of an object type or of one of its interfaces. Does not find the methods of mutations.
 * @returns null if no method of a resolver class resolves the field, or if the method has middleware or roles, which only the resolver
 *   function of type-graphql applies
 */
export function findResolverMethod(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
): ResolverMethod | null {
  methods ??= indexMethods(getMetadataStorage());
  for (const each of [type, ...type.getInterfaces()]) {
    const method = methods.get(`${canonicalTypeName(each)}.${canonicalFieldName(field)}`);
    if (method) return method;
  }
  return null;
}

function indexMethods(metadata: Metadata): ReadonlyMap<string, ResolverMethod> {
  const typeNames = new Map(
    [...metadata.objectTypes, ...metadata.interfaceTypes].map(({ target, name }) => [target, name]),
  );
  const index = new Map<string, ResolverMethod>();
  const add = (typeName: string | undefined, handler: Handler): void => {
    if (typeName !== undefined && hasNoMiddleware(handler))
      index.set(`${typeName}.${handler.schemaName}`, methodOf(handler));
  };
  for (const query of metadata.queries) add('Query', query);
  for (const resolver of metadata.fieldResolvers) {
    // An "internal" resolver is a method of the type's own class; its `this` is the record.
    if (resolver.kind === 'external') add(typeNames.get(resolver.getObjectType?.() as never), resolver);
  }
  return index;
}

function hasNoMiddleware({ middlewares, roles }: Handler): boolean {
  return (middlewares?.length ?? 0) === 0 && roles === undefined;
}

function methodOf({ target, methodName, params = [] }: Handler): ResolverMethod {
  return {
    resolverClass: target as ResolverClass,
    name: methodName,
    parameters: [...params].sort((left, right) => left.index - right.index),
  };
}
