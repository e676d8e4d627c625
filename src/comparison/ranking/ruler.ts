import { ruleFor, valueTypes, type ValueType } from '../../graph/values/value-rules.js';
import { ExactDecimal } from '../../graph/values/decimal.js';
import type { Scale, Span } from '../../graph/values/value-type.js';
import { linkRules, measureOf, type Axis } from '../cells/axis.js';

/** What scores along an axis are measured on: its two ends, and which of them is the better one. */
export interface Ruler {
  readonly axis: Axis;
  readonly valueType: ValueType;
  readonly scale: Scale;
  readonly betterWhen: 'HIGHER' | 'LOWER';
  /** Null for types of value that have an order but no score: they may be must-haves, and count for nothing. */
  readonly span: Span | null;
  /** From one end to the other, more than 0; 1 where there is no span. */
  readonly length: ExactDecimal;
  /** The two ends in words; empty where there is no span. */
  readonly worst: string;
  readonly best: string;
}

const orderedTypes = valueTypes.filter((type) => ruleFor(type).order !== null);
const unscored = { span: null, length: new ExactDecimal(1), worst: '', best: '' } as const;

/** The ruler of an axis; where it can have none, why not and what to do: the words after "which". */
export function rulerOf(axis: Axis): Ruler | string {
  const { valueType, scale } = measureOf(axis);
  const { order, ends } = ruleFor(valueType);
  const betterWhen = axis.kind === 'DIMENSION' ? axis.betterWhen : linkRules[axis.kind].better;
  if (!order) {
    return `is a ${valueType} dimension, and ${valueType} has no better end (${oneAndAll(orderedTypes)} can have one)`;
  }
  if (betterWhen === 'NEITHER') {
    return 'says of neither end that it is the better one (betterWhen is NEITHER; HIGHER or LOWER would say so)';
  }
  if (!ends) return { axis, valueType, scale, betterWhen, ...unscored };
  const span = ends.span(scale);
  if (!span) {
    return `is a ${valueType} dimension without a declared span to measure scores on (its ${ends.declaredBy})`;
  }
  const [low, high] = ends.inWords(scale);
  const [worst, best] = betterWhen === 'HIGHER' ? [low, high] : [high, low];
  return { axis, valueType, scale, betterWhen, span, length: span.high.minus(span.low), worst, best };
}

function oneAndAll(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
