import { predicateRules, predicates, type Predicate } from '../graph/claim.js';
import type { ConceptKind } from '../graph/concept.js';

/** The key of a claim that states each predicate. */
export const predicateKeys = Object.freeze({
  HAS_VALUE: 'hasValue',
  HAS_FEATURE: 'hasFeature',
  BRINGS_BENEFIT: 'bringsBenefit',
  HAS_DRAWBACK: 'hasDrawback',
  LEADS_TO: 'leadsTo',
  SUITS: 'suits',
  DEFINED_AS: 'definedAs',
  ASKS_ABOUT: 'asksAbout',
  DISTINGUISHED_BY: 'distinguishedBy',
  CONCLUDES: 'concludes',
  EQUIVALENT_TO: 'equivalentTo',
  BROADER_THAN: 'broaderThan',
} as const satisfies Record<Predicate, string>);

export type PredicateKey = (typeof predicateKeys)[Predicate];

/** The keys of the predicates that claims about concepts of a kind may have. */
export function predicateKeysOf(kind: ConceptKind): readonly PredicateKey[] {
  return predicates
    .filter((predicate) => predicateRules[predicate].subjects.includes(kind))
    .map((predicate) => predicateKeys[predicate]);
}
