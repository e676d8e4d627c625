import { type Approach, compareByName } from '../../graph/concept.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import type { Similarity } from './similarity.js';
import type { AxisGroup } from '../rows/axis-group.js';
import type { CellSource } from '../rows/cell-source.js';
import { relateCells } from '../cells/pair.js';

/** An approach that is similar to another approach. */
export interface Neighbour {
  readonly approach: Approach;
  /** similarity × n / (n + 5) for n shared rows: a similarity along few axes counts less. */
  readonly score: number;
  /** The number of rows in which the two approaches have a distance. */
  readonly sharedRows: number;
}

/** With this number of shared rows, the similarity counts half. */
const halfWeight = 5;

/** An approach, and the candidates for its neighbours. */
export interface Neighbourhood {
  readonly approach: Approach;
  /** The candidates, by id. */
  readonly others: { get(id: string): Approach | undefined };
}

/**
 * Selects the approaches that are most similar to an approach: the highest score first, ties by name. Similarity is 1 −
 * the mean distance over the shared rows, in which the two approaches have a distance. Approaches without shared rows
 * are omitted.
 * @param first the maximum number of neighbours
 */
export function nearestTo(
  { approach, others }: Neighbourhood,
  similarities: Iterable<Similarity>,
  first: number,
): readonly Neighbour[] {
  const neighbours: Neighbour[] = [];
  for (const { id, distance, rows } of similarities) {
    const other = id === approach.id ? undefined : others.get(id);
    if (!other) continue;
    const score = ((1 - distance / rows) * rows) / (rows + halfWeight);
    neighbours.push({ approach: other, score, sharedRows: rows });
  }
  return neighbours
    .sort((left, right) => right.score - left.score || compareByName(left.approach, right.approach))
    .slice(0, first);
}

/**
 * Computes the similarities between an approach and all candidates by comparing their cells in the given axis groups.
 * Candidates without shared rows are omitted.
 */
export function compareWithEach(
  { approach, others }: Neighbourhood,
  cells: CellSource,
  groups: readonly AxisGroup[],
  nameLookup: NameLookup,
): Iterable<Similarity> {
  const shared = new Map<string, { id: string; distance: number; rows: number }>();
  for (const group of groups) {
    const ownCell = cells.cellOf(group, approach);
    if (ownCell.state === 'NOT_STATED') continue;
    for (const id of cells.subjectsIn(group)) {
      const other = id === approach.id ? undefined : others.get(id);
      if (!other) continue;
      const { distance } = relateCells(ownCell, cells.cellOf(group, other), group.definition, nameLookup);
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
