import type { Naming } from '../graph/values/value-type.js';
import type { Measure } from './axis.js';
import type { CellKind } from './cell-kind.js';
import type { Likeness } from './line.js';
import { distanceOfKinds } from './pair.js';

/** The cells of one line in numbers: of each approach that has one, its number and that of its cell's kind. */
export interface SpeakingLine {
  readonly measure: Measure;
  readonly approaches: Uint32Array;
  /** The places in `kinds`, one for each of `approaches`. */
  readonly cells: Uint32Array;
  readonly kinds: readonly CellKind[];
}

/**
 * How alike an approach and each other one are: in each line its cell is measured against each kind of cell
 * once, and the rest is adding up.
 * @param numbers of all approaches in the lines, by id: 0 and up
 */
export function sumLikenesses(
  lines: readonly SpeakingLine[],
  approach: string,
  numbers: ReadonlyMap<string, number>,
  naming: Naming,
): Iterable<Likeness> {
  const own = numbers.get(approach);
  if (own === undefined) return [];
  const distances = new Float64Array(numbers.size);
  const rows = new Uint32Array(numbers.size);
  for (const { approaches, cells, kinds, measure } of lines) {
    const place = approaches.indexOf(own);
    const ownKind = place < 0 ? undefined : kinds[cells[place] as number];
    if (!ownKind) continue;
    // Where there is nothing to measure: −1.
    const toKinds = Float64Array.from(kinds, (kind) => distanceOfKinds(ownKind, kind, measure, naming) ?? -1);
    for (let index = 0; index < approaches.length; index += 1) {
      const distance = toKinds[cells[index] as number] as number;
      if (distance < 0) continue;
      const other = approaches[index] as number;
      distances[other] = (distances[other] as number) + distance;
      rows[other] = (rows[other] as number) + 1;
    }
  }
  return shared(numbers, distances, rows);
}

function* shared(
  numbers: ReadonlyMap<string, number>,
  distances: Float64Array,
  rows: Uint32Array,
): Iterable<Likeness> {
  for (const [id, number] of numbers) {
    const sharedRows = rows[number] as number;
    if (sharedRows > 0) yield { id, distance: distances[number] as number, rows: sharedRows };
  }
}
