import { badUserInput } from '../errors.js';
import { joined, scanCompounds, searchKey } from './searched-words.js';

/** Adjacent words: one word, or the characters of a script without spaces. */
export type WordSequence = readonly string[];

/** A word of a query. It may have parts: "e-mail" is found by its two parts, or as "email". */
export interface QueryWord {
  readonly parts: readonly WordSequence[];
  readonly joined: string | null;
}

/** A parsed query. Every word that is not common must be found: see `HitRanking`. */
export interface SearchQuery {
  /** The entire query, in the form in which it is compared with names. */
  readonly key: string;
  /** Distinct words. Empty if the text has only punctuation. */
  readonly words: readonly QueryWord[];
  /** The first distinct pairs of words that are side by side in the query, in order; at most `searchBounds.pairs`. */
  readonly pairs: readonly (readonly [word: string, next: string])[];
}

/** The terms of a search: the query, and the variants of its words. */
export interface SearchTerms {
  readonly query: SearchQuery;
  /**
   * For each part that may have typos, the words of the graph of which it may be a misspelling, with the number of
   * typos.
   */
  readonly variants: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export const searchBounds = Object.freeze({
  /** The maximum length of a query in Unicode code points. */
  characters: 200,
  /** The maximum number of different words in a query. */
  words: 12,
  /** The maximum number of pairs of adjacent words of a query that are searched. */
  pairs: 11,
  /**
   * The maximum number of summaries and claims that are searched for one word, per quality of match. Without this bound, a
   * search for "the" would read nearly all texts.
   */
  textsOfWord: 20_000,
});

/**
 * Parses a query. A query has no operators.
 * @throws {TertiumError} BAD_USER_INPUT if the query is blank or too long, or has too many words
 */
export function parseSearch(text: string): SearchQuery {
  const { length } = [...text];
  const key = length > searchBounds.characters ? '' : searchKey(text);
  if (key === '') {
    const received = length > searchBounds.characters ? `${length} characters` : 'only white space';
    throw badUserInput(
      `text: expected 1 to ${searchBounds.characters} characters that are not all white space, got ${length === 0 ? 'none' : received}. Pass the words to look for.`,
      { argument: 'text' },
    );
  }
  const words = new Map<string, QueryWord>();
  const pairs = new Map<string, readonly [string, string]>();
  let previous: string | undefined;
  for (const { parts, isCharacters } of scanCompounds(text)) {
    const inParts = parts.map(({ word }) => word);
    const word: QueryWord = {
      parts: isCharacters ? [inParts] : inParts.map((part) => [part]),
      joined: isCharacters ? null : (joined(parts)?.word ?? null),
    };
    words.set(JSON.stringify(word), word);
    // The characters of a sequence must be adjacent in a text, so they need no pairs.
    for (const part of inParts) {
      if (previous !== undefined && !(isCharacters && part !== inParts[0])) {
        pairs.set(`${previous} ${part}`, [previous, part]);
      }
      previous = part;
    }
  }
  if (words.size > searchBounds.words) {
    throw badUserInput(
      `text: expected ${searchBounds.words} different words at most, got ${words.size}. Remove the least important words.`,
      { argument: 'text' },
    );
  }
  return { key, words: [...words.values()], pairs: [...pairs.values()].slice(0, searchBounds.pairs) };
}
