import { predicateRules, predicates, type Predicate } from '../../graph/claim.js';
import type { ConceptKind } from '../../graph/concept.js';

type CamelCase<Name extends string> = Name extends `${infer First}_${infer Rest}`
  ? `${Lowercase<First>}${Capitalize<CamelCase<Rest>>}`
  : Lowercase<Name>;

/** The key that states the predicate of a claim in a document. */
export type PredicateKey = CamelCase<Predicate>;

/** The claim key of each predicate: `hasValue` for HAS_VALUE. */
export const predicateKeys = Object.freeze(
  Object.fromEntries(predicates.map((predicate) => [predicate, keyOf(predicate)])),
) as { readonly [Stated in Predicate]: CamelCase<Stated> };

function keyOf(predicate: Predicate): string {
  return predicate.toLowerCase().replace(/_(.)/gu, (_, first: string) => first.toUpperCase());
}

/** The claim keys of the predicates whose subject may be of a kind. */
export function predicateKeysOf(kind: ConceptKind): readonly PredicateKey[] {
  return predicates
    .filter((predicate) => predicateRules[predicate].subjects.includes(kind))
    .map((predicate) => predicateKeys[predicate]);
}
