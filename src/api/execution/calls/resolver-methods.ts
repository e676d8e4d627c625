import type { GraphQLObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type Metadata = ReturnType<typeof getMetadataStorage>;
type Handler = Metadata['queries'][number] | Metadata['fieldResolvers'][number];

/** A parameter of a resolver's method: its kind says what type-graphql passes for it, its index which parameter it is. */
export type ResolverParameter = Metadata['params'][number];

type ResolverClass = new () => object;

/** The method that resolves a field, as type-graphql's decorators declare it. */
export interface ResolverMethod {
  readonly resolverClass: ResolverClass;
  readonly name: string;
  /** In the order in which the method takes them. */
  readonly parameters: readonly ResolverParameter[];
}

/** By `Type.field`; built once, when the first plan is compiled, since the decorators have all run by then. */
let methods: ReadonlyMap<string, ResolverMethod> | undefined;

/**
 * The method behind a field of an object type, its own or one of an interface.
 * @returns null where there is none, and where type-graphql does more than call it: middleware and roles are left to its own resolver
 */
export function findResolverMethod(type: GraphQLObjectType, fieldName: string): ResolverMethod | null {
  methods ??= indexMethods(getMetadataStorage());
  for (const { name } of [type, ...type.getInterfaces()]) {
    const method = methods.get(`${name}.${fieldName}`);
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
    if (typeName !== undefined && isCalledAlone(handler))
      index.set(`${typeName}.${handler.schemaName}`, methodOf(handler));
  };
  for (const query of metadata.queries) add('Query', query);
  for (const resolver of metadata.fieldResolvers) {
    // "internal": a method of the type's own class, whose `this` is the record.
    if (resolver.kind === 'external') add(typeNames.get(resolver.getObjectType?.() as never), resolver);
  }
  return index;
}

function isCalledAlone({ middlewares, roles }: Handler): boolean {
  return (middlewares?.length ?? 0) === 0 && roles === undefined;
}

function methodOf({ target, methodName, params = [] }: Handler): ResolverMethod {
  return {
    resolverClass: target as ResolverClass,
    name: methodName,
    parameters: [...params].sort((one, other) => one.index - other.index),
  };
}
