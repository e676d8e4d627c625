import { Decimal } from 'decimal.js';

/** Exact decimals: sums and products of valid input are exact (250 digits). */
export const ExactDecimal = Decimal.clone({ precision: 250, toExpNeg: -1_000, toExpPos: 1_000 });
export type ExactDecimal = Decimal;

const decimalPattern = /^[+-]?\d{1,60}(?:\.\d{1,60})?$/;
/**
 * A decimal without superfluous zeros: 100 and 12.5, but not 012 and 12.50. `parseDecimal` returns it unchanged. Most
 * numbers have this form.
 */
const canonicalDecimal = /^(?:0|-?(?:[1-9]\d{0,59}(?:\.\d{0,59}[1-9])?|0\.\d{0,59}[1-9]))$/;
export const decimalRule = 'a decimal number, such as 12.5, of 60 digits at most on each side of the point';

/**
 * Parses a decimal from a text or number.
 * @returns the decimal without superfluous zeros, such as 12.5 for 012.50; null if `written` does not meet `decimalRule`
 */
export function parseDecimal(written: unknown): string | null {
  const text = typeof written === 'number' ? plainNumber(written) : written;
  if (typeof text === 'string' && canonicalDecimal.test(text)) return text;
  return typeof text === 'string' && decimalPattern.test(text.trim())
    ? new ExactDecimal(text.trim()).toFixed()
    : null;
}

/** Prints a number without an exponent, with the fewest digits that identify it. */
function plainNumber(written: number): string | null {
  if (!Number.isFinite(written)) return null;
  const text = String(written);
  return text.includes('e') ? new ExactDecimal(written).toFixed() : text;
}
