import type { Approach } from '../../graph/concept.js';
import type { Naming } from '../../graph/values/value-type.js';
import { byName } from '../rows/by-name.js';
import type { Likeness } from './likeness.js';
import type { CellSource, Line } from '../rows/line.js';
import { relateCells } from '../cells/pair.js';

/** An approach that is like another. */
export interface Neighbour {
  readonly approach: Approach;
  /** similarity × n / (n + 5), where n rows are shared: likeness along few axes counts for less. */
  readonly score: number;
  /** Rows in which the two can be measured against each other. */
  readonly sharedRows: number;
}

/** How many shared rows are worth half of the similarity that they show. */
const halfWeight = 5;

/** Whose neighbours are looked for, and among whom. */
export interface Neighbourhood {
  readonly approach: Approach;
  /** The others, by id. */
  readonly others: { get(id: string): Approach | undefined };
}

/**
 * The approaches that are most like one, the most alike first, ties by name. Similarity is 1 − the mean
 * distance over the rows that the two share; those that share none are no neighbours.
 */
export function nearestTo(
  { approach, others }: Neighbourhood,
  likenesses: Iterable<Likeness>,
  first: number,
): readonly Neighbour[] {
  const neighbours: Neighbour[] = [];
  for (const { id, distance, rows } of likenesses) {
    const other = id === approach.id ? undefined : others.get(id);
    if (!other) continue;
    const score = ((1 - distance / rows) * rows) / (rows + halfWeight);
    neighbours.push({ approach: other, score, sharedRows: rows });
  }
  return neighbours
    .sort((left, right) => right.score - left.score || byName(left.approach, right.approach))
    .slice(0, first);
}

/** How alike an approach and each other one are, by comparing their cells in some lines. */
export function compareWithEach(
  { approach, others }: Neighbourhood,
  cells: CellSource,
  lines: readonly Line[],
  naming: Naming,
): Iterable<Likeness> {
  const shared = new Map<string, { id: string; distance: number; rows: number }>();
  for (const line of lines) {
    const own = cells.cellOf(line, approach);
    if (own.state === 'NOT_STATED') continue;
    for (const id of cells.speakersIn(line)) {
      const other = id === approach.id ? undefined : others.get(id);
      if (!other) continue;
      const { distance } = relateCells(own, cells.cellOf(line, other), line.measure, naming);
      if (distance === null) continue;
      const sum = shared.get(id);
      if (!sum) {
        shared.set(id, { id, distance, rows: 1 });
        continue;
      }
      sum.distance += distance;
      sum.rows += 1;
    }
  }
  return shared.values();
}
