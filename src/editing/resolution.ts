import type { Concept } from '../graph/concept.js';
import type { Change } from '../graph/ports/writing.js';
import type { CitedClaim } from './edit.js';
import type { Problem } from './problem.js';

/** A concept before and after edits: `before` is null if the edits add it, `after` is null if they end it. */
export interface ConceptChange {
  readonly before: Concept | null;
  readonly after: Concept | null;
}

/** A claim before and after edits: `before` is null if the edits add it, `after` is null if they end it. */
export interface CitedClaimChange {
  readonly before: CitedClaim | null;
  readonly after: CitedClaim | null;
}

/** The result of resolving edits on a view. */
export interface EditResolution {
  /**
   * The net changes: `putConcept`, `putText`, `putClaim`, `endClaim` and `endConcept`, in an order that can be applied.
   * Each concept and claim occurs at most once. Empty if the edits change nothing. With problems, the changes of the
   * edits that were applied.
   */
  readonly changes: readonly Change[];
  /** In the order of the edits. The changes may be applied only if there are none. */
  readonly problems: readonly Problem[];
  /** The concepts that the changes add, change or end, ordered by id. */
  readonly concepts: readonly ConceptChange[];
  /** The claims that the changes add, change or end, ordered by id. */
  readonly claims: readonly CitedClaimChange[];
}
