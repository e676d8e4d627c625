import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** The argument with the revision that a field is read from. */
const revisionArgument = 'at';

/**
 * Whether the result of an operation never changes, because every root field names a revision, as a number or with a variable. A root field
 * without the argument follows the published revision, introspection included. `__typename` never changes.
 * @param document valid, so its fragments have no cycles
 * @param variables not coerced; values that are not numbers are rejected later, so their result is not cached
 */
export function namesRevision(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  const known = revisionsOf.get(operation);
  const revisions = known === undefined ? revisionsNamed(schema, document, operation) : known;
  if (known === undefined) revisionsOf.set(operation, revisions);
  return revisions !== null && revisions.every((value) => isRevision(value, operation, variables));
}

/** Parsed operations are cached, so the part that does not depend on variables is computed once per operation. */
const revisionsOf = new WeakMap<OperationDefinitionNode, readonly ValueNode[] | null>();

/** The values of the revision arguments of all root fields; null if one of them has none, or if there are no root fields. */
function revisionsNamed(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly ValueNode[] | null {
  const root = schema.getQueryType()?.getFields() ?? {};
  const revisions: ValueNode[] = [];
  for (const { name, arguments: given } of rootFields(document, operation.selectionSet, new Set())) {
    if (name.value === '__typename') continue;
    const takesOne = root[name.value]?.args.some((argument) => argument.name === revisionArgument) === true;
    const argument = takesOne ? given?.find((each) => each.name.value === revisionArgument) : undefined;
    if (!argument) return null;
    revisions.push(argument.value);
  }
  return revisions.length === 0 ? null : revisions;
}

/**
 * The root fields of an operation, with those of fragments, and with those that @skip or @include exclude.
 * @param seen the names of visited fragments. Each is visited once: otherwise a chain of fragments that spread the next one twice takes
 *   exponential time
 */
function rootFields(
  document: DocumentNode,
  { selections }: SelectionSetNode,
  seen: Set<string>,
): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(document, selection.selectionSet, seen);
    const name = selection.name.value;
    if (seen.has(name)) return [];
    seen.add(name);
    const fragment = document.definitions.find(
      (each): each is FragmentDefinitionNode =>
        each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name,
    );
    return fragment ? rootFields(document, fragment.selectionSet, seen) : [];
  });
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
  const definition = operation.variableDefinitions?.find((each) => each.variable.name.value === name);
  return definition?.defaultValue?.kind === Kind.INT;
}
