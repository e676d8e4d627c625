import { ruleFor } from '../graph/values/value-rules.js';
import type { ExactDecimal } from '../graph/values/decimal.js';
import type { Scale, Span, ValueType } from '../graph/values/value-type.js';
import { measureOf, type Axis, type AxisKind } from './axis.js';

/** What scores along an axis are read off: its two ends, and which of them is the better one. */
export interface Ruler {
  readonly axis: Axis;
  readonly valueType: ValueType;
  readonly scale: Scale;
  readonly betterWhen: 'HIGHER' | 'LOWER';
  readonly span: Span;
  /** From one end to the other; more than 0. */
  readonly length: ExactDecimal;
  /** The two ends in words. */
  readonly worst: string;
  readonly best: string;
}

/** What is better of links, which have no dimension to say so: to have it, or not to have it. */
const betterLinks: Readonly<Record<Exclude<AxisKind, 'DIMENSION'>, Ruler['betterWhen']>> = {
  FEATURE: 'HIGHER',
  BENEFIT: 'HIGHER',
  DRAWBACK: 'LOWER',
  USE_CASE: 'HIGHER',
};

/** The ruler of an axis; where it can have none, why not and what to do: the words after "which". */
export function rulerOf(axis: Axis): Ruler | string {
  const { valueType, scale } = measureOf(axis);
  const rule = ruleFor(valueType);
  const betterWhen = axis.kind === 'DIMENSION' ? axis.betterWhen : betterLinks[axis.kind];
  if (!rule.span) {
    return `is a ${valueType} dimension, and ${valueType} has no better end (SUPPORT, QUANTITY, ORDINAL and DATE can have one)`;
  }
  if (betterWhen === 'NEITHER') {
    return 'says of neither end that it is the better one (betterWhen is NEITHER; HIGHER or LOWER would say so)';
  }
  const span = rule.span(scale);
  if (!span) {
    const members = valueType === 'DATE' ? 'earliest and latest' : 'minimum and maximum';
    return `is a ${valueType} dimension without a declared span to measure scores on (its ${members})`;
  }
  const [low, high] = endsInWords(valueType, scale);
  const [worst, best] = betterWhen === 'HIGHER' ? [low, high] : [high, low];
  return { axis, valueType, scale, betterWhen, span, length: span.high.minus(span.low), worst, best };
}

function endsInWords(valueType: ValueType, scale: Scale): readonly [low: string, high: string] {
  const { levels, unit, minimum, maximum, earliest, latest } = scale;
  switch (valueType) {
    case 'ORDINAL':
      return [levels?.at(0) ?? '', levels?.at(-1) ?? ''];
    case 'DATE':
      return [earliest ?? '', latest ?? ''];
    case 'QUANTITY': {
      const amount = (bound: string | null): string =>
        ruleFor('QUANTITY').display({ type: 'QUANTITY', minimum: bound, maximum: bound, unit });
      return [amount(minimum), amount(maximum)];
    }
    default:
      return ['no', 'yes'];
  }
}
