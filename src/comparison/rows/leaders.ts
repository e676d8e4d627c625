import type { Approach } from '../../graph/concept.js';
import type { ExactDecimal } from '../../graph/values/decimal.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import type { Cell } from '../cells/cell.js';
import { relateCells } from '../cells/pair.js';
import type { ComparisonRow } from './row.js';

/**
 * The approaches with the best value of a row, in the row's order, including those whose value agrees with the best
 * one.
 * @returns empty unless the dimension has a better end and every cell states exactly one value with a position on the
 * scale
 */
export function leadersOf(row: ComparisonRow): readonly Approach[] {
  const { axis } = row;
  if (axis.kind !== 'DIMENSION' || axis.betterWhen === 'NEITHER') return [];
  const positioned: PositionedCell[] = [];
  for (const cell of row.cells) {
    const [only, ...others] = cell.stated;
    const value = cell.state === 'STATED' && others.length === 0 ? only?.value : null;
    const position = (value && ruleOf(value).order?.position(value, axis)) ?? null;
    if (position === null) return [];
    positioned.push({ cell, position });
  }
  const isBetter = (one: PositionedCell, other: PositionedCell): boolean =>
    axis.betterWhen === 'HIGHER' ? one.position.gt(other.position) : one.position.lt(other.position);
  const best = positioned.reduce((most, each) => (isBetter(each, most) ? each : most));
  // Value types that have an order do not look names up.
  const isAsGoodAsBest = ({ cell, position }: PositionedCell): boolean =>
    position.eq(best.position) || relateCells(cell, best.cell, row.definition, noNames).distance === 0;
  return positioned.filter(isAsGoodAsBest).map(({ cell }) => cell.approach);
}

/** A cell with the position of its value on the scale. */
interface PositionedCell {
  readonly cell: Cell;
  readonly position: ExactDecimal;
}

const noNames = (): ReadonlySet<string> => new Set();
