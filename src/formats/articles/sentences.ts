import type { Words } from './words.js';

const ending = /[.!?…]+["'”’)\]]*\s+(?=["'“‘([]*[\p{Lu}\p{N}])|\n+/gu;
const abbreviation =
  /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|no|mr|mrs|ms|dr|prof|st|inc|ltd|co|jr|sr|fig|vol|dept|est|u\.s|u\.k)|\b\p{L})\.$/iu;

/** The sentences of a paragraph. */
export function sentencesOf(words: Words): readonly Words[] {
  const { text } = words;
  const sentences: Words[] = [];
  let start = 0;
  for (const match of text.matchAll(ending)) {
    const end = match.index + match[0].trimEnd().length;
    const before = text.slice(Math.max(start, match.index - 8), match.index + 1);
    const isAbbreviated = match[0].startsWith('.') && abbreviation.test(before) && !/\n/u.test(match[0]);
    if (isAbbreviated || end <= start) continue;
    sentences.push(words.slice(start, end).trim());
    start = match.index + match[0].length;
  }
  sentences.push(words.slice(start).trim());
  return sentences.filter((sentence) => !sentence.isBlank);
}
