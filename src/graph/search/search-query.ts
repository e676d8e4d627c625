import { badUserInput } from '../errors.js';
import { joined, scanCompounds, searchKey } from './searched-words.js';

/** Words that stand side by side: one, or the characters of a script without spaces. */
export type SoughtSequence = readonly string[];

/** A word that a reader looks for, which may have parts: "e-mail" is found by both of them, or as "email". */
export interface SoughtWord {
  readonly parts: readonly SoughtSequence[];
  readonly joined: string | null;
}

/** What a reader looks for. Every word must be found. */
export interface SearchQuery {
  /** The whole, as names are compared with it. */
  readonly key: string;
  /** Each once. None where the text is signs only. */
  readonly words: readonly SoughtWord[];
}

export const searchBounds = Object.freeze({
  /** Of the text, in Unicode code points. */
  characters: 200,
  /** Of the text. */
  words: 12,
  /** Of the summaries and claims that have one of the words, how many are looked at: of "the", not all. */
  textsOfWord: 20_000,
});

/**
 * Reads what a reader typed. It is words throughout: no sign in it is an operator.
 * @throws {TertiumError} BAD_USER_INPUT where it is empty, too long, or has too many words
 */
export function parseSearch(text: string): SearchQuery {
  const { length } = [...text];
  const key = length > searchBounds.characters ? '' : searchKey(text);
  if (key === '') {
    const came = length > searchBounds.characters ? `${length} characters` : 'only white space';
    throw badUserInput(
      `text: expected 1 to ${searchBounds.characters} characters, white space aside, got ${length === 0 ? 'none' : came}. Pass the words to look for.`,
      { argument: 'text' },
    );
  }
  const words = new Map<string, SoughtWord>();
  for (const { parts, isCharacters } of scanCompounds(text)) {
    const inParts = parts.map(({ word }) => word);
    const word: SoughtWord = {
      parts: isCharacters ? [inParts] : inParts.map((part) => [part]),
      joined: isCharacters ? null : (joined(parts)?.word ?? null),
    };
    words.set(JSON.stringify(word), word);
  }
  if (words.size > searchBounds.words) {
    throw badUserInput(
      `text: expected ${searchBounds.words} different words at most, got ${words.size}. Leave out those that matter least.`,
      { argument: 'text' },
    );
  }
  return { key, words: [...words.values()] };
}
