import type { Qualifier } from '../../graph/claim.js';
import type { ExactDecimal } from '../../graph/values/decimal.js';
import { ruleFor, type ClaimValue } from '../../graph/values/value-rules.js';
import type { Interval } from '../../graph/values/value-type.js';
import { sorted } from '../../graph/work/sort.js';
import type { Steps } from '../../graph/work/steps.js';
import type { ValueDefinition } from '../cells/axis.js';
import { certainBoundOf, type ScaleEnd } from './certain-bound.js';
import type { CompiledCondition, ConditionedCell } from './compiled-condition.js';
import { isEmptyRange, type RequiredRange } from './value-condition.js';

/** A cell with claims; several approaches can share it. */
export interface ColumnCell {
  /** The value of the only claim of the cell, if it has no qualifiers. Null for other cells, and for all cells along several axes. */
  readonly plainValue: ClaimValue | null;
  /** The content of the cell. @param under only claims that can be true under these qualifiers count */
  contentUnder(under: readonly Qualifier[]): ConditionedCell;
}

/** The position of a cell when cells are sorted by value. */
export interface SortPosition {
  /** 0: the cell has a certain bound. 1: the cell has values without a certain bound. 2: the cell has no values. */
  readonly group: 0 | 1 | 2;
  /** Null unless the group is 0. */
  readonly position: ExactDecimal | null;
}

/** The order of the cells of a column by their certain bounds. */
export interface ColumnOrder {
  /** By cell: the number of different positions below the position of the cell; only valid in group 0. */
  readonly ranks: Uint32Array;
  /** By cell: the group of its `SortPosition`. */
  readonly groups: Uint8Array;
  /** The number of different positions. */
  readonly size: number;
}

/** The number of cells that are processed between two yields; they take a few tenths of a millisecond if not cached. */
const cellsPerStep = 256;

/**
 * The cells of all approaches with claims in one axis group. Conditions are checked once for each distinct cell. The
 * bounds of values are cached as doubles, which decide almost all comparisons without exact decimals.
 */
export class CellColumn {
  readonly definition: ValueDefinition;
  /** The numbers of the approaches. */
  readonly approaches: ArrayLike<number>;
  /** For each of `approaches`, the index of its cell in `distinct`. */
  readonly cells: ArrayLike<number>;
  readonly distinct: readonly ColumnCell[];
  readonly #onCached: (bytes: number) => void;
  #bounds: Bounds | undefined;
  readonly #orders = new Map<ScaleEnd, ColumnOrder>();

  /** @param onCached called with the size of each new cache entry, in bytes */
  constructor(
    definition: ValueDefinition,
    approaches: ArrayLike<number>,
    cells: ArrayLike<number>,
    distinct: readonly ColumnCell[],
    onCached: (bytes: number) => void = () => undefined,
  ) {
    this.definition = definition;
    this.approaches = approaches;
    this.cells = cells;
    this.distinct = distinct;
    this.#onCached = onCached;
  }

  /** Checks the distinct cells against a condition, in steps: 1 for each cell that meets it, otherwise 0. */
  *meeting(condition: CompiledCondition): Steps<Uint8Array> {
    const { distinct, definition } = this;
    const { under, range } = condition;
    const applies = condition.appliesTo(definition.valueType);
    const bounds = range && applies ? (this.#bounds ?? (yield* this.#computeBounds())) : null;
    const isInside = bounds && range ? insideTest(bounds, range) : null;
    const results = new Uint8Array(distinct.length);
    for (const [index, cell] of distinct.entries()) {
      if (index % cellsPerStep === cellsPerStep - 1) yield;
      const value = cell.plainValue;
      if (value === null) {
        results[index] = Number(condition.isMetBy(cell.contentUnder(under), definition));
      } else if (applies || !condition.restrictsValues) {
        const inside = isInside?.(index);
        const truth = inside ?? condition.truthFor([value], definition.scale);
        results[index] = Number(condition.isMetByTruth(truth));
      }
    }
    return results;
  }

  /**
   * Computes the order of the distinct cells by their certain bounds, in steps.
   * @param end see `certainBoundOf`
   * @param under only claims that can be true under these qualifiers count
   */
  *order(end: ScaleEnd, under: readonly Qualifier[]): Steps<ColumnOrder> {
    if (under.length > 0) return yield* this.#computeOrder(end, under);
    let order = this.#orders.get(end);
    if (!order) {
      order = yield* this.#computeOrder(end, under);
      this.#onCached(order.ranks.byteLength + order.groups.byteLength);
      this.#orders.set(end, order);
    }
    return order;
  }

  /** The position of a cell in the order. @param index of a distinct cell */
  sortPositionOf(index: number, end: ScaleEnd, under: readonly Qualifier[]): SortPosition {
    const { definition } = this;
    const cell = this.distinct[index] as ColumnCell;
    if (cell.plainValue === null) return sortPositionOfContent(cell.contentUnder(under), definition, end);
    const interval = ruleFor(definition.valueType).order?.interval(cell.plainValue, definition.scale);
    return sortPositionAt((end === 'LOW' ? interval?.low : interval?.high) ?? null);
  }

  *#computeOrder(end: ScaleEnd, under: readonly Qualifier[]): Steps<ColumnOrder> {
    const { length } = this.distinct;
    const ranks = new Uint32Array(length);
    const groups = new Uint8Array(length);
    const positioned: PositionedCell[] = [];
    for (let cell = 0; cell < length; cell += 1) {
      const { group, position } = this.sortPositionOf(cell, end, under);
      groups[cell] = group;
      if (position !== null) positioned.push({ cell, position, approximate: position.toNumber() });
      if (cell % cellsPerStep === cellsPerStep - 1) yield;
    }
    let size = 0;
    let previous: PositionedCell | undefined;
    for (const each of yield* sorted(positioned, comparePositions)) {
      if (previous === undefined || comparePositions(previous, each) !== 0) size += 1;
      ranks[each.cell] = size - 1;
      previous = each;
    }
    return { ranks, groups, size };
  }

