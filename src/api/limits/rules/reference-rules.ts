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
} from '../work/field-work.js';
import { allClaims, allConcepts, meanClaimsAbout, meanClaimsToward, ratio } from '../work/list-sizes.js';

const rules = new Map<string, FieldRule>();
const rule = ruleAdder(rules);
/** Rules for look-ups by id or slug, and for lists of all concepts of a kind. */
export const referenceRules: FieldRules = rules;

for (const kind of conceptKinds) {
  rule(`Query.${memberName(kind)}`, ({ statistics }) => ({
    items: Math.min(1, statistics.concepts[kind]),
    work: { reference: 1 },
  }));
  rule(`Query.${listName(kind)}`, ({ statistics, argument }) => {
    const total = statistics.concepts[kind];
    const filter = argument('filter') as Readonly<Record<string, unknown>> | null | undefined;
    let matching = total;
    let [references, related, joined] = [0, 0, 0];
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
    }
    if (related > 0) matching = Math.min(matching, Math.max(1, joined));
    return {
      items: Math.min(pageSizeOf(argument('first')), matching),
      work: {
        conceptPage: 1,
        reference: references + related,
        filteredConcept: filter ? total + joined : 0,
      },
      ofItem: { cursor: 0 },
    };
  });
}

/** Whether a reference may resolve to a concept of a kind: an id contains the kind, a slug does not. */
function mayBeOf(reference: unknown, kind: ConceptKind): boolean {
  const kindInId = typeof reference === 'string' ? kindOfId(reference) : undefined;
  return kindInId === undefined || kindInId === kind;
}

/** The mean number of claims with a concept as subject or target, among concepts of its kind; among all concepts if the reference is a slug. */
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
  // The work is less than for _entities, which also resolves the type of each item.
  work: { entityList: 0.3 },
}));
rule('Query._entities', ({ argument }) => ({
  ...ofReferences(
    listOf(argument('representations')).map(
      (representation) => (representation as { __typename?: string } | null)?.__typename,
    ),
  ),
  work: { entityList: 1 },
}));

/** The work for a list of referenced objects. @param types the types of the objects; undefined for a type that the arguments do not contain */
function ofReferences(types: readonly (string | undefined)[]): FieldWork {
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
