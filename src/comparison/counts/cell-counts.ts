import { supports, type Support } from '../../graph/values/support.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { Cell } from '../cells/cell.js';
import { cellStates, type CellState } from '../cells/statement.js';
import type { ComparisonRow } from '../rows/row.js';

/** The number of cells with the same state, and the same support or level. */
export interface CellCount {
  readonly state: CellState;
  /** The support that each of these cells states in all its values; null if there is no such support. */
  readonly support: Support | null;
  /** The level that each of these cells states in all its values; null if there is no such level. */
  readonly level: string | null;
  readonly count: number;
}

/**
 * Counts the cells of a row by state, support and level. Each cell is counted once, so the counts add up to the number
 * of cells.
 * @returns the counts that are not 0: in the order of `cellStates`, then by support or level from the low end of the scale,
 * with cells without a support or level last
 */
export function countCells({
  cells,
  definition,
}: Pick<ComparisonRow, 'cells' | 'definition'>): readonly CellCount[] {
  const groups = [...supports, ...(definition.scale.levels ?? []), null];
  const counts = cellStates.flatMap((state) => groups.map((stated) => ({ state, stated, count: 0 })));
  const [isSupport, isLevel] = [definition.valueType === 'SUPPORT', definition.valueType === 'ORDINAL'];
  for (const cell of cells) {
    const stated = isSupport || isLevel ? statedByAll(cell) : null;
    const found = counts.find((each) => each.state === cell.state && each.stated === stated);
    if (found) found.count += 1;
  }
  return counts.flatMap(({ state, stated, count }) =>
    count === 0
      ? []
      : [
          {
            state,
            support: isSupport ? (stated as Support | null) : null,
            level: isLevel ? stated : null,
            count,
          },
        ],
  );
}

/** The support or level that all values of a cell state; null if they differ, if one of them is an absence, or if the cell has no values. */
function statedByAll({ stated }: Cell): string | null {
  const [first, ...others] = stated.map(({ value }) => supportOrLevelOf(value));
  return first !== undefined && others.every((each) => each === first) ? first : null;
}

function supportOrLevelOf(value: ClaimValue | null): string | null {
  if (value?.type === 'SUPPORT') return value.support;
  return value?.type === 'ORDINAL' ? value.level : null;
}
