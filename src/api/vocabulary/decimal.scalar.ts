import { decimalRule, parseDecimal } from '../../graph/values/decimal.js';
import { textScalar } from './text-scalar.js';

/** The scalar of exact decimals. */
export const DecimalScalar = textScalar({
  name: 'Decimal',
  description:
    'An exact decimal number as a string, e.g. "12.5". Results have no exponent, and no zeros at the end of the fraction. A number literal is parsed with all its digits.',
  parse: parseDecimal,
  rule: decimalRule,
});
