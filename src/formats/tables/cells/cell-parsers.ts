import type { QuantityValue } from '../../../graph/values/quantity.js';
import type { ClaimValue, ValueType } from '../../../graph/values/value-rules.js';
import { ValueError } from '../../../graph/values/value-type.js';
import { parseWrittenDate } from '../../../graph/values/written-date.js';
import { parseWrittenQuantity } from '../../../graph/values/written-quantity.js';
import { parseWrittenUnit } from '../../../graph/values/written-unit.js';
import type { HeadedType } from '../../forms/value-forms.js';
import type { DecimalSign } from './decimal-signs.js';
import { ParseCache } from './parse-cache.js';

/**
 * The maximum length of an amount, in UTF-16 code units. Longer cells are not read as amounts: the parser of amounts
 * takes quadratic time for long texts with many separators.
 */
export const maxAmountLength = 80;

/** Matches problems that an editor should see. Texts with other problems are not amounts. */
const reportedProblem = /did you mean|in full|without an exponent|not an exact decimal/u;

/** A parsed amount or unit, or a problem that an editor should see. Both are null for all other texts. */
export interface Reading<Value> {
  readonly value: Value | null;
  readonly problem: string | null;
}

/** Parses the cells of the tables of one input. Equal texts share a cached result. */
export class CellParsers {
  readonly #amounts: Readonly<Record<DecimalSign, ParseCache<Reading<QuantityValue>>>>;
  readonly #dates: ParseCache<ClaimValue | null>;
  readonly #headed = new Map<ValueType, ParseCache<ClaimValue | null>>();

  /**
   * Creates parsers with empty caches.
   * @param bound the maximum number of cached texts of one type and notation; absent for the default of `ParseCache`
   */
  constructor(private readonly bound?: number) {
    this.#amounts = {
      '.': new ParseCache((text) => parseCellAmount(text, '.'), bound),
      ',': new ParseCache((text) => parseCellAmount(text, ','), bound),
    };
    this.#dates = new ParseCache((text) => orNull(() => parseWrittenDate(text)), bound);
  }

  amount(text: string, sign: DecimalSign): Reading<QuantityValue> {
    return this.#amounts[sign].of(text);
  }

  date(text: string): ClaimValue | null {
    return this.#dates.of(text);
  }

  /** Parses a value of a type that the head of a dimension names; null if the text is not such a value. */
  headed(text: string, { valueType, parse }: HeadedType): ClaimValue | null {
    let cache = this.#headed.get(valueType);
    if (!cache) {
      cache = new ParseCache((each) => orNull(() => parse(each)), this.bound);
      this.#headed.set(valueType, cache);
    }
    return cache.of(text);
  }
}

/** Parses the amount that a cell states. */
function parseCellAmount(text: string, decimalSeparator: DecimalSign): Reading<QuantityValue> {
  if (text.length > maxAmountLength || !/[\d½¼¾⅓-⅞]/u.test(text)) return notAValue;
  return readingOf(() => parseWrittenQuantity(text, { decimalSeparator }));
}

/** Parses the unit in a head. */
export function parseHeadUnit(text: string): Reading<string> {
  return readingOf(() => parseWrittenUnit(text));
}

const notAValue = Object.freeze({ value: null, problem: null });

function readingOf<Value>(parse: () => Value): Reading<Value> {
  try {
    return { value: parse(), problem: null };
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return reportedProblem.test(error.expected) ? { value: null, problem: error.message } : notAValue;
  }
}

function orNull(parse: () => ClaimValue): ClaimValue | null {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ValueError) return null;
    throw error;
  }
}