  *#computeBounds(): Steps<Bounds> {
    const { distinct, definition } = this;
    const { order } = ruleFor(definition.valueType);
    const bounds: Bounds = {
      lows: new Float64Array(distinct.length).fill(NaN),
      highs: new Float64Array(distinct.length).fill(NaN),
    };
    for (const [index, { plainValue }] of distinct.entries()) {
      if (index % cellsPerStep === cellsPerStep - 1) yield;
      const interval = plainValue && (order?.interval(plainValue, definition.scale) ?? null);
      if (!interval) continue;
      bounds.lows[index] = lowOf(interval);
      bounds.highs[index] = highOf(interval);
    }
    this.#onCached(bounds.lows.byteLength + bounds.highs.byteLength);
    return (this.#bounds = bounds);
  }
}

function sortPositionOfContent(
  content: ConditionedCell,
  definition: ValueDefinition,
  end: ScaleEnd,
): SortPosition {
  const { state } = content;
  const isStated = state === 'STATED' || state === 'CONTESTED';
  return isStated ? sortPositionAt(certainBoundOf(content, definition, end)) : nothingStated;
}

function sortPositionAt(position: ExactDecimal | null): SortPosition {
  return { group: position === null ? 1 : 0, position };
}

/** A cell with its position on the scale: the exact position, and a rounded one, which decides most comparisons. */
interface PositionedCell {
  readonly cell: number;
  readonly position: ExactDecimal;
  readonly approximate: number;
}

function comparePositions(left: PositionedCell, right: PositionedCell): number {
  return left.approximate - right.approximate || left.position.comparedTo(right.position);
}

/** The position of a cell without values. */
export const nothingStated: SortPosition = Object.freeze({ group: 2, position: null });

/**
 * The bounds of the plain values of a column, rounded to doubles; NaN for a cell without a plain value on the scale.
 */
interface Bounds {
  readonly lows: Float64Array;
  readonly highs: Float64Array;
}

function lowOf({ low }: Pick<Interval, 'low'>): number {
  return low === null ? -Infinity : low.toNumber();
}

function highOf({ high }: Pick<Interval, 'high'>): number {
  return high === null ? Infinity : high.toNumber();
}

/**
 * Creates a test that decides by doubles whether a cell is in a range. Rounding preserves the order, so doubles that
 * differ are in the order of the exact decimals.
 * @returns the test; its result is null if only a part of the cell's interval is in the range, and undefined if the
 * exact decimals must be compared: the range is empty, two doubles are equal, or one of them is NaN
 */
function insideTest(
  { lows, highs }: Bounds,
  range: RequiredRange,
): (cell: number) => boolean | null | undefined {
  if (isEmptyRange(range)) return () => undefined;
  const [from, to] = [lowOf(range), highOf(range)];
  return (cell) => {
    const [low, high] = [lows[cell] as number, highs[cell] as number];
    if (high < from || low > to) return false;
    if (low > from && high < to) return true;
    if ((low < from && high > from) || (high > to && low < to)) return null;
    return undefined;
  };
}
