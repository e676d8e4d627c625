import type { Cell, CellRow } from '../../comparison/cells/cell.js';
import { ExactDecimal } from '../../graph/values/decimal.js';
import type { QuantityValue } from '../../graph/values/quantity.js';
import { convert, convertsExactly, one, parseUnit, type Unit } from '../../graph/values/unit.js';

/** The units in which the amounts of a row can be written: the stated units, one unit for the row, or the unit of the dimension. */
export const unitChoices = ['STATED', 'ROW', 'CANONICAL'] as const;
export type UnitChoice = (typeof unitChoices)[number];

/** The unit of a row, with the amounts that were converted to choose it. */
interface RowUnit {
  readonly unit: Unit;
  readonly converted: ReadonlyMap<QuantityValue, ConvertedBounds>;
}

/** The bounds of an amount in another unit: decimals, rounded if the units do not convert exactly. */
export interface ConvertedBounds {
  readonly minimum: string | null;
  readonly maximum: string | null;
}

const rowUnits = new WeakMap<CellRow, RowUnit | null>();

/**
 * Finds the unit to which the amounts of a row are converted.
 * @returns null if the amounts keep their stated units
 */
export function unitOfRow(row: CellRow, choice: UnitChoice): Unit | null {
  if (choice === 'STATED' || row.definition.valueType !== 'QUANTITY') return null;
  if (choice === 'CANONICAL') return parseUnit(row.definition.scale.unit ?? one);
  return rowUnitOf(row)?.unit ?? null;
}

function rowUnitOf(row: CellRow): RowUnit | null {
  let unit = rowUnits.get(row);
  if (unit === undefined) {
    unit = findUnit(row);
    rowUnits.set(row, unit);
  }
  return unit;
}

/** Converts the bounds of an amount of a row to the unit of `unitOfRow`. The amount must be convertible to this unit. */
export function boundsInRow(
  row: CellRow,
  choice: UnitChoice,
  value: QuantityValue,
  unit: Unit,
): ConvertedBounds {
  const cached = choice === 'ROW' ? rowUnitOf(row)?.converted.get(value) : undefined;
  return cached ?? boundsIn(value, unit);
}

function boundsIn({ minimum, maximum, unit: code }: QuantityValue, unit: Unit): ConvertedBounds {
  const from = parseUnit(code ?? one);
  if (from.code === unit.code) return { minimum, maximum };
  const inUnit = (bound: string | null): string | null =>
    bound === null ? null : (convert(new ExactDecimal(bound), from, unit)?.toFixed() ?? null);
  const low = inUnit(minimum);
  return { minimum: low, maximum: maximum === minimum ? low : inUnit(maximum) };
}

/** The maximum number of units that are compared. A row with more units, which is rare, uses the unit of the dimension. */
const maxUnits = 12;

/**
 * Chooses one unit for the amounts of a row: of the stated units and the unit of the dimension, the one in which the amounts,
 * printed as decimals, are shortest in total. A unit to which all amounts convert exactly is preferred. If several units are equal in both respects,
 * the unit of the dimension is chosen, or else the unit with the lowest code. The choice depends neither on the order of the cells nor on a
 * language.
 * @returns null if there is nothing to convert
 */
function findUnit({ cells, definition }: CellRow): RowUnit | null {
  const amounts = amountsIn(cells);
  const codes = new Set(amounts.map(({ unit }) => unit ?? one));
  if (codes.size <= 1) return null;
  const canonical = parseUnit(definition.scale.unit ?? one);
  if (codes.size > maxUnits) return { unit: canonical, converted: new Map() };
  // Amounts of other kinds (kilograms among metres, other currencies) keep their units.
  const compared = amounts.filter(({ unit }) => parseUnit(unit ?? one).kind === canonical.kind);
  if (compared.length === 0) return null;
  const candidates = [...new Set([canonical.code, ...compared.map(({ unit }) => unit ?? one)])];
  const [dimensionUnit = '', ...others] = candidates;
  let best: (RowUnit & { readonly isExact: boolean; readonly digits: number }) | null = null;
  for (const code of [dimensionUnit, ...others.sort()]) {
    const unit = parseUnit(code);
    const isExact = compared.every((each) => convertsExactly(parseUnit(each.unit ?? one), unit));
    const converted = new Map(compared.map((amount) => [amount, boundsIn(amount, unit)]));
    const digits = digitsOf(converted.values());
    const isBetter = !best || (isExact === best.isExact ? digits < best.digits : isExact);
    if (isBetter) best = { unit, converted, isExact, digits };
  }
  return best;
}

function amountsIn(cells: readonly Cell[]): readonly QuantityValue[] {
  const amounts: QuantityValue[] = [];
  for (const { stated } of cells)
    for (const { value } of stated) if (value?.type === 'QUANTITY') amounts.push(value);
  return amounts;
}

function digitsOf(amounts: Iterable<ConvertedBounds>): number {
  let digits = 0;
  for (const { minimum, maximum } of amounts) {
    digits += minimum?.length ?? 0;
    if (maximum !== minimum) digits += maximum?.length ?? 0;
  }
  return digits;
}
