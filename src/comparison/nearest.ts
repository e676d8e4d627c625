import type { Claim } from '../graph/claim.js';
import type { Approach } from '../graph/concept.js';
import { fold } from '../graph/fold.js';
import { groupBy } from '../graph/group-by.js';
import { fillCell } from './cell.js';
import { claimsByAxis, claimsIn, linesOf, type AxisKnowledge } from './line.js';
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
  readonly others: ReadonlyMap<string, Approach>;
  /** What is claimed of the approach and of the others. */
  readonly claims: readonly Claim[];
}

/**
 * The approaches that are most like one, the most alike first, ties by name. Similarity is 1 − the mean
 * distance over the rows that the two share; those that share none are no neighbours.
 */
export function nearestTo(material: NeighbourMaterial, first: number): readonly Neighbour[] {
  const { approach, others, naming } = material;
  const claims = claimsByAxis(material.claims, []);
  const shared = new Map<string, { distance: number; rows: number }>();
  for (const line of linesOf(material, claims, [])) {
    const { measure } = line;
    const speakers = groupBy(claimsIn(line, claims), ({ subject }) => subject);
    const own = speakers.get(approach.id);
    if (!own) continue;
    const ownCell = fillCell(approach, own, measure, naming);
    for (const [id, about] of speakers) {
      const other = others.get(id);
      if (!other) continue;
      const cell = fillCell(other, about, measure, naming);
      const { distance } = relateCells(ownCell, cell, measure, naming);
      if (distance === null) continue;
      const sum = shared.get(id) ?? { distance: 0, rows: 0 };
      shared.set(id, { distance: sum.distance + distance, rows: sum.rows + 1 });
    }
  }
  return [...shared]
    .map(([id, { distance, rows }]) => ({
      approach: others.get(id) as Approach,
      score: ((1 - distance / rows) * rows) / (rows + halfWeight),
      sharedRows: rows,
    }))
    .sort((left, right) => right.score - left.score || byName(left.approach, right.approach))
    .slice(0, first);
}

function byName(left: Approach, right: Approach): number {
  const [here, there] = [fold(left.name), fold(right.name)];
  return here < there ? -1 : here > there ? 1 : left.id < right.id ? -1 : 1;
}
