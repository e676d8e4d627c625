import type { GraphStatistics } from '../../../graph/ports/statistics.js';
import type { ComparisonSize } from './comparison-size.js';
import type { IntrospectionSizes } from './introspection-size.js';
import type { WorkAmounts } from './work.js';

/** The work that selections need from the enclosing comparison or row, as bits. Each kind of work is done once, even if several fields need it. */
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

/** A requested field, as the input of its rule. */
export interface RequestedField {
  readonly statistics: GraphStatistics;
  readonly introspection: IntrospectionSizes;
  /** The size of the enclosing comparison or ranking. */
  readonly enclosing: ComparisonSize | null;
  /** The value of an argument, not coerced, or the argument's default; undefined if there is neither. */
  readonly argument: (name: string) => unknown;
  /** The canonical name of the type that is served under a name; undefined if there is none. */
  readonly typeNamed: (served: unknown) => string | undefined;
}

/** The work of a field. An absent member means no work, or the number of items that the type determines. */
export interface FieldWork {
  /** The expected number of items of the list, or of the page of the connection; at most 1 for a single value. */
  readonly items?: number;
  /** The work for the field itself. */
  readonly work?: WorkAmounts;
  /** Work that is done once in an operation for all objects with the field. */
  readonly once?: WorkAmounts;
  /** The work for each item, in addition to writing it and its subfields. */
  readonly ofItem?: WorkAmounts;
  /** The work that the field needs from the enclosing comparison or row: bits of the constant `needs`. */
  readonly needs?: number;
  /** The share of items of each type, by canonical name, if the arguments determine the types. */
  readonly shares?: ReadonlyMap<string, number> | null;
  /** The size of the comparison or ranking that the field returns. */
  readonly size?: ComparisonSize;
}

/** Estimates the work of a requested field. */
export type FieldRule = (field: RequestedField) => FieldWork;

/** Rules by "Type.field", or by "*.field" for the fields with this name of all types. */
export type FieldRules = ReadonlyMap<string, FieldRule>;

/** Adds a rule for one or more fields. */
export type AddRule = (names: string | readonly string[], rule: FieldRule) => void;

/** Returns a function that adds rules to the map. */
export function ruleAdder(rules: Map<string, FieldRule>): AddRule {
  return (names, rule) => {
    for (const name of typeof names === 'string' ? [names] : names) rules.set(name, rule);
  };
}

/** The assumed size of lists without a rule. */
export const usualListSize = 2;

/** Returns the items of a list argument. A single value counts as a list with one item, as in GraphQL's input coercion. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Returns the number of items of a list argument. */
export function sizeOf(value: unknown): number {
  return listOf(value).length;
}

/** Returns the page size that an argument requests; 0 if the value is not a positive number. */
export function pageSizeOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}
