import type { DataSet, NamedItem } from './data-set.js';
import type { ComparedSet } from './compared-set.js';

interface Named {
  readonly slug: string;
  readonly name: string;
}

export interface ResultFeature extends Named {
  readonly benefits: readonly Named[];
}

export interface ResultApproach extends Named {
  readonly features: readonly ResultFeature[];
}

export interface ResultClaim {
  readonly id: string;
  readonly source: { readonly name: string; readonly url: string };
}

export interface ResultCell {
  readonly value: string;
  readonly claims: readonly ResultClaim[];
}

export interface ResultRow {
  readonly dimension: Named;
  /** One cell for each approach, in the order of the compared set. */
  readonly cells: readonly ResultCell[];
}

/** The content of a contestant's response, in a shape that is common to all contestants. */
export interface ComparisonResult {
  /** The approaches, in the order of the compared set. */
  readonly approaches: readonly ResultApproach[];
  readonly rows: readonly ResultRow[];
}

/** Computes the expected content of a response. */
export function expectedResult(data: DataSet, set: ComparedSet): ComparisonResult {
  return {
    approaches: set.approaches.map((approach) => ({
      ...named(data.approach(approach)),
      features: data.featuresOf(approach).map((feature) => ({
        ...named(feature),
        benefits: data.benefitsOfFeature(feature.number).map(named),
      })),
    })),
    rows: set.dimensions.map((dimension) => ({
      dimension: named(data.dimension(dimension)),
      cells: set.approaches.map((approach) => {
        const { display, claims } = data.cell(approach, dimension);
        return {
          value: display,
          claims: claims.map(({ id, source: { name, url } }) => ({ id, source: { name, url } })),
        };
      }),
    })),
  };
}

/**
 * Describes the first difference from the expected content in a sentence; null if the contents are equal. The order of features, benefits, rows
 * and claims is ignored; the order of approaches and cells is not.
 */
export function firstDifference(expected: ComparisonResult, actual: ComparisonResult): string | null {
  return differenceAt('result', withSortedLists(expected), withSortedLists(actual));
}

function withSortedLists({ approaches, rows }: ComparisonResult): ComparisonResult {
  return {
    approaches: approaches.map(({ slug, name, features }) => ({
      slug,
      name,
      features: sorted(features, bySlug).map((feature) => ({
        slug: feature.slug,
        name: feature.name,
        benefits: sorted(feature.benefits, bySlug),
      })),
    })),
    rows: sorted(rows, ({ dimension }) => dimension.slug).map(({ dimension, cells }) => ({
      dimension,
      cells: cells.map(({ value, claims }) => ({ value, claims: sorted(claims, ({ id }) => id) })),
    })),
  };
}

function bySlug({ slug }: Named): string {
  return slug;
}

function sorted<Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] {
  return [...items].sort((left, right) => (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0));
}

function differenceAt(path: string, expected: unknown, actual: unknown): string | null {
  if (!isObject(expected) || !isObject(actual) || Array.isArray(expected) !== Array.isArray(actual)) {
    return expected === actual
      ? null
      : `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual) ?? 'nothing'}.`;
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const difference = differenceAt(`${path}.${key}`, expected[key], actual[key]);
    if (difference !== null) return difference;
  }
  return null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function named({ slug, name }: NamedItem): Named {
  return { slug, name };
}
