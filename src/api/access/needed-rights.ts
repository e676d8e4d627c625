import {
  Kind,
  OperationTypeNode,
  valueFromASTUntyped,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { changesetScopes, hasScope, maySeeChangeset, type Rights } from '../../graph/access/rights.js';
import type { Scope } from '../../graph/access/scope.js';
import { canonicalFieldName } from '../naming/canonical-names.js';
import { rootFields } from '../request/root-fields.js';
import { changesetsArgument, mutationScopes, queryScopes } from './field-scopes.js';

/** A right that an operation needs beyond reading the published graph. */
export interface NeededRight {
  /** The name of the field in the operation. */
  readonly field: string;
  /** The request needs one of these scopes. */
  readonly anyOf: readonly Scope[];
  /** The ids of the open changesets that the field reads; null for a right that no preview token gives. */
  readonly changesets: readonly string[] | null;
}

/** A needed right before the variables are applied. */
interface NamedRight extends Omit<NeededRight, 'changesets'> {
  /** The value of the argument `with`; null for a field that needs a scope in any case. */
  readonly changesets: ValueNode | null;
}

/**
 * Lists the rights that an operation needs beyond reading the published graph. Includes the rights for fields that @skip or @include exclude, and
 * for open changesets that other operations of the document read.
 * @param document valid
 * @param variables not coerced
 * @throws {TypeError} for a mutation without an entry in `mutationScopes`; such a mutation is never executed
 */
export function neededRights(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly NeededRight[] {
  let named = namedRights.get(operation);
  if (!named) {
    named = [...rightsOfRootFields(schema, document, operation), ...rightsOfViews(document)];
    namedRights.set(operation, named);
  }
  if (named.length === 0) return noRights;
  return named.flatMap((right) => {
    if (right.changesets === null) return { ...right, changesets: null };
    const changesets = idsIn(right.changesets, operation, variables);
    return changesets.length === 0 ? [] : { ...right, changesets };
  });
}

/** Finds the first needed right that a request does not have. */
export function missingRight(needed: readonly NeededRight[], rights: Rights): NeededRight | null {
  return needed.find((right) => !hasRight(rights, right)) ?? null;
}

function hasRight(rights: Rights, { anyOf, changesets }: NeededRight): boolean {
  return hasScope(rights, ...anyOf) || changesets?.every((id) => maySeeChangeset(rights, id)) === true;
}

const noRights: readonly NeededRight[] = [];

/** The rights by operation. Parsed operations are cached and reused, and their rights with them. */
const namedRights = new WeakMap<OperationDefinitionNode, readonly NamedRight[]>();

function* rightsOfRootFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Iterable<NamedRight> {
  const fields = schema.getRootType(operation.operation)?.getFields() ?? {};
  for (const { name } of rootFields(document, operation.selectionSet)) {
    const field = fields[name.value];
    if (!field) continue;
    const canonical = canonicalFieldName(field);
    const anyOf =
      operation.operation === OperationTypeNode.QUERY ? queryScopes[canonical] : mutationScopes[canonical];
    if (anyOf) yield { field: name.value, anyOf, changesets: null };
    else if (operation.operation !== OperationTypeNode.QUERY)
      throw new TypeError(`Expected the scopes of the mutation ${canonical} in mutationScopes, got none.`);
  }
}

/** Lists the fields of a document that read open changesets. Includes fields of other operations in the document. */
function rightsOfViews(document: DocumentNode): readonly NamedRight[] {
  const rights: NamedRight[] = [];
  visit(document, {
    Field({ name, arguments: nodes = [] }) {
      const argument = nodes.find((node) => node.name.value === changesetsArgument);
      if (argument) rights.push({ field: name.value, anyOf: changesetScopes, changesets: argument.value });
    },
  });
  return rights;
}

/** Lists the ids in the value of an argument. An absent variable has its default. */
function idsIn(
  node: ValueNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly string[] {
  const given: Record<string, unknown> = { ...variables };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    if (given[name] === undefined && defaultValue) given[name] = valueFromASTUntyped(defaultValue);
  }
  const value: unknown = node.kind === Kind.NULL ? null : valueFromASTUntyped(node, given);
  // GraphQL coerces a single value to a list of one item (GraphQL specification, "List", "Input Coercion").
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => item !== null && item !== undefined).map(toId);
}

/**
 * Converts an id to its text, and other values to the empty text. No changeset has the empty text as its id, and the coercion of the value
 * fails later.
 */
function toId(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
