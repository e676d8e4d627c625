import { isBefore, isDate, dateRuleInWords } from '../../graph/values/date.js';
import { decimalRule, ExactDecimal, parseDecimal } from '../../graph/values/decimal.js';
import { ruleFor, valueTypes, type ValueType } from '../../graph/values/value-rules.js';
import { ValueError, type Scale, type Span } from '../../graph/values/value-type.js';
import { linkRules, type Axis } from '../cells/axis.js';
import { measuredDefinitionOf, type Spreads } from '../cells/spreads.js';

/** The end of a scale that is better. */
export const betterEnds = ['HIGHER', 'LOWER'] as const;
export type BetterEnd = (typeof betterEnds)[number];

/** The score scale of an axis: its two ends, and the better end. Cells are scored between the ends. */
export interface ScoreScale {
  readonly axis: Axis;
  readonly valueType: ValueType;
  readonly scale: Scale;
  /** Null if the criterion has only required or excluded values. */
  readonly better: BetterEnd | null;
  /** Null if cells have no scores: the value type has no ends, or `better` is null. */
  readonly span: Span | null;
  /** The distance between the ends, more than 0; 1 without a span. */
  readonly length: ExactDecimal;
  /** The two ends as text; empty without a span. */
  readonly worst: string;
  readonly best: string;
}

/** The parts of a score scale that a criterion can set. If a part is null, the score scale has that of the axis. */
export interface ScaleChoice {
  readonly better: BetterEnd | null;
  /** The two ends of the scale. */
  readonly ends: ScaleEnds | null;
}

/** The members of a scale that declare its ends. */
export type ScaleEnds = Pick<Scale, 'minimum' | 'maximum'> | Pick<Scale, 'earliest' | 'latest'>;

export const noChoice: ScaleChoice = Object.freeze({ better: null, ends: null });

const orderedTypes = valueTypes.filter((type) => ruleFor(type).order !== null);
const noSpan = { span: null, length: new ExactDecimal(1), worst: '', best: '' } as const;

/**
 * Creates the score scale of an axis. Its ends are the ends that the criterion sets, else the ends of the axis, else the
 * ends of the measured span.
 * @returns a text if the axis cannot have a score scale: the reason and the remedy, as a clause after "which"
 */
export function scoreScaleOf(
  axis: Axis,
  spreads: Spreads,
  choice: ScaleChoice = noChoice,
): ScoreScale | string {
  const { valueType, scale: ownScale } = measuredDefinitionOf(axis, spreads);
  const { order, ends } = ruleFor(valueType);
  const better = choice.better ?? (axis.kind === 'DIMENSION' ? axis.betterWhen : linkRules[axis.kind].better);
  if (!order) {
    return `is a ${valueType} dimension, and ${valueType} has no better end (${conjunction(orderedTypes)} can have one)`;
  }
  if (better === 'NEITHER') {
    return 'has no better end (its betterWhen is NEITHER; set `better` to HIGHER or LOWER)';
  }
  const scale = choice.ends ? { ...ownScale, ...choice.ends } : ownScale;
  if (!ends) return { axis, valueType, scale, better, ...noSpan };
  const span = ends.span(scale);
  if (!span) {
    return `is a ${valueType} dimension without a span to measure scores on (set \`from\` and \`to\`, or declare its ${ends.declaredBy})`;
  }
  const [low, high] = ends.inWords(scale);
  const [worst, best] = better === 'HIGHER' ? [low, high] : [high, low];
  return { axis, valueType, scale, better, span, length: span.high.minus(span.low), worst, best };
}

/** Creates the score scale of a criterion that has only required or excluded values. */
export function unscoredScaleOf(axis: Axis, spreads: Spreads): ScoreScale {
  const { valueType, scale } = measuredDefinitionOf(axis, spreads);
  return { axis, valueType, scale, better: null, ...noSpan };
}

/** The parsers of one end of a scale, for the value types whose ends a criterion can set. */
const freeEnds: Readonly<Partial<Record<ValueType, (written: string) => string>>> = {
  QUANTITY: decimalOf,
  DATE: dateOf,
};

/**
 * Parses one end of a scale: a decimal in the dimension's unit, or a date.
 * @throws {ValueError} if the text is not such a value, or if the ends of this type cannot be set
 */
export function parseEnd(valueType: ValueType, written: string): string {
  const parse = freeEnds[valueType];
  if (!parse) throw new ValueError(`no end, since the ends of ${valueType} cannot be set`, written);
  return parse(written);
}

/**
 * Creates the ends of a scale.
 * @param from the lower end, as `parseEnd` returns it
 * @throws {ValueError} if `to` is not above `from`
 */
export function scaleEndsOf(valueType: ValueType, from: string, to: string): ScaleEnds {
  const isDated = valueType === 'DATE';
  if (!(isDated ? isBefore(from, to) : new ExactDecimal(from).lt(to)))
    throw new ValueError(`an end above ${from}`, to);
  return isDated ? { earliest: from, latest: to } : { minimum: from, maximum: to };
}

function decimalOf(written: string): string {
  const decimal = parseDecimal(written);
  if (decimal === null) throw new ValueError(decimalRule, written);
  return decimal;
}

function dateOf(written: string): string {
  if (!isDate(written)) throw new ValueError(dateRuleInWords, written);
  return written;
}

function conjunction(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
