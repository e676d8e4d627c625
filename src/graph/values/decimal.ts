import { Decimal } from 'decimal.js';

/** Decimals of this project: exact sums and products of what may be written, quotients to 60 digits. */
export const ExactDecimal = Decimal.clone({ precision: 250, toExpNeg: -1_000, toExpPos: 1_000 });
export type ExactDecimal = Decimal;

const form = /^[+-]?\d{1,60}(?:\.\d{1,60})?$/;
export const decimalRule = 'a decimal number, such as 12.5, of 60 digits at most on each side of the point';

/** The decimal that a text or number writes, without trailing zeros; null where it writes none. */
export function parseDecimal(written: unknown): string | null {
  const text = typeof written === 'number' ? plainNumber(written) : written;
  return typeof text === 'string' && form.test(text.trim()) ? new ExactDecimal(text.trim()).toFixed() : null;
}

/** A number without an exponent, with the digits that tell it from its neighbours. */
function plainNumber(written: number): string | null {
  return Number.isFinite(written) ? new ExactDecimal(written).toFixed() : null;
}
