import type { Naming } from '../../graph/values/value-type.js';
import type { Measure } from '../cells/axis.js';
import type { Line } from '../rows/axis-group.js';
import type { SpokenCell } from './claimed-cell.js';

/** The similarity of an approach and another one: the sum over the rows that both have. */
export interface Likeness {
  /** The id of the other approach. */
  readonly id: string;
  /** The sum of the distances of these rows, added in the order of the axis groups. */
  readonly distance: number;
  /** The number of rows in which the two have a distance; at least 1. */
  readonly rows: number;
}

/** Accumulates the similarity of one approach to every other one, axis group by axis group. */
export interface GrowingLikenesses {
  /** Adds an axis group. Takes some milliseconds if the group is large and its cells have not been read before. */
  add(line: Line): void;
  /** The similarities over the groups so far, of approaches that share rows with this one. */
  likenesses(): Iterable<Likeness>;
}

/** The cells with claims of one axis group, in columns. */
export interface SpeakingLine {
  readonly measure: Measure;
  readonly approaches: Uint32Array;
  /** The index in `distinct` of the cell of each of `approaches`. */
  readonly cells: Uint8Array | Uint32Array;
  /** The different cells; cells with the same content are listed once. */
  readonly distinct: readonly SpokenCell[];
}

/**
 * Adds up the distances of one approach to every other one. In each axis group, its cell is compared with each
 * distinct cell once; the rest is additions.
 */
export class LikenessSum {
  readonly #approach: string;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #naming: Naming;
  /** By approach number. */
  #distances = new Float64Array(0);
  #rows = new Uint32Array(0);

  /** @param numbers the numbers of all approaches in the groups so far, by id, from 0 */
  constructor(approach: string, numbers: ReadonlyMap<string, number>, naming: Naming) {
    this.#approach = approach;
    this.#numbers = numbers;
    this.#naming = naming;
  }

  add({ approaches, cells, distinct, measure }: SpeakingLine): void {
    const own = this.#numbers.get(this.#approach);
    const place = own === undefined ? -1 : approaches.indexOf(own);
    const ownCell = place < 0 ? undefined : distinct[cells[place] as number];
    if (!ownCell) return;
    this.#makeRoom();
    const [distances, rows] = [this.#distances, this.#rows];
    // −1 stands for a pair without a distance.
    const toEach = distinct.map((cell) => ownCell.distanceTo(cell, measure, this.#naming) ?? -1);
    for (let index = 0; index < approaches.length; index += 1) {
      const distance = toEach[cells[index] as number] as number;
      if (distance < 0) continue;
      const other = approaches[index] as number;
      distances[other] = (distances[other] as number) + distance;
      rows[other] = (rows[other] as number) + 1;
    }
  }

  /** The similarities in the groups that were added, of approaches that share rows with this one. */
  *likenesses(): Iterable<Likeness> {
    for (const [id, number] of this.#numbers) {
      const rows = this.#rows[number] ?? 0;
      if (rows > 0) yield { id, distance: this.#distances[number] as number, rows };
    }
  }

  #makeRoom(): void {
    const { size } = this.#numbers;
    if (size <= this.#rows.length) return;
    const distances = new Float64Array(size * 2);
    distances.set(this.#distances);
    const rows = new Uint32Array(size * 2);
    rows.set(this.#rows);
    [this.#distances, this.#rows] = [distances, rows];
  }
}
