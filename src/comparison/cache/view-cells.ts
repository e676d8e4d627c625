import type { Approach } from '../../graph/concept.js';
import type { CellColumn } from '../conditions/cell-column.js';
import type { SimilarityAccumulator } from '../nearest/similarity.js';
import type { AxisGroup } from '../rows/axis-group.js';
import type { CellSource } from '../rows/cell-source.js';

/** The cells of one view, cached between comparisons. */
export interface ViewCells extends CellSource {
  /** Returns a cell source for requests that select a revision. The ids of its cells cover the number of the revision. */
  pinnedTo(revision: number): CellSource;
  /** Creates an accumulator of the similarities between an approach and all approaches, itself included. */
  similaritiesTo(approach: Approach): SimilarityAccumulator;
  /**
   * Maps the id of each approach to the number that identifies it in the columns that `columnOf` returns. The map grows
   * when further columns are requested.
   */
  readonly approachNumbers: ReadonlyMap<string, number>;
  /**
   * Returns the cells of all approaches with claims in an axis group. Takes a few milliseconds if the group is large and
   * its cells are not cached.
   */
  columnOf(group: AxisGroup): CellColumn;
}
