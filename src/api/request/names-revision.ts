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

/** The argument that selects a revision. */
const revisionArgument = 'at';

/**
 * Whether the result of an operation never changes: every root field names a revision, by a number or a variable with a number.
 * Root fields without the argument, and introspection, follow the published revision. `__typename` never changes.
 * @param document a valid document without cyclic fragments
 * @param variables as sent by the client: a value that is not a number is rejected later, so its response is never cached
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

/** Parsed operations are cached and repeated, so what does not depend on variables is computed once for each. */
const revisionsOf = new WeakMap<OperationDefinitionNode, readonly ValueNode[] | null>();

/** The revision arguments of all root fields; null if a field has none, or if there are no fields. */
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
 * The root fields of an operation, including those in fragments and those that directives may skip.
 * @param seen the visited fragments: each is visited once, since nested fragments that are spread twice grow exponentially
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
