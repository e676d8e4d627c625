import type { Qualifier } from '../graph/claim.js';
import { fold } from '../graph/fold.js';
import { digest } from '../graph/identity.js';
import { cellSlot, rowSlot, slotSet } from './slot.js';

/**
 * Ids of the objects that comparisons and rankings consist of. Clients that normalise their cache keep one content per id, so an
 * id covers everything that the content of its object depends on; at one revision, equal ids mean equal contents. They are
 * hashes: short whatever was asked, and made when they are selected. A cell is the same object in every row that shows it.
 */

/** Half of a cell's id: 96 bits, so that a billion halves share one with a chance of 1 in 10¹¹. */
const halfLength = 16;

/** What the content of cells depends on, beside their axis and approach. */
export class CellScope {
  readonly #under: readonly Qualifier[];
  readonly #revision: number | null;
  /** By approach: hashed once for all lines. */
  readonly #approachHalves = new Map<string, string>();

  /**
   * @param under only claims that can hold under these conditions count
   * @param revision the one that was asked for; null where what is published was, which ids follow from one revision to the next
   */
  constructor(under: readonly Qualifier[], revision: number | null) {
    this.#under = under;
    this.#revision = revision;
  }

  /** What ids cover of it: equal for conditions that mean the same. */
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

/** The ids and slots of the cells along one axis. Each half of an id is hashed once, and no cell by itself. */
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

/** What the content of a comparison's rows depends on, beside their axes. */
export class ComparisonScope {
  readonly cells: CellScope;
  readonly #approaches: readonly string[];
  #hash: string | undefined;
  #slotSet: string | undefined;

  /** @param approaches their ids, in the order asked for */
  constructor(approaches: readonly string[], cells: CellScope) {
    this.#approaches = approaches;
    this.cells = cells;
  }

  /**
   * The id of a comparison.
   * @param axes which axes it is along, as asked: a JSON value
   */
  comparisonId(axes: unknown): string {
    return `comparison/${digest([this.#hashed(), axes])}`;
  }

  /**
   * The id of a row.
   * @param merged the ids of the axes whose claims it holds too, which follow from what was asked
   * @param unmerged likewise of those that stand apart
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

/** What the content of a ranking depends on. */
export class RankingScope {
  readonly cells: CellScope;
  readonly #approaches: readonly string[];
  readonly #criteria: unknown;
  #wholeHash: string | undefined;
  #criteriaHash: string | undefined;
  readonly #axisHalves = new Map<string, string>();

  /**
   * @param approaches their ids, in any order
   * @param criteria what tells them from others, in their order: a JSON value
   */
  constructor(approaches: readonly string[], criteria: unknown, cells: CellScope) {
    this.#approaches = approaches;
    this.#criteria = criteria;
    this.cells = cells;
  }

  rankingId(): string {
    return `ranking/${this.#whole()}`;
  }

  /** The id of an approach's place, which depends on the others. */
  placeId(approach: string): string {
    return `place/${this.#whole()}${this.cells.approachHalf(approach)}`;
  }

  /** The id of what one criterion adds to the score of an approach, which depends on no other approach. */
  contributionId(approach: string, axis: string): string {
    let half = this.#axisHalves.get(axis);
    if (half === undefined) {
      this.#criteriaHash ??= digest([this.#criteria, ...this.cells.parts]);
      half = digest([this.#criteriaHash, axis]).slice(0, halfLength);
      this.#axisHalves.set(axis, half);
    }
    return `contribution/${half}${this.cells.approachHalf(approach)}`;
  }

  #whole(): string {
    return (this.#wholeHash ??= digest([[...this.#approaches].sort(), this.#criteria, ...this.cells.parts]));
  }
}
