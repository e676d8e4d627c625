import type { Approach } from '../graph/concept.js';
import type { ClaimValue } from '../graph/values/claim-value.js';
import { levelPosition } from '../graph/values/ordinal.js';
import { supports } from '../graph/values/support.js';
import type { Scale } from '../graph/values/value-type.js';
import type { ComparisonRow } from './row.js';

/**
 * The approaches that do best in a row, in the row's order. Empty unless every cell is stated,
 * each with one value, and the dimension says which end of its scale is better.
 */
export function leadersOf(row: ComparisonRow): readonly Approach[] {
  const { axis } = row;
  if (axis.kind !== 'DIMENSION' || axis.betterWhen === 'NEITHER') return [];
  const sign = axis.betterWhen === 'HIGHER' ? 1 : -1;
  const merits: number[] = [];
  for (const cell of row.cells) {
    const [only, ...others] = cell.values;
    const height =
      cell.state === 'STATED' && others.length === 0 && only?.value ? heightOf(only.value, axis) : null;
    if (height === null) return [];
    merits.push(sign * height);
  }
  const best = Math.max(...merits);
  return row.cells.filter((_, index) => merits[index] === best).map((cell) => cell.approach);
}

/** How high a value stands on its scale; null for types that have no order. */
function heightOf(value: ClaimValue, scale: Scale): number | null {
  switch (value.type) {
    case 'SUPPORT':
      return supports.indexOf(value.support);
    case 'ORDINAL':
      return levelPosition(value, scale);
    case 'TEXT':
    case 'TERMS':
      return null;
  }
}
