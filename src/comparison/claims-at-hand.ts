import type { Claim, Predicate } from '../graph/claim.js';
import type { Steps } from '../graph/work/steps.js';
import type { AxisPlace } from './editorial-order.js';

/** That something is claimed of a subject, and a sign of what: equal where the same is claimed. */
export interface StatedOf {
  readonly subject: string;
  /** Null where the subject has to be looked at by itself. */
  readonly sign: string | null;
}

/** Claims at hand, one key at a time. */
export interface ClaimsAtHand {
  /** The claims about a subject that point at a target by a predicate, in editorial order. */
  claimsAlong(subject: string, predicate: Predicate, target: string): readonly Claim[];
  /** Where the targets of claims about subjects by some predicates stand first, by the targets' ids. */
  placesOf(
    subjects: readonly string[],
    predicates: readonly Predicate[],
  ): Steps<ReadonlyMap<string, AxisPlace>>;
  /** The subjects of the claims that point at a target by a predicate. */
  subjectsOf(target: string, predicate: Predicate): readonly string[];
  /** The same, with signs of what is claimed of each. */
  statedToward(target: string, predicate: Predicate): readonly StatedOf[];
}
