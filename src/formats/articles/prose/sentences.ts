import type { SubjectNames } from '../subjects/subject-names.js';
import type { PlacedText } from '../../input/placed-text.js';

const ending = /[.!?…]+["'”’)\]]*\s+(?=["'“‘([]*[\p{L}\p{N}])|\n+/gu;
const maxNameLength = 80;
const abbreviation =
  /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|no|mr|mrs|ms|dr|prof|st|inc|ltd|co|jr|sr|fig|vol|dept|est|u\.s|u\.k)|\b\p{L})\.$/iu;

/**
 * Splits a paragraph into sentences.
 * @param names the names of the subjects: a name can start a sentence even if it starts with a lower-case letter
 */
export function sentencesOf(content: PlacedText, names: SubjectNames | null = null): readonly PlacedText[] {
  const { text } = content;
  const sentences: PlacedText[] = [];
  let start = 0;
  for (const match of text.matchAll(ending)) {
    const end = match.index + match[0].trimEnd().length;
    const before = text.slice(Math.max(start, match.index - 8), match.index + 1);
    const isAbbreviated = match[0].startsWith('.') && abbreviation.test(before) && !/\n/u.test(match[0]);
    const next = text.slice(match.index + match[0].length).slice(0, maxNameLength);
    const isContinued =
      /^["'“‘([]*\p{Ll}/u.test(next) && !/\n/u.test(match[0]) && !names?.opensInLowerCase(next);
    if (isAbbreviated || isContinued || end <= start) continue;
    sentences.push(content.slice(start, end).trim());
    start = match.index + match[0].length;
  }
  sentences.push(content.slice(start).trim());
  return sentences.filter((sentence) => !sentence.isBlank);
}
