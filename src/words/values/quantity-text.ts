import type { QuantityMarks } from '../../graph/values/quantity-marks.js';
import { message } from '../catalogue.js';
import type { Locale } from '../locale.js';
import { decimalText, isSingular } from '../numbers.js';
import { unitText, type UnitText } from '../units/unit-text.js';

/** The bounds of an amount in a unit, as in a `QuantityValue` or in a `QuantityRange`. */
export interface AmountBounds extends Partial<Readonly<Record<keyof QuantityMarks, boolean>>> {
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly unit: string | null;
}

/**
 * Writes an amount or a range of amounts, with all digits: `18,000 GB`, `about 5`, `30 years or more`, `less than 5 ms`,
 * `5 to 10 kg`.
 */
export function quantityText(locale: Locale, bounds: AmountBounds): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, approximate } = bounds;
  const unit = unitText(locale, bounds.unit);
  const bound = (amount: string): string => about(locale, approximate, withUnit(locale, amount, unit));
  if (minimum === maximum) return bound(minimum ?? '0');
  if (maximum === null) {
    return message(locale, exclusiveMinimum ? 'quantity.moreThan' : 'quantity.orMore', {
      amount: bound(minimum ?? '0'),
    });
  }
  if (minimum === null) {
    return message(locale, exclusiveMaximum ? 'quantity.lessThan' : 'quantity.upTo', {
      amount: bound(maximum),
    });
  }
  const high = withUnit(locale, maximum, unit);
  if (exclusiveMinimum || exclusiveMaximum) {
    const key = exclusiveMinimum
      ? exclusiveMaximum
        ? 'quantity.between'
        : 'quantity.aboveLow'
      : 'quantity.belowHigh';
    return message(locale, key, { low: bound(minimum), high: about(locale, approximate, high) });
  }
  // A unit after the amounts is written once.
  const low = unit.before === '' ? digits(locale, minimum, unit) : withUnit(locale, minimum, unit);
  return about(locale, approximate, message(locale, 'quantity.range', { low, high }));
}

function about(locale: Locale, approximate: boolean | undefined, amount: string): string {
  return approximate ? message(locale, 'quantity.about', { amount }) : amount;
}

function digits(locale: Locale, amount: string, { isMoney, fractionDigits }: UnitText): string {
  return decimalText(locale, amount, { isMoney, fractionDigits });
}

/** Writes an amount with its unit: `-€5`, `1 year`, `1.5 years`. */
function withUnit(locale: Locale, amount: string, unit: UnitText): string {
  const written = digits(locale, amount, unit);
  const after = unit.afterOne !== unit.after && isSingular(locale, amount) ? unit.afterOne : unit.after;
  // The sign is written before a currency.
  return unit.before !== '' && amount.startsWith('-')
    ? `${written.slice(0, 1)}${unit.before}${written.slice(1)}${after}`
    : `${unit.before}${written}${after}`;
}
