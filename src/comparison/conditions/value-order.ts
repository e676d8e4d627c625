import type { ExactDecimal } from '../../graph/values/decimal.js';
import type { Qualifier } from '../../graph/claim.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import type { Steps } from '../../graph/work/steps.js';
import { linkRules, type Axis } from '../cells/axis.js';
import type { ScaleEnd } from './certain-bound.js';
import { nothingStated, type CellColumn, type SortPosition } from './cell-column.js';

export const valueOrders = ['BEST_FIRST', 'WORST_FIRST', 'HIGHEST_FIRST', 'LOWEST_FIRST'] as const;
export type ValueOrder = (typeof valueOrders)[number];

/**
 * Whether approaches are sorted from the low end of the scale of an axis to the high end. If neither end of a dimension
 * is better, the high end counts as the better end.
 */
export function isAscending(axis: Axis, order: ValueOrder): boolean {
  if (order === 'HIGHEST_FIRST' || order === 'LOWEST_FIRST') return order === 'LOWEST_FIRST';
  const better = axis.kind === 'DIMENSION' ? axis.betterWhen : linkRules[axis.kind].better;
  return (order === 'BEST_FIRST') === (better === 'LOWER');
}

/** An approach that is sorted. */
export interface SortedApproach {
  readonly id: string;
  /** The sort key that orders approaches with equal values. */
  readonly key: string;
}

/** The position of an approach in a sorted list: its value, then its key and id. */
export type ApproachPosition = SortedApproach & SortPosition;

/**
 * Sorts approaches by their certain bounds along an axis: by their lowest possible value if the highest value is first,
 * and by their highest possible value if the lowest value is first. So an approach whose value is certainly the highest,
 * or the lowest, is first. Approaches with values but without a certain bound follow, then approaches without values.
 * Equal approaches are sorted by key and id.
 */
export class ValueSort {
  readonly #column: CellColumn;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #ascending: boolean;
  readonly #under: readonly Qualifier[];
  /** By approach number: the index of the approach's cell, plus 1; 0 without claims. */
  readonly #cells: Uint32Array;

  constructor(
    column: CellColumn,
    numbers: ReadonlyMap<string, number>,
    ascending: boolean,
    under: readonly Qualifier[],
  ) {
    this.#column = column;
    this.#numbers = numbers;
    this.#ascending = ascending;
    this.#under = under;
    this.#cells = new Uint32Array(numbers.size);
    const { approaches, cells } = column;
    for (let index = 0; index < approaches.length; index += 1)
      this.#cells[approaches[index] as number] = (cells[index] as number) + 1;
  }

  /**
   * Sorts approaches in steps.
   * @param approaches by key, then id
   * @returns the indexes of the approaches in the list, in sort order
   */
  *sorted(approaches: readonly { readonly id: string }[]): Steps<Uint32Array> {
    const { ranks, groups, size } = yield* this.#column.order(this.#end, this.#under);
    const { length } = approaches;
    const keys = new Float64Array(length);
    for (const [index, { id }] of approaches.entries()) {
      const cell = this.#cellOf(id);
      const group = cell === null ? 2 : (groups[cell] as number);
      const rank = cell === null ? 0 : (ranks[cell] as number);
      const order = group > 0 ? size + group : this.#ascending ? rank : size - 1 - rank;
      keys[index] = order * length + index;
    }
    yield;
    keys.sort();
    yield;
    return Uint32Array.from(keys, (key) => key % length);
  }

  /** The value by which an approach is sorted. @param id the id of the approach */
  sortPositionOf(id: string): SortPosition {
    const cell = this.#cellOf(id);
    return cell === null ? nothingStated : this.#column.sortPositionOf(cell, this.#end, this.#under);
  }

  /** Compares two positions: negative if the left position is first. */
  compare(left: ApproachPosition, right: ApproachPosition): number {
    return (
      left.group - right.group ||
      this.#comparePositions(left.position, right.position) ||
      compareCodePoints(left.key, right.key) ||
      compareCodePoints(left.id, right.id)
    );
  }

  #comparePositions(left: ExactDecimal | null, right: ExactDecimal | null): number {
    if (left === null || right === null) return 0;
    return this.#ascending ? left.comparedTo(right) : right.comparedTo(left);
  }

  get #end(): ScaleEnd {
    return this.#ascending ? 'HIGH' : 'LOW';
  }

  #cellOf(id: string): number | null {
    const number = this.#numbers.get(id);
    const cell = number === undefined ? 0 : (this.#cells[number] ?? 0);
    return cell === 0 ? null : cell - 1;
  }
}
