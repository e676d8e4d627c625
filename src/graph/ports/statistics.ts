import { predicates, type Predicate } from '../claim.js';
import { conceptKinds, type ConceptKind } from '../concept.js';

/**
 * The size of a graph at one revision, from which the cost of an operation is predicted. Counts may be estimates, but
 * are not negative.
 */
export interface GraphStatistics {
  readonly concepts: Readonly<Record<ConceptKind, number>>;
  readonly claims: Readonly<Record<Predicate, ClaimCounts>>;
  readonly citations: number;
}

/** The claims of one predicate. */
export interface ClaimCounts {
  readonly claims: number;
  /** The number of different pairs of subject and target. Claims of several sources may have the same pair. */
  readonly links: number;
}

/** Creates statistics from counts; omitted counts are 0. */
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
