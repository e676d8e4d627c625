import type { SearchField } from './search-matches.js';

/**
 * The weight of a word by the field in which it is found, from 1 to 99: names count more than aliases, these more
 * than summaries, and these more than claims. Every misspelt word counts less than every exact one.
 */
export const wordWeights: Readonly<Record<'spelt' | 'misspelt', Readonly<Record<SearchField, number>>>> = {
  spelt: { NAME: 70, ALIAS: 60, SUMMARY: 50, CLAIM: 40, VALUE: 40 },
  misspelt: { NAME: 30, ALIAS: 25, SUMMARY: 20, CLAIM: 10, VALUE: 10 },
};

/** The weight of a search whose whole text is a name or alias, or the beginning of one. */
export const keyWeights = {
  NAME: { whole: 100, beginning: 90 },
  ALIAS: { whole: 80, beginning: 75 },
} as const satisfies Partial<Record<SearchField, { whole: number; beginning: number }>>;

/** The highest rank: that of a concept whose name is the search text. */
export const highestRank = 100 * keyWeights.NAME.whole;

// The rank of a concept is an integer, so that every database computes the same. It is 100 times the weight of the
// whole search in the concept's names, if it is found there; otherwise 100 times the lowest weight of a word, plus
// the mean weight of all words. So the word with the worst match decides first, and the others break ties.

/** The score of a rank: above 0, and 1 for the highest rank. */
export function scoreOf(rank: number): number {
  return rank / highestRank;
}
