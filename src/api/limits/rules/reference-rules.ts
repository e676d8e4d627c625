import { conceptKinds, kindOfId, listName, memberName, type ConceptKind } from '../../../graph/concept.js';
import type { GraphStatistics } from '../../../graph/ports/statistics.js';
import { conceptTypeNames } from '../../concept/node.type.js';
import {
  ruleAdder,
  listOf,
  pageSizeOf,
  sizeOf,
  type FieldRule,
  type FieldRules,
  type FieldWork,
  type RequestedField,
} from '../work/field-work.js';
import type { WorkAmounts } from '../work/work.js';
import {
  allClaims,
  allConcepts,
  conditionClaims,
  meanClaimsAbout,
  meanClaimsToward,
  ratio,
} from '../work/list-sizes.js';

const rules = new Map<string, FieldRule>();
const rule = ruleAdder(rules);
/** Rules for look-ups by id or slug, and for lists of all concepts of a kind. */
export const referenceRules: FieldRules = rules;

for (const kind of conceptKinds) {
  rule(`Query.${memberName(kind)}`, ({ statistics }) => ({
    items: Math.min(1, statistics.concepts[kind]),
    work: { reference: 1 },
  }));
  rule(`Query.${listName(kind)}`, (field) => {
    const { matching, work } = selectedConcepts(field, kind);
    return {
      items: Math.min(pageSizeOf(field.argument('first')), matching),
      work,
      ofItem: { cursor: 0 },
    };
  });
}

/** The number of concepts that the argument `filter` of a field selects, and the work of finding and sorting them. */
interface SelectedConcepts {
  /** The estimated number of selected concepts. */
  readonly matching: number;
  readonly work: WorkAmounts;
}

/** Estimates the number of concepts of a kind that the argument `filter` of a field selects, and the work of finding and sorting them. */
export function selectedConcepts(
  { statistics, argument }: RequestedField,
  kind: ConceptKind,
): SelectedConcepts {
  const total = statistics.concepts[kind];
  const filter = argument('filter') as Readonly<Record<string, unknown>> | null | undefined;
  const sortAxis = argument('sortAxis') ?? null;
  let matching = total;
  let [references, related, joined] = [0, 0, 0];
  const axes: unknown[] = sortAxis === null ? [] : [sortAxis];
  if (filter) {
    if (filter['names']) matching = Math.min(matching, sizeOf(filter['names']));
    if (filter['references']) {
      const list = listOf(filter['references']);
      references = list.length;
      matching = Math.min(matching, list.filter((reference) => mayBeOf(reference, kind)).length);
    }
    for (const reference of listOf(filter['relatedTo'])) {
      related += 1;
      joined += claimsOf(statistics, reference);
    }
    axes.push(...listOf(filter['where']), ...listOf(filter['any']));
    references += sizeOf(filter['without']);
  }
  if (related > 0) matching = Math.min(matching, Math.max(1, joined));
  return {
    matching,
    work: {
      conceptPage: 1,
      reference: references + related + axes.length,
      filteredConcept: (filter ? total + joined : 0) + (sortAxis === null ? 0 : 3 * total),
      conditionClaim: conditionClaims(statistics, axes),
    },
  };
}

/** Returns whether a reference may resolve to a concept of a kind. An id contains its kind; a slug can be of any kind. */
function mayBeOf(reference: unknown, kind: ConceptKind): boolean {
  const kindInId = typeof reference === 'string' ? kindOfId(reference) : undefined;
  return kindInId === undefined || kindInId === kind;
}

/** Returns the mean number of claims about or toward a concept of the kind in an id; of any kind if the reference is a slug. */
function claimsOf(statistics: GraphStatistics, reference: unknown): number {
  const kind = typeof reference === 'string' ? kindOfId(reference) : undefined;
  if (kind === undefined) return ratio(2 * allClaims(statistics), allConcepts(statistics));
  return meanClaimsAbout(statistics, kind) + meanClaimsToward(statistics, kind);
}

rule('Query.claim', ({ argument }) => ({
  items: [undefined, 'Claim'].includes(typeOfId(argument('id'))) ? 1 : 0,
  work: { reference: 1 },
}));
rule('Query.node', ({ argument }) => ofReferences([typeOfId(argument('id'))]));
rule('Query.nodes', ({ argument }) => ({
  ...ofReferences(listOf(argument('ids')).map(typeOfId)),
  // The work is less than for _entities, which also reads a representation for each item.
  work: { entityList: 0.3 },
}));
/**
 * Estimates the work for a list of referenced objects. @param types the types of the objects; undefined for a type that the arguments do
 * not contain
 */
export function ofReferences(types: readonly (string | undefined)[]): FieldWork {
  const shares = new Map<string, number>();
  for (const type of types) {
    if (type !== undefined) shares.set(type, (shares.get(type) ?? 0) + 1 / types.length);
  }
  return { items: types.length, ofItem: { reference: 1 }, shares };
}

function typeOfId(id: unknown): string | undefined {
  if (typeof id !== 'string') return undefined;
  const kind = kindOfId(id);
  return kind === undefined ? 'Claim' : conceptTypeNames[kind];
}
