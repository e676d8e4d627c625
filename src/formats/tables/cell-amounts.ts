import type { QuantityValue } from '../../graph/values/quantity.js';
import { ValueError } from '../../graph/values/value-type.js';
import type { DecimalSeparator } from '../../graph/values/written-number.js';
import { parseWrittenQuantity } from '../../graph/values/written-quantity.js';
import { parseWrittenUnit } from '../../graph/values/written-unit.js';

/** Longer cells are texts. The parser of amounts takes quadratic time for long texts with many separators. */
const maxAmountLength = 80;

/** Problems that an editor should see; other texts are no amounts at all. */
const reportedProblem = /did you mean|in full|without an exponent|equals none/u;

/** A parsed amount or unit, or why it has several readings. Both are null if the text is neither. */
export interface Reading<Value> {
  readonly value: Value | null;
  readonly problem: string | null;
}

/** Parses the amount that a cell states. */
export function parseCellAmount(text: string, decimalSeparator: DecimalSeparator): Reading<QuantityValue> {
  if (text.length > maxAmountLength || !/[\d½¼¾⅓-⅞]/u.test(text)) return nothing;
  return read(() => parseWrittenQuantity(text, { decimalSeparator }));
}

/** Parses the unit in a head. */
export function parseHeadUnit(text: string): Reading<string> {
  return read(() => parseWrittenUnit(text));
}

const nothing = Object.freeze({ value: null, problem: null });

function read<Value>(parse: () => Value): Reading<Value> {
  try {
    return { value: parse(), problem: null };
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return reportedProblem.test(error.expected) ? { value: null, problem: error.message } : nothing;
  }
}
