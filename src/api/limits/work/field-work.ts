import type { GraphStatistics } from '../../../graph/ports/statistics.js';
import type { ComparisonSize } from './comparison-size.js';
import type { IntrospectionSizes } from './introspection-size.js';
import type { WorkAmounts } from './work.js';

/** What selections need of the comparison, row or cell that they stand in: each is done once, whatever number of fields needs it. */
export const needs = Object.freeze({
  /** The cells of a row are filled. */
  cells: 1,
  /** The cells of a row are judged. */
  verdict: 2,
  /** All rows of a comparison are judged. */
  everyVerdict: 4,
  /** The claims of all cells are read. */
  everyClaim: 8,
});

/** A field as it is asked, and what it is asked of. */
export interface RequestedField {
  readonly statistics: GraphStatistics;
  readonly introspection: IntrospectionSizes;
  /** The comparison or ranking that it stands in. */
  readonly within: ComparisonSize | null;
  /** An argument as JSON has it, its default where it is not given; undefined where it is neither. */
  readonly argument: (name: string) => unknown;
}

/** What a field comes to; what is left out is nothing, and one item. */
export interface FieldWork {
  /** How many items its list has, or the page of its connection; 1 for what is no list. */
  readonly items?: number;
  /** What is done for the field itself. */
  readonly work?: WorkAmounts;
  /** What is done once in an operation, for all objects that the field is asked of together. */
  readonly once?: WorkAmounts;
  /** What is done for each item, beside writing it and what is selected of it. */
  readonly ofItem?: WorkAmounts;
  /** Bits of `needs`. */
  readonly needs?: number;
  /** Of the items, the share of each type, where the arguments tell. */
  readonly shares?: ReadonlyMap<string, number> | null;
  /** The comparison or ranking that begins here. */
  readonly within?: ComparisonSize;
}

/** What a field comes to, as it is asked. */
export type FieldRule = (asked: RequestedField) => FieldWork;

/** Rules by "Type.field", or by "*.field" for the fields of that name of any type. */
export type FieldRules = ReadonlyMap<string, FieldRule>;

/** Notes a rule for fields. */
export type AddRule = (names: string | readonly string[], rule: FieldRule) => void;

/** @returns what adds to a map of rules, each under its names */
export function ruleAdder(rules: Map<string, FieldRule>): AddRule {
  return (names, rule) => {
    for (const name of typeof names === 'string' ? [names] : names) rules.set(name, rule);
  };
}

/** How many items lists have of which nothing is known. */
export const usualListSize = 2;

/** What is no list counts as a list of one, as GraphQL coerces it. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** How many items a list has that is given as an argument. */
export function sizeOf(value: unknown): number {
  return listOf(value).length;
}

/** A page size: 0 for what is none. */
export function pageSizeOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}
