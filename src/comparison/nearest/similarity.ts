import type { NameLookup } from '../../graph/values/value-type.js';
import type { ValueDefinition } from '../cells/axis.js';
import { withCurrentSpread } from '../cells/spreads.js';
import type { AxisGroup } from '../rows/axis-group.js';
import type { ClaimedCell } from './claimed-cell.js';

/**
 * The parts of the similarity of two approaches: the sum of the distances over their shared rows, and the number of
 * these rows. A row is shared if the two approaches have a distance in it.
 */
export interface Similarity {
  /** The id of the approach with which the first approach is compared. */
  readonly id: string;
  /** The sum of the distances of the shared rows, added in the order of the axis groups. */
  readonly distance: number;
  /** The number of shared rows; at least 1. */
  readonly rows: number;
}

/** Accumulates the similarities between one approach and all approaches, itself included, axis group by axis group. */
export interface SimilarityAccumulator {
  /** Adds an axis group. Takes a few milliseconds if the group is large and its cells are not cached. */
  add(group: AxisGroup): void;
  /** The similarities over the groups added so far. Approaches without shared rows are omitted. */
  similarities(): Iterable<Similarity>;
}

/** The cells with claims of one axis group, in columns. */
export interface ClaimedCells {
  /** The numbers of the approaches. */
  readonly approaches: Uint32Array;
  /** For each of `approaches`, the index of its cell in `distinct`. */
  readonly cells: Uint8Array | Uint32Array;
  /** The distinct cells; approaches with equal claims can share one. */
  readonly distinct: readonly ClaimedCell[];
}

/**
 * Adds up the distances between one approach and all approaches, itself included. In each axis group, the cell of the
 * approach is compared once with each distinct cell; every approach then costs one addition.
 */
export class SimilaritySum {
  readonly #approach: string;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #nameLookup: NameLookup;
  /** By approach number. */
  #distances = new Float64Array(0);
  #rows = new Uint32Array(0);

  /** @param numbers the numbers of all approaches in the groups added so far, by id, from 0; the caller adds to the map */
  constructor(approach: string, numbers: ReadonlyMap<string, number>, nameLookup: NameLookup) {
    this.#approach = approach;
    this.#numbers = numbers;
    this.#nameLookup = nameLookup;
  }

  /**
   * Adds an axis group. Adds nothing if the approach has no claims in the group.
   * @param definition of the group in the view of the request, with the view's spread
   */
  add({ approaches, cells, distinct }: ClaimedCells, definition: ValueDefinition): void {
    const approach = this.#numbers.get(this.#approach);
    const index = approach === undefined ? -1 : approaches.indexOf(approach);
    const ownCell = index < 0 ? undefined : distinct[cells[index] as number];
    if (!ownCell) return;
    this.#grow();
    const [distances, rows] = [this.#distances, this.#rows];
    // −1 stands for a pair without a distance.
    const current = withCurrentSpread(definition);
    const distancesByCell = distinct.map((cell) => ownCell.distanceTo(cell, current, this.#nameLookup) ?? -1);
    for (let index = 0; index < approaches.length; index += 1) {
      const distance = distancesByCell[cells[index] as number] as number;
      if (distance < 0) continue;
      const other = approaches[index] as number;
      distances[other] = (distances[other] as number) + distance;
      rows[other] = (rows[other] as number) + 1;
    }
  }

  /** The similarities over the groups added so far. Approaches without shared rows are omitted. */
  *similarities(): Iterable<Similarity> {
    for (const [id, number] of this.#numbers) {
      const rows = this.#rows[number] ?? 0;
      if (rows > 0) yield { id, distance: this.#distances[number] as number, rows };
    }
  }

  #grow(): void {
    const { size } = this.#numbers;
    if (size <= this.#rows.length) return;
    const distances = new Float64Array(size * 2);
    distances.set(this.#distances);
    const rows = new Uint32Array(size * 2);
    rows.set(this.#rows);
    [this.#distances, this.#rows] = [distances, rows];
  }
}
