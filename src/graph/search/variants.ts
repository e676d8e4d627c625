import type { SearchQuery } from './search-query.js';
import { canBeMisspelt, maxTypos, typosBetween } from './typo.js';

/** The maximum number of candidates per word of each of two types: words that share the most trigrams, and words with the same edges. */
export const maxCompared = 500;
/** The maximum number of variants of a word. Words with the fewest typos are selected. */
const maxVariants = 20;

/** Three adjacent letters of a word, or its first two letters. Other words are searched for them. */
export interface Trigram {
  readonly letters: string;
  /** Whether these are the first two letters of a word, so that they match only at the start of words. */
  readonly isFirst: boolean;
}

/** The words of a query that may have typos, each once. */
export function wordsWithTypos({ words }: SearchQuery): readonly string[] {
  const single = words.flatMap(({ parts }) => parts.flatMap((part) => (part.length === 1 ? part : [])));
  return [...new Set(single)].filter((word) => maxTypos(word) > 0);
}

/**
 * Adds words to the variants of a searched word: the words of which it may be a misspelling.
 * @param variants of the searched word in a graph
 * @param words any words; most of them are not similar to the searched word
 */
export function withMoreWords(
  searched: string,
  variants: ReadonlyMap<string, number>,
  words: Iterable<string>,
): ReadonlyMap<string, number> {
  const trigrams = new Set(trigramsOf(searched).map(textOf));
  const [edges, length] = [edgesOf(searched), [...searched].length];
  const isCandidate = (word: string): boolean =>
    canBeMisspelt(word) &&
    (trigramsOf(word).some((trigram) => trigrams.has(textOf(trigram))) ||
      (edgesOf(word) === edges && Math.abs([...word].length - length) <= 1));
  const similar = [...words].filter((word) => !variants.has(word) && isCandidate(word));
  return similar.length === 0 ? variants : nearestVariants(searched, [...variants.keys(), ...similar]);
}

function textOf({ letters, isFirst }: Trigram): string {
  return isFirst ? `^${letters}` : letters;
}

/** The first two letters of a word as an item with `isFirst`, then the trigrams of the word, each once. */
export function trigramsOf(word: string): readonly Trigram[] {
  const letters = [...word];
  const inside = letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(''));
  return [
    { letters: letters.slice(0, 2).join(''), isFirst: true },
    ...[...new Set(inside)].map((trigram) => ({ letters: trigram, isFirst: false })),
  ];
}

/** The first and the last letter of a word. Most typos do not change them. */
export function edgesOf(word: string): string {
  const letters = [...word];
  return `${letters[0] ?? ''}${letters.at(-1) ?? ''}`;
}

/**
 * Selects the variants of a word, with the number of typos: at most `maxVariants` of the candidates of which it may be a misspelling.
 * Words that start with the searched word are not variants, since the search also finds them without typos.
 */
export function nearestVariants(searched: string, candidates: Iterable<string>): ReadonlyMap<string, number> {
  const near: { word: string; typos: number }[] = [];
  for (const word of candidates) {
    const typos = word.startsWith(searched) ? null : typosBetween(searched, word);
    if (typos !== null) near.push({ word, typos });
  }
  near.sort((one, other) => one.typos - other.typos || (one.word < other.word ? -1 : 1));
  return new Map(near.slice(0, maxVariants).map(({ word, typos }) => [word, typos]));
}
