import type { Claim, Predicate, Qualifier } from '../../graph/claim.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { Steps } from '../../graph/work/steps.js';
import type { EditorialPosition } from './editorial-position.js';

/**
 * Receives one subject of claims.
 * @param signature equal only for subjects whose cells have equal values or absences and qualifiers; null if the claims must be read to be
 * compared with the claims of another subject
 * @param value the value of the subject's only claim, if this claim has no conditions; otherwise null
 */
export type VisitStated = (
  subject: string,
  signature: string | number | null,
  value: ClaimValue | null,
) => void;

/** The claim look-ups of an in-memory view that comparisons use. */
export interface InMemoryClaims {
  /** The claims about a subject with a predicate and target, in editorial order. */
  claimsAlong(subject: string, predicate: Predicate, target: string): readonly Claim[];
  /**
   * Finds the editorial position of each target of the claims about `subjects` with one of `predicates`, by target id, in steps.
   * @param under conditions: only claims that can be true under them count; all if omitted
   */
  positionsOf(
    subjects: readonly string[],
    predicates: readonly Predicate[],
    under?: readonly Qualifier[],
  ): Steps<ReadonlyMap<string, EditorialPosition>>;
  /** The subjects of the claims with a predicate and target, each once. */
  subjectsOf(target: string, predicate: Predicate): readonly string[];
  /** Visits the subjects of the claims with a predicate and target, each once, in any order. */
  eachStatedToward(target: string, predicate: Predicate, visit: VisitStated): void;
}
