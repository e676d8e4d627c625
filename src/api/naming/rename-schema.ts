import {
  GraphQLScalarType,
  Kind,
  OperationTypeNode,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type NameNode,
} from 'graphql';
import type { ResolversMap } from 'type-graphql';
import { setCanonicalName } from './canonical-names.js';
import type { SchemaNames } from './schema-names.js';

const rootOperations = [OperationTypeNode.QUERY, OperationTypeNode.MUTATION] as const;

/**
 * Renames the types and root fields of a schema document, and sorts its definitions and root fields by the new names. Returns the document unchanged
 * if all names are canonical.
 */
export function renameDocument(
  document: DocumentNode,
  names: SchemaNames,
  rootTypes: ReadonlySet<string>,
): DocumentNode {
  if (names.areCanonical) return document;
  const renamed = (name: NameNode): NameNode => ({ ...name, value: names.type(name.value) });
  const renameDefinition = <Node extends { readonly name: NameNode }>(node: Node): Node => ({
    ...node,
    name: renamed(node.name),
  });
  const result: DocumentNode = visit(document, {
    NamedType: renameDefinition,
    ScalarTypeDefinition: renameDefinition,
    EnumTypeDefinition: renameDefinition,
    UnionTypeDefinition: renameDefinition,
    InterfaceTypeDefinition: renameDefinition,
    InputObjectTypeDefinition: renameDefinition,
    ObjectTypeDefinition: (node) => {
      if (!rootTypes.has(node.name.value)) return renameDefinition(node);
      const fields = node.fields?.map((field): FieldDefinitionNode => {
        const name = { ...field.name, value: names.rootField(field.name.value) };
        return { ...field, name };
      });
      return { ...node, ...(fields ? { fields: sortedByName(fields) } : {}) };
    },
  });
  return { ...result, definitions: inOrder(result.definitions) };
}

function sortedByName<Node extends { readonly name: NameNode }>(nodes: readonly Node[]): Node[] {
  return [...nodes].sort((left, right) => compareCodeUnits(left.name.value, right.name.value));
}

/** Sorts the definitions: definitions of directives and extensions of the schema first, then types by name. */
function inOrder(definitions: readonly DefinitionNode[]): readonly DefinitionNode[] {
  const keyOf = (node: DefinitionNode): string =>
    'name' in node && node.name && node.kind !== Kind.DIRECTIVE_DEFINITION ? node.name.value : '';
  return [...definitions].sort((left, right) => compareCodeUnits(keyOf(left), keyOf(right)));
}

function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Renames the keys of a resolver map as `renameDocument` renames the schema. */
export function renameResolvers(
  map: ResolversMap,
  names: SchemaNames,
  rootTypes: ReadonlySet<string>,
): ResolversMap {
  if (names.areCanonical) return map;
  return Object.fromEntries(
    Object.entries(map).map(([type, resolvers]) => {
      const name = names.type(type);
      // `buildSubgraphSchema` copies all members of a scalar, including its name.
      if (resolvers instanceof GraphQLScalarType)
        return [name, new GraphQLScalarType({ ...resolvers.toConfig(), name })];
      if (!rootTypes.has(type)) return [name, resolvers];
      const entries = Object.entries(resolvers as Record<string, unknown>);
      return [name, Object.fromEntries(entries.map(([field, resolve]) => [names.rootField(field), resolve]))];
    }),
  ) as ResolversMap;
}

/**
 * Records the canonical names of the types and root fields of an executable schema.
 * @param canonical the schema with canonical names
 */
export function recordCanonicalNames(
  served: GraphQLSchema,
  canonical: GraphQLSchema,
  names: SchemaNames,
): void {
  for (const name of Object.keys(canonical.getTypeMap())) {
    const type = served.getType(names.type(name));
    if (type) setCanonicalName(type as never, name);
  }
  for (const operation of rootOperations) {
    const fields = served.getRootType(operation)?.getFields() ?? {};
    for (const name of Object.keys(canonical.getRootType(operation)?.getFields() ?? {})) {
      const field = fields[names.rootField(name)];
      if (field) setCanonicalName(field as never, name);
    }
  }
}
