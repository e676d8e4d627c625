import type { Approach } from '../../graph/concept.js';
import type { ExactDecimal } from '../../graph/values/decimal.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import { measureOf } from '../cells/axis.js';
import type { Cell } from '../cells/cell.js';
import { relateCells } from '../cells/pair.js';
import type { ComparisonRow } from './row.js';

/**
 * The approaches that do best in a row, in the row's order, with those that come to the same as the best.
 * Empty unless every cell is stated, each with one value that has a place on the scale, and the dimension
 * says which end of it is better.
 */
export function leadersOf(row: ComparisonRow): readonly Approach[] {
  const { axis } = row;
  if (axis.kind !== 'DIMENSION' || axis.betterWhen === 'NEITHER') return [];
  const places: Place[] = [];
  for (const cell of row.cells) {
    const [only, ...others] = cell.said;
    const value = cell.state === 'STATED' && others.length === 0 ? only?.value : null;
    const height = (value && ruleOf(value).order?.height(value, axis)) ?? null;
    if (height === null) return [];
    places.push({ cell, height });
  }
  const isBetter = (one: Place, other: Place): boolean =>
    axis.betterWhen === 'HIGHER' ? one.height.gt(other.height) : one.height.lt(other.height);
  const best = places.reduce((most, each) => (isBetter(each, most) ? each : most));
  // Types of value that have an order have no names to look up.
  const comesToTheSame = ({ cell, height }: Place): boolean =>
    height.eq(best.height) || relateCells(cell, best.cell, measureOf(axis), namesNothing).distance === 0;
  return places.filter(comesToTheSame).map(({ cell }) => cell.approach);
}

/** A cell, and how high its value stands on the scale. */
interface Place {
  readonly cell: Cell;
  readonly height: ExactDecimal;
}

const namesNothing = (): ReadonlySet<string> => new Set();
