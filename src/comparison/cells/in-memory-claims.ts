import type { Claim, Predicate, Qualifier } from '../../graph/claim.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { Steps } from '../../graph/work/steps.js';
import type { EditorialPosition } from './editorial-position.js';

/**
 * Receives one subject of a claim.
 * @param signature equal for subjects with the same claims; null if the claims of the subject must be read to compare
 * them
 * @param value the value, if it is stated by a single claim without conditions; otherwise null
 */
export type VisitStated = (
  subject: string,
  signature: string | number | null,
  value: ClaimValue | null,
) => void;

/** Claim look-ups of the in-memory view, one key at a time. */
export interface InMemoryClaims {
  /** The claims about a subject with a predicate and target, in editorial order. */
  claimsAlong(subject: string, predicate: Predicate, target: string): readonly Claim[];
  /**
   * The first editorial position of each target of claims about some subjects, by target id.
   * @param under conditions: only claims that can be true under them count; all if omitted
   */
  positionsOf(
    subjects: readonly string[],
    predicates: readonly Predicate[],
    under?: readonly Qualifier[],
  ): Steps<ReadonlyMap<string, EditorialPosition>>;
  /** The subjects of the claims with a predicate and target. */
  subjectsOf(target: string, predicate: Predicate): readonly string[];
  /** Visits the same subjects, in any order. */
  eachStatedToward(target: string, predicate: Predicate, visit: VisitStated): void;
}
