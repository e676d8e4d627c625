import type { SearchTerms } from './search-query.js';
import type { PlacedWord, SearchedText } from './searched-words.js';
import { formMark, partCondition, type WordCondition } from './word-condition.js';

/** A range of a text: offsets in Unicode code points, the end excluded. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The result of a search in a group of texts. */
export interface FoundWords {
  /** The number of query words that were found. */
  readonly count: number;
  /** For each text, the ranges of the words: sorted, without overlaps. */
  readonly ranges: readonly (readonly TextRange[])[];
}

const maxTypos = 2;

/**
 * Finds the words of a search in texts that are searched together: parts of a word may be in different texts.
 * @param minLength the minimum length of a word that matches as a prefix
 */
export function findWords(
  texts: readonly SearchedText[],
  { query, variants }: SearchTerms,
  minLength: number,
): FoundWords {
  let count = 0;
  const ranges = texts.map((): TextRange[] => []);
  for (const word of query.words) {
    const conditionOf = (part: readonly string[]) => partCondition(part, variants, minLength, maxTypos);
    const parts = word.parts.map(conditionOf);
    const joined = word.joined === null ? null : conditionOf([word.joined]);
    const found = texts.map((text) => ({
      parts: parts.map((condition) => rangesOf(condition, text)),
      joined: joined === null ? [] : rangesOf(joined, text),
    }));
    const hasAllParts = parts.every((_, part) => found.some((each) => (each.parts[part] ?? []).length > 0));
    if (!hasAllParts && !found.some((each) => each.joined.length > 0)) continue;
    count += 1;
    found.forEach((each, index) => {
      ranges[index]?.push(...each.joined, ...(hasAllParts ? each.parts.flat() : []));
    });
  }
  return { count, ranges: ranges.map(mergeRanges) };
}

/** The ranges of a text that meet a condition on one part of a word. */
function rangesOf(condition: WordCondition, text: SearchedText): readonly TextRange[] {
  if ('any' in condition) return condition.any.flatMap((each) => rangesOf(each, text));
  if (!('sequence' in condition)) throw new TypeError('Expected a condition on one part of a word.');
  const { sequence, matchesAsPrefix } = condition;
  const [first = ''] = sequence;
  const isForm = first.startsWith(formMark);
  const words: readonly PlacedWord[] = isForm ? text.forms : text.sequence;
  const searched = isForm ? [first.slice(formMark.length)] : sequence;
  const last = searched.length - 1;
  return words.flatMap(({ start }, index) => {
    const isFound = searched.every((each, offset) => {
      const word = words[index + offset]?.word;
      return word === each || (matchesAsPrefix && offset === last && word?.startsWith(each) === true);
    });
    return isFound ? [{ start, end: words[index + last]?.end ?? start }] : [];
  });
}

/** Sorts ranges, and merges overlapping and adjacent ranges. */
function mergeRanges(ranges: readonly TextRange[]): readonly TextRange[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
