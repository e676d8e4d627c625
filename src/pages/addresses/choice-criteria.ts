import { printPairs, printQuery, QueryParameters, unexpected } from './query-parameters.js';

/** The criteria in the address of a choice. Each axis is a slug or an id, as in the address. */
export interface ChoiceCriteria {
  /** The weights, from 0 to 100, in the order of the address; empty for the default axes. */
  readonly weights: readonly Weight[];
  /** The worst acceptable value for each axis that has one. */
  readonly atLeast: readonly { readonly axis: string; readonly value: string }[];
}

export interface Weight {
  readonly axis: string;
  readonly weight: number;
}

/** Fewer than the API allows, because each criterion has a slider. */
const maxCriteria = 20;
const maxWeight = 100;

/**
 * Parses the criteria of a choice.
 * @param query the query string, with or without `?`
 * @throws {TertiumError} BAD_USER_INPUT if a parameter is invalid, or has two values for an axis
 */
export function parseChoiceCriteria(query: string): ChoiceCriteria {
  const parameters = new QueryParameters(query);
  const weights = parameters
    .orderedPairs('weights', maxCriteria, 'weights such as price:3')
    .map(({ key: axis, value }) => ({ axis, weight: parseWeight(value) }));
  const atLeast = parameters
    .orderedPairs('atleast', maxCriteria, 'worst acceptable values such as price:100')
    .map(({ key: axis, value }) => ({ axis, value }));
  for (const [name, named] of Object.entries({ weights, atleast: atLeast })) {
    const repeated = named.find(({ axis }, index) => named.findIndex((each) => each.axis === axis) < index);
    if (repeated) throw unexpected(name, 'each axis once', repeated.axis);
  }
  return { weights, atLeast };
}

function parseWeight(text: string): number {
  const weight = /^\d{1,3}(?:\.\d{1,3})?$/u.test(text) ? Number(text) : NaN;
  if (!(weight <= maxWeight)) throw unexpected('weights', `weights from 0 to ${maxWeight}`, text);
  return weight;
}

/** Returns the path and query of a choice with added criteria. */
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
