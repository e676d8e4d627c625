import type { SearchField } from './search-matches.js';
import { searchBounds, type QueryWord } from './search-query.js';
import type { MatchQuality } from './word-condition.js';

/**
 * The level of a word by the field in which it is found and by the quality of the match, from 1 to 99. Within a field,
 * the levels fall from whole words to prefixes and other forms, and then to words with typos. Within a quality, they
 * fall from names to aliases, summaries, and claims. Every word with a typo is below every correctly
 * spelt word.
 */
export const wordLevels: Readonly<Record<MatchQuality, Readonly<Record<SearchField, number>>>> = {
  WHOLE: { NAME: 80, ALIAS: 76, SUMMARY: 50, CLAIM: 40, VALUE: 40 },
  PART: { NAME: 64, ALIAS: 60, SUMMARY: 34, CLAIM: 28, VALUE: 28 },
  ONE_TYPO: { NAME: 24, ALIAS: 22, SUMMARY: 16, CLAIM: 10, VALUE: 10 },
  TWO_TYPOS: { NAME: 20, ALIAS: 18, SUMMARY: 14, CLAIM: 6, VALUE: 6 },
};

/** The amount by which the level of a word of a claim is lower for the claim's axis than for its subject. */
export const targetDiscount = 2;

/**
 * The level of a search whose entire text equals a name or alias (`exact`), or is a prefix of a name or alias
 * (`prefix`). A prefix only breaks ties between concepts; a search finds concepts by it only if the search has no words.
 */
export const keyLevels = {
  NAME: { exact: 100, prefix: 60 },
  ALIAS: { exact: 95, prefix: 56 },
} as const satisfies Partial<Record<SearchField, { exact: number; prefix: number }>>;

/** The lowest level of an exact name or alias. */
export const lowestExact = keyLevels.ALIAS.exact;

/**
 * The percentage of a level that counts for a cited source: a person who searches for "blu-ray" wants the medium before
 * articles about it. A source with the whole word in its name ranks after other concepts with the whole word in their names
 * or summaries, and before those with the word in claims.
 */
export const percentOfSources = 58;

/** Converts a level to the level of a concept. The level of a cited source is lower. */
export function levelOf(level: number, isSource: boolean): number {
  return isSource ? Math.floor((level * percentOfSources) / 100) : level;
}

/** The components of the rank of a concept, most significant first. */
export interface Relevance {
  /** The lowest level of a word, or the level of the entire search text: 1 to 100. */
  readonly level: number;
  /** The number of pairs of words that are side by side: 0 to `searchBounds.pairs`. */
  readonly pairs: number;
  /** The largest share of a name that the words cover, in percent: 0 to 100. */
  readonly share: number;
  /** Whether a name or alias starts with the search text. */
  readonly isLeading: boolean;
  /** The mean level of all words, rounded down: 0 to 99. */
  readonly mean: number;
}

/** The number of possible values of each member of `Relevance` except the level. A rank is a mixed-radix number with the members as digits. */
export const rankBases = { pairs: searchBounds.pairs + 1, share: 101, isLeading: 2, mean: 100 } as const;
const perLevel = rankBases.pairs * rankBases.share * rankBases.isLeading * rankBases.mean;

/** Computes the rank as an integer, so that every database computes the same rank. */
export function rankOf({ level, pairs, share, isLeading, mean }: Relevance): number {
  const upToShare = (level * rankBases.pairs + pairs) * rankBases.share + share;
  return (upToShare * rankBases.isLeading + (isLeading ? 1 : 0)) * rankBases.mean + mean;
}

/** Computes the rank of a concept that has the search text as its name or an alias. Only the level counts. */
export function rankOfExact(level: number): number {
  return level * perLevel;
}

const highestRank = rankOfExact(keyLevels.NAME.exact);
const decimals = 10_000;

/** The score of a rank, rounded to ten-thousandths: above 0, and 1 for the highest rank. */
export function scoreOf(rank: number): number {
  return Math.round((rank / highestRank) * decimals) / decimals;
}

/** The number of words of a name that a word of a query covers. */
export function unitsOf({ parts }: QueryWord): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/** The share of a name that words cover, in percent. */
export function shareOf(units: number, size: number): number {
  return Math.min(100, Math.floor((100 * units) / Math.max(1, size)));
}
