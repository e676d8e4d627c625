import { ruleFor, valueTypes, type ValueType } from '../../graph/values/value-rules.js';
import { ExactDecimal } from '../../graph/values/decimal.js';
import type { Scale, Span } from '../../graph/values/value-type.js';
import { linkRules, valueDefinitionOf, type Axis } from '../cells/axis.js';

/** The score scale of an axis: the two ends between which cells are scored, and which end is better. */
export interface ScoreScale {
  readonly axis: Axis;
  readonly valueType: ValueType;
  readonly scale: Scale;
  readonly betterWhen: 'HIGHER' | 'LOWER';
  /** Null for value types that have an order but no score: these can be must-haves only. */
  readonly span: Span | null;
  /** The distance between the ends, more than 0; 1 without a span. */
  readonly length: ExactDecimal;
  /** The two ends as text; empty without a span. */
  readonly worst: string;
  readonly best: string;
}

const orderedTypes = valueTypes.filter((type) => ruleFor(type).order !== null);
const noSpan = { span: null, length: new ExactDecimal(1), worst: '', best: '' } as const;

/**
 * The score scale of an axis.
 * @returns a text if the axis cannot have one: why not and what to do, to be put after "which"
 */
export function scoreScaleOf(axis: Axis): ScoreScale | string {
  const { valueType, scale } = valueDefinitionOf(axis);
  const { order, ends } = ruleFor(valueType);
  const betterWhen = axis.kind === 'DIMENSION' ? axis.betterWhen : linkRules[axis.kind].better;
  if (!order) {
    return `is a ${valueType} dimension, and ${valueType} has no better end (${conjunction(orderedTypes)} can have one)`;
  }
  if (betterWhen === 'NEITHER') {
    return 'has no better end (its betterWhen is NEITHER; set it to HIGHER or LOWER)';
  }
  if (!ends) return { axis, valueType, scale, betterWhen, ...noSpan };
  const span = ends.span(scale);
  if (!span) {
    return `is a ${valueType} dimension without a declared span to measure scores on (its ${ends.declaredBy})`;
  }
  const [low, high] = ends.inWords(scale);
  const [worst, best] = betterWhen === 'HIGHER' ? [low, high] : [high, low];
  return { axis, valueType, scale, betterWhen, span, length: span.high.minus(span.low), worst, best };
}

function conjunction(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
