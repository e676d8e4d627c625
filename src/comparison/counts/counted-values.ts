import { foldForComparison } from '../../graph/text/comparison-fold.js';
import { canonicalRange, type QuantityValue } from '../../graph/values/quantity.js';
import { namesOfMarks } from '../../graph/values/quantity-marks.js';
import type { ClaimValue, ValueOf, ValueType } from '../../graph/values/value-rules.js';
import type { Scale } from '../../graph/values/value-type.js';
import { versionRule } from '../../graph/values/version.js';

/** A value as distributions count it. */
export interface CountedValue {
  /** Equal for values of one dimension that count as one. */
  readonly key: string;
  readonly value: ClaimValue;
}

type CountedBy = {
  readonly [Type in ValueType]: (value: ValueOf<Type>, scale: Scale) => readonly CountedValue[];
};

/**
 * The relations EQUIVALENT of names, tolerances and coarser dates are not transitive, so values that are only equal by
 * them count separately.
 */
const countedBy: CountedBy = {
  TEXT: (value) => [{ key: foldForComparison(value.text), value }],
  SUPPORT: ({ type, support }) => [{ key: support, value: { type, support, note: null } }],
  QUANTITY: (value, scale) => [{ key: keyOfQuantity(value, scale), value }],
  ORDINAL: (value) => [{ key: value.level, value }],
  DATE: (value) => [{ key: value.date, value }],
  VERSION: (value, scale) => {
    const interval = versionRule.order?.interval(value, scale);
    return [{ key: `${interval?.low?.toFixed() ?? ''} ${interval?.high?.toFixed() ?? ''}`, value }];
  },
  TERMS: ({ type, terms }) =>
    terms.length === 0
      ? [{ key: '', value: { type, terms } }]
      : terms.map((term) => ({ key: foldForComparison(term), value: { type, terms: [term] } })),
};

/**
 * The values that distributions count for a stated value: the value itself; for TERMS, each term as a set of its own, or
 * the empty set.
 *
 * Values count as one if they are equal after the fold of comparisons (TEXT, TERMS), if they have the same support
 * (SUPPORT; notes do not count), after conversion to the dimension's unit (QUANTITY), or up to trailing zeros (VERSION).
 */
export function countedValuesOf(value: ClaimValue, scale: Scale): readonly CountedValue[] {
  const count = countedBy[value.type] as (value: ClaimValue, scale: Scale) => readonly CountedValue[];
  return count(value, scale);
}

function keyOfQuantity(value: QuantityValue, scale: Scale): string {
  const { minimum, maximum, unit } = canonicalRange(value, scale) ?? value;
  return JSON.stringify([minimum, maximum, unit, namesOfMarks(value)]);
}
