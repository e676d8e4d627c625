import type { Approach } from '../graph/concept.js';
import { ExactDecimal } from '../graph/values/decimal.js';
import { ruleOf } from '../graph/values/value-rules.js';
import type { ComparisonRow } from './row.js';

/**
 * The approaches that do best in a row, in the row's order. Empty unless every cell is stated,
 * each with one value that has a place on the scale, and the dimension says which end of it is better.
 */
export function leadersOf(row: ComparisonRow): readonly Approach[] {
  const { axis } = row;
  if (axis.kind !== 'DIMENSION' || axis.betterWhen === 'NEITHER') return [];
  const heights: ExactDecimal[] = [];
  for (const cell of row.cells) {
    const [only, ...others] = cell.values;
    const value = cell.state === 'STATED' && others.length === 0 ? only?.value : null;
    const height = (value && ruleOf(value).height?.(value, axis)) ?? null;
    if (height === null) return [];
    heights.push(height);
  }
  const best = axis.betterWhen === 'HIGHER' ? ExactDecimal.max(...heights) : ExactDecimal.min(...heights);
  return row.cells.filter((_, index) => heights[index]?.eq(best)).map((cell) => cell.approach);
}
