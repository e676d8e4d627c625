import type { SearchField } from './search-matches.js';

/**
 * How much it counts where a word is found, from 1 to 99: in a name more than in an alias, there more than
 * in a summary, there more than in a claim. What is found by a typo comes after all that is spelt so.
 */
export const wordWeights: Readonly<Record<'spelt' | 'misspelt', Readonly<Record<SearchField, number>>>> = {
  spelt: { NAME: 70, ALIAS: 60, SUMMARY: 50, CLAIM: 40, VALUE: 40 },
  misspelt: { NAME: 30, ALIAS: 25, SUMMARY: 20, CLAIM: 10, VALUE: 10 },
};

/** How much it counts that a whole search is a name or alias, or the beginning of one. */
export const keyWeights = {
  NAME: { whole: 100, beginning: 90 },
  ALIAS: { whole: 80, beginning: 75 },
} as const satisfies Partial<Record<SearchField, { whole: number; beginning: number }>>;

/** The rank of what is itself named so: the highest there is. */
export const highestRank = 100 * keyWeights.NAME.whole;

// A concept's rank, an integer, so that every database computes the same: 100 times the weight of the whole
// search in its names, where it has one; else 100 times the weight of the word that counts least, plus the
// mean weight of all words. So the word that is found worst decides, and the others among equals.

/** The score of a rank: above 0, and 1 for what is itself named so. */
export function scoreOf(rank: number): number {
  return rank / highestRank;
}
