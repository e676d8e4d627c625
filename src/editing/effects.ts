import type { ComparedRows, ComparisonDifference } from '../comparison/difference/difference.js';
import type { Question } from '../graph/concept.js';

/** The effect of a changeset on one comparison. */
export interface ComparisonEffect {
  /** The stored question that asks for the comparison; null for a comparison that was asked for. */
  readonly question: Question | null;
  /** The ids of the compared approaches, in the order of the columns. */
  readonly approaches: readonly string[];
  /** The comparison in the published view, and in the view with the changeset; with all rows. */
  readonly before: ComparedRows;
  readonly after: ComparedRows;
  readonly difference: ComparisonDifference;
}
