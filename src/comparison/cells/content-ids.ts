import type { Qualifier } from '../../graph/claim.js';
import { fold } from '../../graph/text/fold.js';
import { digest } from '../../graph/identity.js';
import { cellSlot, rowSlot, slotSet } from './slot.js';

/**
 * Ids of comparisons, rankings and their parts. Clients with a normalised cache store one content per id, so an id
 * covers all inputs of the content of its object: at one revision, equal ids imply equal content. Ids are hashes, so
 * that their length is bounded. They are computed when they are read. Within one `CellScope`, a cell has the same id in
 * every comparison and ranking.
 */

/**
 * The length of one half of a cell's id in base64url characters: 96 bits. Among a billion halves, two halves are equal
 * with a probability of about 10⁻¹¹.
 */
const halfLength = 16;

/** The inputs of cell content, other than axis and approach. */
export class CellScope {
  readonly #under: readonly Qualifier[];
  readonly #revision: number | null;
  /** The halves of cell ids for the approaches, by approach id; each is hashed once for all axes. */
  readonly #approachHalves = new Map<string, string>();

  /**
   * @param under conditions: only claims that can be true under them count
   * @param revision the number of the revision that the request selects with `at` or `asOf`; null if it selects none:
   * the ids then stay the same from revision to revision
   */
  constructor(under: readonly Qualifier[], revision: number | null) {
    this.#under = under;
    this.#revision = revision;
  }

  /** The inputs as a JSON value, which is equal for equivalent conditions. */
  get parts(): readonly unknown[] {
    const conditions = this.#under.map(({ key, value }) => JSON.stringify([key, fold(value)]));
    return [[...new Set(conditions)].sort(), this.#revision];
  }

  /** The keys of the cells along an axis. */
  along(axis: string): CellKeys {
    return new CellKeys(axis, this);
  }

  approachHalf(approach: string): string {
    let half = this.#approachHalves.get(approach);
    if (half === undefined) {
      half = digest(approach).slice(0, halfLength);
      this.#approachHalves.set(approach, half);
    }
    return half;
  }
}

/**
 * The ids and slots of the cells along one axis. An id consists of a half for the axis and a half for the approach, so
 * that no cell is hashed.
 */
export class CellKeys {
  readonly #axis: string;
  readonly #scope: CellScope;
  #axisHalf: string | undefined;

  constructor(axis: string, scope: CellScope) {
    this.#axis = axis;
    this.#scope = scope;
  }

  idOf(approach: string): string {
    this.#axisHalf ??= digest([this.#axis, ...this.#scope.parts]).slice(0, halfLength);
    return `cell/${this.#axisHalf}${this.#scope.approachHalf(approach)}`;
  }

  slotOf(approach: string): string {
    return cellSlot(this.#axis, approach);
  }
}

/** The inputs of row content, other than the axes. */
export class ComparisonScope {
  readonly cells: CellScope;
  readonly #approaches: readonly string[];
  #hash: string | undefined;
  #slotSet: string | undefined;

  /** @param approaches ids, in the requested order */
  constructor(approaches: readonly string[], cells: CellScope) {
    this.#approaches = approaches;
    this.cells = cells;
  }

  /**
   * The id of a comparison.
   * @param axes the selection of axes, as a JSON value
   */
  comparisonId(axes: unknown): string {
    return `comparison/${digest([this.#hashed(), axes])}`;
  }

  /**
   * The id of a row.
   * @param merged ids of the equivalent axes whose claims are in the row; they depend on the selection of axes
   * @param unmerged ids of the equivalent axes with separate rows; they depend on the selection of axes too
   */
  rowId(axis: string, merged: readonly string[], unmerged: readonly string[]): string {
    return `row/${digest([this.#hashed(), axis, merged, unmerged])}`;
  }

  rowSlot(axis: string): string {
    return rowSlot(axis, (this.#slotSet ??= slotSet(this.#approaches)));
  }

  #hashed(): string {
    return (this.#hash ??= digest([this.#approaches, ...this.cells.parts]));
  }
}

/** The inputs of ranking content. */
export class RankingScope {
  readonly cells: CellScope;
  readonly #approaches: readonly string[];
  readonly #criteria: unknown;
  #rankingHash: string | undefined;
  #criteriaHash: string | undefined;
  readonly #axisHalves = new Map<string, string>();

  /**
   * @param approaches ids, in any order
   * @param criteria in order, as a JSON value
   */
  constructor(approaches: readonly string[], criteria: unknown, cells: CellScope) {
    this.#approaches = approaches;
    this.#criteria = criteria;
    this.cells = cells;
  }

  rankingId(): string {
    return `ranking/${this.#hashOfRanking()}`;
  }

  /** The id of an approach's place. It depends on the other approaches. */
  placeId(approach: string): string {
    return `place/${this.#hashOfRanking()}${this.cells.approachHalf(approach)}`;
  }

  /** The id of one criterion's contribution to the score of an approach. It does not depend on the other approaches. */
  contributionId(approach: string, axis: string): string {
    let half = this.#axisHalves.get(axis);
    if (half === undefined) {
      this.#criteriaHash ??= digest([this.#criteria, ...this.cells.parts]);
      half = digest([this.#criteriaHash, axis]).slice(0, halfLength);
      this.#axisHalves.set(axis, half);
    }
    return `contribution/${half}${this.cells.approachHalf(approach)}`;
  }

  #hashOfRanking(): string {
    return (this.#rankingHash ??= digest([
      [...this.#approaches].sort(),
      this.#criteria,
      ...this.cells.parts,
    ]));
  }
}
