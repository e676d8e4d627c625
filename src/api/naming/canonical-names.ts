import type { GraphQLField, GraphQLNamedType } from 'graphql';

/** The key of the canonical name in the `extensions` of a type or field that is served under another name. */
const extension = 'tertium.canonicalName';

interface Named {
  readonly name: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/**
 * Returns the name of a type in the code and in schema.graphql. It can differ from `type.name` if types are served with a prefix. Rules about
 * types, such as costs and caching, use this name.
 */
export function canonicalTypeName(type: GraphQLNamedType): string {
  return canonicalName(type);
}

/** Returns the name of a field in the code and in schema.graphql. It differs from `field.name` for root fields that are served with a prefix. */
export function canonicalFieldName(field: GraphQLField<unknown, unknown>): string {
  return canonicalName(field);
}

function canonicalName({ name, extensions }: Named): string {
  return (extensions[extension] as string | undefined) ?? name;
}

/** Records the canonical name of a type or field that is served under another name. */
export function setCanonicalName(
  element: { name: string; extensions: Readonly<Record<string, unknown>> },
  name: string,
): void {
  if (element.name !== name) element.extensions = { ...element.extensions, [extension]: name };
}
