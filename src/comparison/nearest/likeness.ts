import type { Naming } from '../../graph/values/value-type.js';
import type { Measure } from '../cells/axis.js';
import type { Line } from '../rows/line.js';
import type { SpokenCell } from './spoken-cell.js';

/** What the rows that an approach shares with another come to. */
export interface Likeness {
  /** The other one's id. */
  readonly id: string;
  /** The sum of their distances, added up in the order of the lines. */
  readonly distance: number;
  /** Rows in which the two can be measured against each other; 1 at least. */
  readonly rows: number;
}

/** How alike an approach and each other one are, in lines that are added one by one. */
export interface GrowingLikenesses {
  /** Adds a line, which takes some milliseconds where much is claimed in it that nobody has looked at. */
  add(line: Line): void;
  /** In the lines so far: those that share rows with it. */
  likenesses(): Iterable<Likeness>;
}

/** The cells of one line in numbers: of each approach that has one, its number and the place of its cell. */
export interface SpeakingLine {
  readonly measure: Measure;
  readonly approaches: Uint32Array;
  /** The places in `distinct`, one for each of `approaches`. */
  readonly cells: Uint8Array | Uint32Array;
  /** Cells that say the same are one here. */
  readonly distinct: readonly SpokenCell[];
}

/**
 * Adds up, line by line, how alike an approach and each other one are: in each line its cell is measured against each distinct
 * cell once, and the rest is adding up.
 */
export class LikenessSum {
  readonly #approach: string;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #naming: Naming;
  /** By the numbers of approaches. */
  #distances = new Float64Array(0);
  #rows = new Uint32Array(0);

  /** @param numbers of all approaches in the lines so far, by id: 0 and up */
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
    // Where there is nothing to measure: −1.
    const toEach = distinct.map((cell) => ownCell.distanceTo(cell, measure, this.#naming) ?? -1);
    for (let index = 0; index < approaches.length; index += 1) {
      const distance = toEach[cells[index] as number] as number;
      if (distance < 0) continue;
      const other = approaches[index] as number;
      distances[other] = (distances[other] as number) + distance;
      rows[other] = (rows[other] as number) + 1;
    }
  }

  /** How alike they are in the lines that were added; left out where they share none. */
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
