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

/** The argument by which a field is read from a certain revision. */
const revisionArgument = 'at';

/**
 * Whether an operation's answer never changes: every root field names a revision, as a number or by a variable that is one. A root
 * field that cannot name one, introspection too, follows what is published. `__typename` is always the same.
 * @param document valid; fragments that are spread in it end
 * @param variables as they came: what is no number is refused later, and has no answer that could be kept
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

/** Parsed operations come again and again: what does not depend on the variables is found out once for each. */
const revisionsOf = new WeakMap<OperationDefinitionNode, readonly ValueNode[] | null>();

/** What the root fields give as a revision; null where one of them gives none, or there are none. */
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
 * The fields that an operation asks for, through its fragments too, and whether or not directives leave them out.
 * @param seen the fragments that have been looked at: each is once, since fragments that spread others twice double with each
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
