import type { Approach } from '../graph/concept.js';
import { byName } from './by-name.js';
import { linesOf, type AxisKnowledge, type CellSource, type Likeness, type Line } from './line.js';
import { relateCells } from './pair.js';

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

/** Everything that neighbours are found in. */
export interface NeighbourMaterial extends AxisKnowledge {
  readonly approach: Approach;
  /** The others, by id. */
  readonly others: { get(id: string): Approach | undefined };
  readonly cells: CellSource;
  /** The ids of the axes along which something is claimed of it, and of all that are equivalent to these. */
  readonly spokenOf: Iterable<string>;
}

/**
 * The approaches that are most like one, the most alike first, ties by name. Similarity is 1 − the mean
 * distance over the rows that the two share; those that share none are no neighbours.
 */
export function nearestTo(material: NeighbourMaterial, first: number): readonly Neighbour[] {
  const { approach, others, cells, spokenOf } = material;
  const lines = linesOf(material, spokenOf, []);
  const neighbours: Neighbour[] = [];
  for (const { id, distance, rows } of cells.likenesses?.(lines, approach) ?? likenesses(material, lines)) {
    const other = id === approach.id ? undefined : others.get(id);
    if (!other) continue;
    const score = ((1 - distance / rows) * rows) / (rows + halfWeight);
    neighbours.push({ approach: other, score, sharedRows: rows });
  }
  return neighbours
    .sort((left, right) => right.score - left.score || byName(left.approach, right.approach))
    .slice(0, first);
}

/** By comparing cells. */
function likenesses(
  { approach, others, cells, naming }: NeighbourMaterial,
  lines: readonly Line[],
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
