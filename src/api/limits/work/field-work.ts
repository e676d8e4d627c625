import type { GraphStatistics } from '../../../graph/ports/statistics.js';
import type { ComparisonSize } from './comparison-size.js';
import type { IntrospectionSizes } from './introspection-size.js';
import type { WorkAmounts } from './work.js';

/** What selections need from the enclosing comparison or row, as bits. Each is done once, even if several fields need it. */
export const needs = Object.freeze({
  /** The cells of a row are filled. */
  cells: 1,
  /** The verdict of a row is computed. */
  verdict: 2,
  /** The verdicts of all rows of a comparison are computed. */
  everyVerdict: 4,
  /** The claims of all cells are read. */
  everyClaim: 8,
});

/** A requested field, with the input of its rule. */
export interface RequestedField {
  readonly statistics: GraphStatistics;
  readonly introspection: IntrospectionSizes;
  /** The enclosing comparison or ranking. */
  readonly within: ComparisonSize | null;
  /** The value of an argument, not coerced, or its default; undefined if it has neither. */
  readonly argument: (name: string) => unknown;
}

/** The work of a field. Absent members mean no work; without `items`, the number follows from the type. */
export interface FieldWork {
  /** The number of items of its list, or of the page of its connection; 1 for a single value. */
  readonly items?: number;
  /** The work for the field itself. */
  readonly work?: WorkAmounts;
  /** Work that is done once in an operation, for all objects with the field together. */
  readonly once?: WorkAmounts;
  /** The work for each item, in addition to writing it and its subfields. */
  readonly ofItem?: WorkAmounts;
  /** Bits of `needs`. */
  readonly needs?: number;
  /** The share of items of each type, if the arguments give it. */
  readonly shares?: ReadonlyMap<string, number> | null;
  /** The comparison or ranking that the field returns. */
  readonly within?: ComparisonSize;
}

/** Estimates the work of a requested field. */
export type FieldRule = (field: RequestedField) => FieldWork;

/** Rules by "Type.field", or by "*.field" for fields with that name of any type. */
export type FieldRules = ReadonlyMap<string, FieldRule>;

/** Adds a rule for one or more fields. */
export type AddRule = (names: string | readonly string[], rule: FieldRule) => void;

/** @returns a function that adds rules to the map */
export function ruleAdder(rules: Map<string, FieldRule>): AddRule {
  return (names, rule) => {
    for (const name of typeof names === 'string' ? [names] : names) rules.set(name, rule);
  };
}

/** The assumed size of lists without a rule. */
export const usualListSize = 2;

/** The items of a list argument. A single value is a list of one, as in GraphQL's input coercion. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The number of items of a list argument. */
export function sizeOf(value: unknown): number {
  return listOf(value).length;
}

/** A page size; 0 if the value is not a positive number. */
export function pageSizeOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}
