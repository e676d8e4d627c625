import { ExactDecimal } from './decimal.js';

/** How two values relate, from the least difference to the greatest. */
export const relations = ['SAME', 'EQUIVALENT', 'OVERLAPPING', 'DIFFERENT', 'OPPOSITE'] as const;
export type Relation = (typeof relations)[number];

/** A relation with its measure: 0 exactly for SAME and EQUIVALENT, more than 0 and at most 1 for the others. */
export interface Related {
  readonly relation: Relation;
  readonly distance: number;
}

/** What the values along one dimension are measured on. */
export interface Scale {
  /** The levels of an ORDINAL, lowest first; null for the other types. */
  readonly levels: readonly string[] | null;
  /** The canonical unit of a QUANTITY; null for plain numbers, and for the other types. */
  readonly unit: string | null;
  /** The declared span of a QUANTITY, and what counts as equal on it: decimals in its unit. */
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly tolerance: string | null;
  /** The declared span of a DATE: ISO 8601, each at the precision known. */
  readonly earliest: string | null;
  readonly latest: string | null;
}

/** Links, which have no dimension, are SUPPORT values on no scale. */
export const noScale: Scale = Object.freeze({
  levels: null,
  unit: null,
  minimum: null,
  maximum: null,
  tolerance: null,
  earliest: null,
  latest: null,
});

/** Between which heights a value lies; null for an end that is open. */
export interface Reach {
  readonly low: ExactDecimal | null;
  readonly high: ExactDecimal | null;
  /** Heights that lie no further apart than this count as equal. */
  readonly slack: ExactDecimal;
}

/** The heights of the two ends of a scale, of which the second is above the first. */
export interface Span {
  readonly low: ExactDecimal;
  readonly high: ExactDecimal;
}

const none = new ExactDecimal(0);

/** The reach of a value that has one height. */
export function reachOfOne(height: ExactDecimal): Reach {
  return { low: height, high: height, slack: none };
}

/** The ids of the concepts that a text names, by name or alias; empty where it names none. */
export type Naming = (text: string) => ReadonlySet<string>;

/** One side of a relation, made ready to be measured against many others of its dimension. */
export interface Gauge {
  /** Exactly the distance that `relate` gives; null where `relate` has to be asked. */
  distanceTo(other: this): number | null;
}

/** The words that the values of a type consist of. */
export interface ValueWords<Value> {
  /** The words of a value, as stated, one at least. */
  of(value: Value): readonly string[];
}

/** Where the values of an ordered type stand. */
export interface ValueOrder<Value> {
  /** How high a value stands; null for a range, and for an amount of another kind of unit. */
  height(value: Value, scale: Scale): ExactDecimal | null;
  /** Between which heights a value lies; null where it has no place on the scale, being of another kind of unit. */
  reach(value: Value, scale: Scale): Reach | null;
}

/** The two ends that scores are measured between. */
export interface ValueEnds {
  /** The heights of the ends; null where the dimension declares none. */
  span(scale: Scale): Span | null;
  /** The two ends in words, the lower first. */
  inWords(scale: Scale): readonly [low: string, high: string];
  /** The members of a dimension that declare its ends, for messages. */
  readonly declaredBy: string;
}

/** Everything that the graph knows of one type of value. */
export interface ValueRule<Value> {
  /**
   * Reads a value as an editor writes it.
   * @throws {ValueError} where it is not a value of this type on this scale.
   */
  parse(written: unknown, scale: Scale): Value;
  /** The statement in canonical form: equal for equal statements, part of a claim's id. */
  canonical(value: Value): string;
  /** The value in words, ready to print. */
  display(value: Value): string;
  /** The value as an editor writes it in full: what `parse` reads as the same value. */
  written(value: Value): unknown;
  /** The text of the value that searches look through; null where it has none. */
  searched(value: Value): string | null;
  /**
   * Relates what two cells state. Each side is a list: one value, or all that have accumulated where the
   * dimension's cardinality is MULTIPLE.
   * @returns null where the values are of kinds that do not compare: kilograms and metres, two currencies
   */
  relate(left: readonly Value[], right: readonly Value[], scale: Scale, naming: Naming): Related | null;
  /**
   * What one side of `relate` lets be worked out beforehand, where it is to be measured against many; null, or
   * left out, where `relate` has to be asked.
   */
  gauge?(values: readonly Value[], scale: Scale, naming: Naming): Gauge | null;
  /**
   * The words of values that are nothing but words: these may name concepts, and several claims of them may accumulate.
   * Null for the other types.
   */
  readonly words: ValueWords<Value> | null;
  /** The order that leaders, league tables and must-haves follow; null for types without one. */
  readonly order: ValueOrder<Value> | null;
  /** What scores are measured between; null for types that have no score. Types that have one have an order. */
  readonly ends: ValueEnds | null;
}

/** What an editor wrote is not a value of the type that its dimension has. */
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
