import type { Claim, Predicate } from '../graph/claim.js';

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
  /** The targets of the claims about a subject by a predicate. */
  targetsOf(subject: string, predicate: Predicate): readonly string[];
  /** The subjects of the claims that point at a target by a predicate. */
  subjectsOf(target: string, predicate: Predicate): readonly string[];
  /** The same, with signs of what is claimed of each. */
  statedToward(target: string, predicate: Predicate): readonly StatedOf[];
}
