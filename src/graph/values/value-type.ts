import { ExactDecimal } from './decimal.js';

/** The relations between two values, in ascending order of difference. */
export const relations = ['SAME', 'EQUIVALENT', 'OVERLAPPING', 'DIFFERENT', 'OPPOSITE'] as const;
export type Relation = (typeof relations)[number];

/**
 * A relation with its distance: 0 exactly for SAME and EQUIVALENT; more than 0, and at most 1, for the other relations.
 */
export interface Related {
  readonly relation: Relation;
  readonly distance: number;
}

/** The scale of a dimension: its levels, unit, span and tolerance. */
export interface Scale {
  /** The levels of an ORDINAL, lowest first; null for the other types. */
  readonly levels: readonly string[] | null;
  /** The canonical unit of a QUANTITY; null for plain numbers, and for the other types. */
  readonly unit: string | null;
  /** The declared span and tolerance of a QUANTITY: decimals in its unit. */
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly tolerance: string | null;
  /** The declared span of a DATE: ISO 8601, each end at the precision that is known. */
  readonly earliest: string | null;
  readonly latest: string | null;
  /** The measured span of a QUANTITY without a declared span: see `measureSpread`. Null or absent if there is none. */
  readonly spread?: MeasuredSpan | null;
}

/** A span that was measured from the amounts along a dimension: decimals in its unit. */
export interface MeasuredSpan {
  readonly minimum: string;
  readonly maximum: string;
}

/** The scale of values without a dimension, such as those of links. */
export const noScale: Scale = Object.freeze({
  levels: null,
  unit: null,
  minimum: null,
  maximum: null,
  tolerance: null,
  earliest: null,
  latest: null,
});

/** An interval on a scale; null for an open end. */
export interface Interval {
  readonly low: ExactDecimal | null;
  readonly high: ExactDecimal | null;
  /** The maximum difference of positions that count as equal. */
  readonly slack: ExactDecimal;
  /** Whether an end is excluded from the interval; absent means false. */
  readonly excludesLow?: boolean;
  readonly excludesHigh?: boolean;
}

/** The positions of the two ends of a scale; `high` is greater than `low`. */
export interface Span {
  readonly low: ExactDecimal;
  readonly high: ExactDecimal;
}

const zero = new ExactDecimal(0);

/** The interval of a single position. */
export function intervalOf(position: ExactDecimal): Interval {
  return { low: position, high: position, slack: zero };
}

/** Name look-up: returns the ids of the concepts that a text names, by name or alias; empty if there are none. */
export type NameLookup = (text: string) => ReadonlySet<string>;

/**
 * A prepared operand: one side of a comparison, prepared to be compared with many values of its dimension. It may be cached, with the names that it
 * has looked up, while its texts name the same concepts.
 */
export interface PreparedOperand {
  /** Computes the distance, equal to the distance of `relate`; null if the distance requires `relate`. */
  distanceTo(other: this, nameLookup: NameLookup): number | null;
}

/** A value to be counted in a distribution. */
export interface CountedValue<Value> {
  /** Equal for values of one dimension that are counted together. */
  readonly key: string;
  readonly value: Value;
}

/** The access to the texts of values that consist of texts. */
export interface ValueWords<Value> {
  /** The texts of a value as stated; empty for an empty set of terms. */
  of(value: Value): readonly string[];
}

/** The order of a value type. */
export interface ValueOrder<Value> {
  /**
   * The position of a value on the scale; null for a range, for an approximate amount, for an open date, and for an
   * amount of another kind of unit.
   */
  position(value: Value, scale: Scale): ExactDecimal | null;
  /** The interval of a value on the scale; null for an amount of another kind of unit. */
  interval(value: Value, scale: Scale): Interval | null;
}

/** The ends of the score scale of a value type. */
export interface ValueEnds {
  /** The positions of the ends; null if they are neither declared nor measured. */
  span(scale: Scale): Span | null;
  /** The two ends as text, the lower end first. */
  inWords(scale: Scale): readonly [low: string, high: string];
  /** The members of a dimension that declare its ends, for messages. */
  readonly declaredBy: string;
}

/** All rules of one value type. */
export interface ValueRule<Value> {
  /**
   * Parses a value as an editor writes it.
   * @throws {ValueError} if `written` is not a value of this type on this scale
   */
  parse(written: unknown, scale: Scale): Value;
  /** Prints the canonical form of a value, which is equal for equal statements. The id of a claim is computed from it. */
  canonical(value: Value): string;
  /** Prints the value for readers. */
  display(value: Value): string;
  /** Converts the value to the full form in which an editor writes it; `parse` returns an equal value. */
  written(value: Value): unknown;
  /**
   * The values that distributions count for a stated value: usually the value itself. Values with distance 0 have equal
   * keys, unless the distance is 0 only because of names of concepts, tolerances or the coarser precision of dates:
   * equality by these is not transitive.
   */
  counted(value: Value, scale: Scale): readonly CountedValue<Value>[];
  /** The searched text of a value; null if it has none. */
  searched(value: Value): string | null;
  /**
   * Compares the values of two cells. Each side is a list: one value, or all values that accumulated, if the
   * dimension's cardinality is MULTIPLE.
   * @returns null if the values cannot be compared, such as kilograms and metres, or two currencies
   */
  relate(
    left: readonly Value[],
    right: readonly Value[],
    scale: Scale,
    nameLookup: NameLookup,
  ): Related | null;
  /**
   * Prepares one side of `relate` for comparisons with many values. Missing for types whose distances always require `relate`.
   * @returns null if the distances of these values require `relate`
   */
  prepare?(values: readonly Value[], scale: Scale): PreparedOperand | null;
  /**
   * The access to the texts of values that consist of texts only. These texts may name concepts, and claims with these
   * values may accumulate. Null for the other types.
   */
  readonly words: ValueWords<Value> | null;
  /** The order for leaders, sorted claims and must-haves; null for types without an order. */
  readonly order: ValueOrder<Value> | null;
  /** The ends for scores; null for types without scores. A type with ends also has an order. */
  readonly ends: ValueEnds | null;
}

/**
 * The error for a text or structure that cannot be parsed as a value, or as a part of a value such as its unit. The message has
 * the expectation and the received value.
 */
export class ValueError extends Error {
  readonly expected: string;
  readonly actual: string;

  constructor(expected: string, actual: unknown) {
    const printed = inWords(actual);
    super(`expected ${expected}, got ${printed}`);
    this.name = 'ValueError';
    this.expected = expected;
    this.actual = printed;
  }
}

function inWords(written: unknown): string {
  const text = written === undefined ? 'nothing' : (JSON.stringify(written) ?? typeof written);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
