import type { Cell, CellRow, QualifiedValue } from '../../comparison/cells/cell.js';
import type { StatedValue } from '../../comparison/cells/statement.js';
import type { Claim } from '../../graph/claim.js';
import { fold } from '../../graph/text/fold.js';
import { ExactDecimal } from '../../graph/values/decimal.js';
import type { QuantityValue } from '../../graph/values/quantity.js';
import { convertsExactly, one, parseUnit, type Unit } from '../../graph/values/unit.js';
import { ruleOf, type ClaimValue, type ValueOf } from '../../graph/values/value-rules.js';
import type { Interval } from '../../graph/values/value-type.js';
import { message } from '../catalogue.js';
import type { Locale } from '../locale.js';
import { quantityText } from '../values/quantity-text.js';
import { absenceText, valueText, withConditions } from '../values/value-text.js';
import { boundsInRow, unitOfRow, type ConvertedBounds, type UnitChoice } from './row-unit.js';

/**
 * Writes the text of a cell: its values and absences in order of size, with their conditions; for a cell in which nothing is
 * stated, the label of the state NOT_STATED. The text is never empty.
 */
export function cellText(cell: Cell, locale: Locale, units: UnitChoice): string {
  const texts = statedTexts(cell, locale, units);
  if (texts.length === 0) return message(locale, 'state.NOT_STATED');
  return cell.state === 'CONTESTED'
    ? message(locale, 'cell.contested', { values: texts.join(' / ') })
    : texts.join('; ');
}

/**
 * Writes the values and absences of a cell with their conditions, in order of size. If the cell is not contested, and all its
 * values are terms without conditions, the terms become one text. Empty if nothing is stated.
 */
export function statedTexts(cell: Cell, locale: Locale, units: UnitChoice): readonly string[] {
  return orderedValues(cell, cell.stated, (terms) => ({ ...unconditional, value: terms })).map((each) =>
    statedText(each, cell.row, locale, units),
  );
}

/** A part of the text of a cell: a value or an absence, with the claims that state it. */
export interface CellPart extends QualifiedValue {
  /** The text of the value or absence, with its conditions. */
  readonly text: string;
}

/**
 * Returns the parts of a cell's text, in the order of the text, with their claims: one part for each text of `statedTexts`.
 */
export function cellParts(cell: Cell, locale: Locale, units: UnitChoice): readonly CellPart[] {
  const { values, row } = cell;
  const claims = (): readonly Claim[] => values.flatMap((each) => each.claims);
  const merged = (terms: ValueOf<'TERMS'>): QualifiedValue => ({
    ...unconditional,
    value: terms,
    claims: claims(),
  });
  return orderedValues(cell, values, merged).map((each) => ({
    ...each,
    text: statedText(each, row, locale, units),
  }));
}

const unconditional = Object.freeze({ absence: null, qualifiers: [] as readonly never[] });

/**
 * Sorts values by size. If the cell is not contested, and all values are terms without conditions, they become one value.
 * @param merged creates the value with all terms
 */
function orderedValues<Value extends StatedValue>(
  { state, row }: Cell,
  values: readonly Value[],
  merged: (terms: ValueOf<'TERMS'>) => Value,
): readonly Value[] {
  if (values.length < 2) return values;
  const terms = state === 'CONTESTED' ? null : accumulatedTerms(values);
  return terms ? [merged({ type: 'TERMS', terms })] : inOrderOfSize(values, row);
}

/** Writes a value of a row in a language. An amount is converted to the selected unit if its unit is of the same kind. */
export function rowValueText(value: ClaimValue, row: CellRow, locale: Locale, units: UnitChoice): string {
  if (value.type !== 'QUANTITY') return valueText(locale, value);
  const unit = unitOfRow(row, units);
  if (unit === null) return quantityText(locale, value);
  const from = parseUnit(value.unit ?? one);
  return from.code === unit.code || from.kind !== unit.kind
    ? quantityText(locale, value)
    : convertedText(locale, value, unit, boundsInRow(row, units, value, unit));
}

function statedText(
  { value, absence, qualifiers }: StatedValue,
  row: CellRow,
  locale: Locale,
  units: UnitChoice,
): string {
  const text = value ? rowValueText(value, row, locale, units) : absenceText(locale, absence ?? 'UNKNOWN');
  return withConditions(locale, text, qualifiers);
}

/** Lists the terms of a cell without duplicates; null if the cell states an absence, a value of another type, or conditions. */
function accumulatedTerms(stated: readonly StatedValue[]): readonly string[] | null {
  const terms = new Map<string, string>();
  for (const { value, qualifiers } of stated) {
    if (value?.type !== 'TERMS' || qualifiers.length > 0) return null;
    for (const term of value.terms) if (!terms.has(fold(term))) terms.set(fold(term), term);
  }
  return [...terms.values()];
}

/** The number of significant digits to which a converted amount is rounded; all digits before the decimal point stay. */
const roundedDigits = 4;

/**
 * Writes an amount in another unit. An amount that converts exactly keeps all its digits. Any other amount is rounded,
 * marked as approximate, and followed by the stated amount: `about 37.78 °C (100 °F)`.
 */
function convertedText(
  locale: Locale,
  value: QuantityValue,
  unit: Unit,
  { minimum, maximum }: ConvertedBounds,
): string {
  const code = unit.code === one ? null : unit.code;
  if (convertsExactly(parseUnit(value.unit ?? one), unit))
    return quantityText(locale, { ...value, minimum, maximum, unit: code });
  const amount = quantityText(locale, {
    ...value,
    minimum: rounded(minimum),
    maximum: rounded(maximum),
    unit: code,
    approximate: true,
  });
  return message(locale, 'quantity.converted', { amount, stated: quantityText(locale, value) });
}

function rounded(bound: string | null): string | null {
  if (bound === null) return null;
  const amount = new ExactDecimal(bound);
  return amount.toSignificantDigits(Math.max(roundedDigits, amount.e + 1)).toFixed();
}

/** Sorts values by their position on the scale: by the lower end, then by the upper end. Values without a position are last, in their original order. */
function inOrderOfSize<Value extends StatedValue>(
  values: readonly Value[],
  { definition }: CellRow,
): readonly Value[] {
  const positioned = values.map((each) => {
    const { value } = each;
    const interval = value ? (ruleOf(value).order?.interval(value, definition.scale) ?? null) : null;
    return { each, interval };
  });
  return positioned.sort((left, right) => bySize(left.interval, right.interval)).map(({ each }) => each);
}

function bySize(left: Interval | null, right: Interval | null): number {
  if (!left || !right) return Number(left === null) - Number(right === null);
  return byBound(left.low, right.low, -1) || byBound(left.high, right.high, 1);
}

/** Compares two bounds. @param open −1 if an open end precedes all amounts, 1 if it follows them */
function byBound(left: ExactDecimal | null, right: ExactDecimal | null, open: number): number {
  if (!left || !right) return left === right ? 0 : left ? -open : open;
  return left.comparedTo(right);
}
