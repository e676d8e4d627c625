import type { Claim, Predicate, Qualifier } from '../../graph/claim.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { Steps } from '../../graph/work/steps.js';
import type { AxisPlace } from './axis-place.js';

/**
 * Is told that something is claimed of a subject.
 * @param sign of what is claimed: equal where the same is claimed; null where the subject has to be looked at by itself
 * @param value what is claimed, where that is a value, by one claim and under no conditions; null elsewhere
 */
export type VisitStated = (subject: string, sign: string | number | null, value: ClaimValue | null) => void;

/** Claims at hand, one key at a time. */
export interface ClaimsAtHand {
  /** The claims about a subject that point at a target by a predicate, in editorial order. */
  claimsAlong(subject: string, predicate: Predicate, target: string): readonly Claim[];
  /**
   * Where the targets of claims about subjects by some predicates stand first, by the targets' ids.
   * @param under only claims that can hold under these conditions count; all, when left out
   */
  placesOf(
    subjects: readonly string[],
    predicates: readonly Predicate[],
    under?: readonly Qualifier[],
  ): Steps<ReadonlyMap<string, AxisPlace>>;
  /** The subjects of the claims that point at a target by a predicate. */
  subjectsOf(target: string, predicate: Predicate): readonly string[];
  /** Tells of each of the same, in any order. */
  eachStatedToward(target: string, predicate: Predicate, visit: VisitStated): void;
}
