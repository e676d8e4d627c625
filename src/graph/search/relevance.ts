import type { SearchField } from './search-matches.js';

/**
 * The weight of a word by the field in which it is found, from 1 to 99: names count more than aliases, aliases more
 * than summaries, and summaries more than claims. Every misspelt word counts less than every exact word.
 */
export const wordWeights: Readonly<Record<'spelt' | 'misspelt', Readonly<Record<SearchField, number>>>> = {
  spelt: { NAME: 70, ALIAS: 60, SUMMARY: 50, CLAIM: 40, VALUE: 40 },
  misspelt: { NAME: 30, ALIAS: 25, SUMMARY: 20, CLAIM: 10, VALUE: 10 },
};

/** The weight of a search whose entire text equals a name or alias (`exact`), or is a prefix of a name or alias. */
export const keyWeights = {
  NAME: { exact: 100, prefix: 90 },
  ALIAS: { exact: 80, prefix: 75 },
} as const satisfies Partial<Record<SearchField, { exact: number; prefix: number }>>;

/** The highest rank: the rank of a concept whose name is the search text. */
export const highestRank = 100 * keyWeights.NAME.exact;

// The rank of a concept is an integer, so that every database computes the same rank. It is 100 times the weight of
// the entire search text, if the text matches a name of the concept; otherwise 100 times the lowest weight of a word,
// plus the mean weight of all words. So the word with the worst match decides, and the other words break ties.

/** The score of a rank: above 0, and 1 for the highest rank. */
export function scoreOf(rank: number): number {
  return rank / highestRank;
}
