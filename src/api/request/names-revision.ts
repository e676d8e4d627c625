import {
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { rootFields } from './root-fields.js';

/** The name of the argument that selects a revision by number. */
const revisionArgument = 'at';

/**
 * Returns whether every root field of an operation names the revision that it reads, as a number or with a variable. Root fields without
 * the argument, including introspection, name no revision. `__typename` is ignored.
 * @param document valid, so its fragments have no cycles
 * @param variables not coerced; a value that is not a number names no revision
 */
export function namesRevision(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  const cached = revisionsOf.get(operation);
  const revisions = cached === undefined ? revisionsNamed(schema, document, operation) : cached;
  if (cached === undefined) revisionsOf.set(operation, revisions);
  return revisions !== null && revisions.every((value) => isRevision(value, operation, variables));
}

/** The results of `revisionsNamed` by operation. Parsed operations are cached, so each operation is analysed once. */
const revisionsOf = new WeakMap<OperationDefinitionNode, readonly ValueNode[] | null>();

/** Lists the values of the revision arguments of all root fields; null if a root field does not have the argument, or if there are no root fields. */
function revisionsNamed(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly ValueNode[] | null {
  const root = schema.getQueryType()?.getFields() ?? {};
  const revisions: ValueNode[] = [];
  for (const { name, arguments: nodes } of rootFields(document, operation.selectionSet)) {
    if (name.value === '__typename') continue;
    const hasArgument =
      root[name.value]?.args.some((argument) => argument.name === revisionArgument) === true;
    const argument = hasArgument ? nodes?.find((node) => node.name.value === revisionArgument) : undefined;
    if (!argument) return null;
    revisions.push(argument.value);
  }
  return revisions.length === 0 ? null : revisions;
}

function isRevision(
  value: ValueNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  if (value.kind === Kind.INT) return true;
  if (value.kind !== Kind.VARIABLE) return false;
  const name = value.name.value;
  if (Object.hasOwn(variables, name)) return typeof variables[name] === 'number';
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return definition?.defaultValue?.kind === Kind.INT;
}
