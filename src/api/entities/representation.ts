import { parseSlot, type Slot } from '../../comparison/cells/slot.js';
import type { ConceptKind } from '../../graph/concept.js';
import { badUserInput, type TertiumError } from '../../graph/errors.js';
import { conceptTypeNames } from '../concept/node.type.js';
import type { SchemaNames } from '../naming/schema-names.js';
import { maxApproaches } from '../references/approach-references.js';
import { minApproaches } from '../comparison/comparison-loading.js';

/** The object that a valid representation refers to. */
export type EntityReference =
  /** A concept of a kind, or of any kind if `kind` is null. */
  | { readonly type: 'CONCEPT'; readonly kind: ConceptKind | null; readonly id: string }
  | { readonly type: 'SLUG'; readonly kind: ConceptKind; readonly slug: string }
  | { readonly type: 'CLAIM'; readonly id: string }
  | { readonly type: 'SLOT'; readonly slot: Slot };

type KeyField = 'id' | 'slug' | 'slot';

/** An entity type: its key fields, and the function that reads a key. The first key field whose value is a string is read. */
interface EntityType {
  readonly keys: readonly KeyField[];
  /** Reads the value of a key field; null if the value cannot be a key of this type. */
  readonly read: (key: KeyField, value: string) => EntityReference | null;
}

const kindsByTypeName = Object.entries(conceptTypeNames) as [ConceptKind, string][];

const entityTypes: ReadonlyMap<string, EntityType> = new Map<string, EntityType>([
  ...kindsByTypeName.map(([kind, name]): [string, EntityType] => [
    name,
    {
      keys: ['id', 'slug'],
      read: (key, value) =>
        key === 'id' ? { type: 'CONCEPT', kind, id: value } : { type: 'SLUG', kind, slug: value },
    },
  ]),
  ['Concept', { keys: ['id'], read: (_, id) => ({ type: 'CONCEPT', kind: null, id }) }],
  ['Claim', { keys: ['id'], read: (_, id) => ({ type: 'CLAIM', id }) }],
  ['Cell', { keys: ['slot'], read: (_, text) => slotOf('CELL', text) }],
  ['ComparisonRow', { keys: ['slot'], read: (_, text) => slotOf('ROW', text) }],
]);

function slotOf(type: Slot['type'], text: string): EntityReference | null {
  const slot = parseSlot(text);
  if (slot?.type !== type) return null;
  if (slot.type === 'ROW' && !isComparable(slot.approaches)) return null;
  return { type: 'SLOT', slot };
}

function isComparable({ length }: readonly string[]): boolean {
  return length >= minApproaches && length <= maxApproaches;
}

/** The formats of slots, for messages. */
const slotForms: Readonly<Record<string, string>> = {
  Cell: '"cell:", the id of an axis, ":" and the id of an approach',
  ComparisonRow: `"row:", the id of an axis, ":" and the ids of ${minApproaches} to ${maxApproaches} different approaches, sorted and separated by ","`,
};

/**
 * Reads a representation of `_entities`. The `_Any` scalar accepts anything, so the type name and the key are checked. Other members, such as
 * those of `@requires`, are ignored.
 * @param index the index of the representation, for messages
 * @param names the names of the served schema, which representations use
 * @throws {TertiumError} BAD_USER_INPUT if the representation has no entity type, or no valid key of its type
 */
export function readRepresentation(
  representation: unknown,
  index: number,
  names: SchemaNames,
): EntityReference {
  const members = (representation ?? {}) as Readonly<Record<string, unknown>>;
  const { __typename: name } = members;
  const canonical = typeof name === 'string' ? names.canonicalType(name) : undefined;
  const type = canonical === undefined ? undefined : entityTypes.get(canonical);
  if (!type) {
    const expected = `"__typename" to be ${[...entityTypes.keys()].map((each) => names.type(each)).join(', ')}`;
    throw malformed(index, expected, representation);
  }
  const key = type.keys.find((each) => typeof members[each] === 'string');
  const reference = key && type.read(key, members[key] as string);
  if (reference) return reference;
  const form = slotForms[canonical ?? ''];
  const expected =
    form === undefined
      ? `{ __typename, ${type.keys.join(' } or { __typename, ')} } of ${name as string}, with a string as the key`
      : `{ __typename, slot } of ${name as string}, with a slot that consists of ${form}`;
  throw malformed(index, expected, representation);
}

function malformed(index: number, expected: string, representation: unknown): TertiumError {
  const actual = JSON.stringify(representation) ?? 'nothing';
  return badUserInput(`representations[${index}]: expected ${expected}, got ${actual.slice(0, 80)}.`, {
    argument: 'representations',
    index,
  });
}
