import { predicates, type Predicate } from '../claim.js';
import { conceptKinds, type ConceptKind } from '../concept.js';

/**
 * How much a graph holds at one revision: what the cost of an operation is predicted from before it runs. Counts may be estimates;
 * none is negative.
 */
export interface GraphStatistics {
  readonly concepts: Readonly<Record<ConceptKind, number>>;
  readonly claims: Readonly<Record<Predicate, ClaimCounts>>;
  readonly citations: number;
}

/** The claims of one predicate. */
export interface ClaimCounts {
  readonly claims: number;
  /** Different pairs of subject and target: the claims of one pair are what several sources state. */
  readonly links: number;
}

/** Statistics from counts; what is left out is 0. */
export function graphStatistics(counts: {
  readonly concepts?: Readonly<Partial<Record<ConceptKind, number>>>;
  readonly claims?: Readonly<Partial<Record<Predicate, ClaimCounts>>>;
  readonly citations?: number;
}): GraphStatistics {
  return Object.freeze({
    concepts: Object.freeze(
      Object.fromEntries(conceptKinds.map((kind) => [kind, counts.concepts?.[kind] ?? 0])) as Record<
        ConceptKind,
        number
      >,
    ),
    claims: Object.freeze(
      Object.fromEntries(
        predicates.map((predicate) => [predicate, counts.claims?.[predicate] ?? noClaims]),
      ) as Record<Predicate, ClaimCounts>,
    ),
    citations: counts.citations ?? 0,
  });
}

const noClaims: ClaimCounts = Object.freeze({ claims: 0, links: 0 });
