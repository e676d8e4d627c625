import { printPairs, printQuery, QueryParameters, unexpected } from './query-parameters.js';

/** The criteria in the address of a choice, by the axis as the address names it: its slug or id. */
export interface ChoiceCriteria {
  /** The weights: 0 to 100. In the order of the address; empty for the default axes. */
  readonly weights: readonly Weight[];
  /** The worst acceptable value for each axis that has one. */
  readonly atLeast: readonly { readonly axis: string; readonly value: string }[];
}

export interface Weight {
  readonly axis: string;
  readonly weight: number;
}

/** Fewer than the API takes: each has a slider. */
const mostCriteria = 20;
const maxWeight = 100;

/**
 * Reads the criteria of a choice.
 * @param query the query string, with or without `?`
 * @throws {TertiumError} BAD_USER_INPUT if a parameter has another form, or names an axis twice
 */
export function parseChoiceCriteria(query: string): ChoiceCriteria {
  const parameters = new QueryParameters(query);
  const weights = parameters
    .orderedPairs('weights', mostCriteria, 'weights such as price:3')
    .map(({ key: axis, value }) => ({ axis, weight: parseWeight(value) }));
  const atLeast = parameters
    .orderedPairs('atleast', mostCriteria, 'worst acceptable values such as price:100')
    .map(({ key: axis, value }) => ({ axis, value }));
  for (const [name, named] of Object.entries({ weights, atleast: atLeast })) {
    const twice = named.find(({ axis }, index) => named.findIndex((each) => each.axis === axis) < index);
    if (twice) throw unexpected(name, 'different axes', twice.axis);
  }
  return { weights, atLeast };
}

function parseWeight(text: string): number {
  const weight = /^\d{1,3}(?:\.\d{1,3})?$/u.test(text) ? Number(text) : NaN;
  if (!(weight <= maxWeight)) throw unexpected('weights', `weights from 0 to ${maxWeight}`, text);
  return weight;
}

/** Adds criteria to the path and query of a choice. */
export function withCriteria(href: string, { weights, atLeast }: ChoiceCriteria): string {
  const query = printQuery([
    [
      'weights',
      weights.length === 0
        ? null
        : printPairs(weights.map(({ axis, weight }) => ({ key: axis, value: String(weight) }))),
    ],
    [
      'atleast',
      atLeast.length === 0 ? null : printPairs(atLeast.map(({ axis, value }) => ({ key: axis, value }))),
    ],
  ]);
  return href.includes('?') ? href + query.replace('?', '&') : href + query;
}
