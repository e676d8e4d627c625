import type { DataSet, Thing } from './data-set.js';
import type { Question } from './question.js';

interface Named {
  readonly slug: string;
  readonly name: string;
}

export interface AnsweredFeature extends Named {
  readonly benefits: readonly Named[];
}

export interface AnsweredApproach extends Named {
  readonly features: readonly AnsweredFeature[];
}

export interface AnsweredClaim {
  readonly id: string;
  readonly source: { readonly name: string; readonly url: string };
}

export interface AnsweredCell {
  readonly value: string;
  readonly claims: readonly AnsweredClaim[];
}

export interface AnsweredRow {
  readonly dimension: Named;
  /** One cell for each approach, in the order of the question. */
  readonly cells: readonly AnsweredCell[];
}

/** The response of a contestant in the shape in which it is checked. */
export interface Answer {
  /** In the order of the question. */
  readonly approaches: readonly AnsweredApproach[];
  readonly rows: readonly AnsweredRow[];
}

/** The expected response, in the order of the data. */
export function answerTo(data: DataSet, question: Question): Answer {
  return {
    approaches: question.approaches.map((approach) => ({
      ...named(data.approach(approach)),
      features: data.featuresOf(approach).map((feature) => ({
        ...named(feature),
        benefits: data.benefitsOfFeature(feature.number).map(named),
      })),
    })),
    rows: question.dimensions.map((dimension) => ({
      dimension: named(data.dimension(dimension)),
      cells: question.approaches.map((approach) => {
        const { display, claims } = data.cell(approach, dimension);
        return {
          value: display,
          claims: claims.map(({ id, source: { name, url } }) => ({ id, source: { name, url } })),
        };
      }),
    })),
  };
}

/** Describes the first difference from the expected response in a sentence. Null if there is none. The order within lists is ignored. */
export function departure(expected: Answer, came: Answer): string | null {
  return firstDeparture('answer', inOneOrder(expected), inOneOrder(came));
}

function inOneOrder({ approaches, rows }: Answer): Answer {
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

function firstDeparture(place: string, expected: unknown, came: unknown): string | null {
  if (!isObject(expected) || !isObject(came) || Array.isArray(expected) !== Array.isArray(came)) {
    return expected === came
      ? null
      : `${place}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(came) ?? 'nothing'}.`;
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(came)])) {
    const found = firstDeparture(`${place}.${key}`, expected[key], came[key]);
    if (found !== null) return found;
  }
  return null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function named({ slug, name }: Thing): Named {
  return { slug, name };
}
