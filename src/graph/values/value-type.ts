import { ExactDecimal } from './decimal.js';

/** How two values relate, from the least difference to the greatest. */
export const relations = ['SAME', 'EQUIVALENT', 'OVERLAPPING', 'DIFFERENT', 'OPPOSITE'] as const;
export type Relation = (typeof relations)[number];

/** A relation with its distance: 0 exactly for SAME and EQUIVALENT; more than 0, and at most 1, for the others. */
export interface Related {
  readonly relation: Relation;
  readonly distance: number;
}

/** The scale of a dimension: its levels, unit, declared span and tolerance. */
export interface Scale {
  /** The levels of an ORDINAL, lowest first; null for the other types. */
  readonly levels: readonly string[] | null;
  /** The canonical unit of a QUANTITY; null for plain numbers, and for the other types. */
  readonly unit: string | null;
  /** The declared span and tolerance of a QUANTITY: decimals in its unit. */
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly tolerance: string | null;
  /** The declared span of a DATE: ISO 8601, each at the precision known. */
  readonly earliest: string | null;
  readonly latest: string | null;
  /** The measured span of a QUANTITY without a declared one: see `measureSpread`. Null or absent if there is none. */
  readonly spread?: MeasuredSpan | null;
}

/** A span that was measured from the amounts along a dimension: decimals in its unit. */
export interface MeasuredSpan {
  readonly minimum: string;
  readonly maximum: string;
}

/** Links have no dimension; they are SUPPORT values without a scale. */
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
  /** Positions that differ by no more than this are equal. */
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

/** A prepared operand: one side of a comparison, prepared to be compared with many values of its dimension. */
export interface PreparedOperand {
  /** The same distance as `relate`; null if the distance requires `relate`. */
  distanceTo(other: this): number | null;
}

/** A value as distributions count it. */
export interface CountedValue<Value> {
  /** Equal for values of one dimension that count as one. */
  readonly key: string;
  readonly value: Value;
}

/** How to get the texts of a value type whose values consist of texts. */
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
  /** The positions of the ends; null if the dimension does not declare them. */
  span(scale: Scale): Span | null;
  /** The two ends as text, the lower one first. */
  inWords(scale: Scale): readonly [low: string, high: string];
  /** The members of a dimension that declare its ends, for messages. */
  readonly declaredBy: string;
}

/** All rules of one value type. */
export interface ValueRule<Value> {
  /**
   * Parses a value as an editor writes it.
   * @throws {ValueError} if it is not a value of this type on this scale
   */
  parse(written: unknown, scale: Scale): Value;
  /** The canonical form: equal for equal statements. It is part of a claim's id. */
  canonical(value: Value): string;
  /** The value as text, ready to print. */
  display(value: Value): string;
  /** The value as an editor writes it in full; `parse` returns the same value for it. */
  written(value: Value): unknown;
  /**
   * The values that distributions count for a stated value: usually the value itself. Equal values have equal keys: those
   * with distance 0, without the names of concepts, tolerances and the coarser precision of dates, which are not transitive.
   */
  counted(value: Value, scale: Scale): readonly CountedValue<Value>[];
  /** The text that searches look through; null if the type has none. */
  searched(value: Value): string | null;
  /**
   * Compares the values of two cells. Each side is a list: one value, or all values that accumulated, if the
   * dimension's cardinality is MULTIPLE.
   * @returns null if the values are of kinds that do not compare: kilograms and metres, two currencies
   */
  relate(
    left: readonly Value[],
    right: readonly Value[],
    scale: Scale,
    nameLookup: NameLookup,
  ): Related | null;
  /**
   * Prepares one side of `relate` to be compared with many others.
   * @returns null, or the method is missing, if distances require `relate`
   */
  prepare?(values: readonly Value[], scale: Scale, nameLookup: NameLookup): PreparedOperand | null;
  /**
   * The texts of values that consist of texts only. These may name concepts, and several claims of them may
   * accumulate. Null for the other types.
   */
  readonly words: ValueWords<Value> | null;
  /** The order for leaders, sorted claims and must-haves; null for types without an order. */
  readonly order: ValueOrder<Value> | null;
  /** The ends for scores; null for types without scores. A type with ends also has an order. */
  readonly ends: ValueEnds | null;
}

/**
 * A text or structure is not a value of the dimension's type. The message says what was expected and what was found.
 */
export class ValueError extends Error {
  readonly expected: string;
  readonly came: string;

  constructor(expected: string, came: unknown) {
    const shown = inWords(came);
    super(`expected ${expected}, got ${shown}`);
    this.name = 'ValueError';
    this.expected = expected;
    this.came = shown;
  }
}

function inWords(written: unknown): string {
  const shown = written === undefined ? 'nothing' : (JSON.stringify(written) ?? typeof written);
  return shown.length > 120 ? `${shown.slice(0, 117)}…` : shown;
}
