import type { SearchQuery, WordSequence, QueryWord } from './search-query.js';
import type { PlacedWord, SearchedText } from './searched-words.js';

/** The terms of a search: the query, and the words that may be misspelt in it. */
export interface SearchTerms {
  readonly query: SearchQuery;
  /** For each part that may have typos, the words of the graph that it may be a misspelling of. */
  readonly variants: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A range of a text: offsets in Unicode code points, the end excluded. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What was found in texts that belong together. */
export interface FoundWords {
  /** The number of query words that were found. */
  readonly count: number;
  /** For each text, the ranges of the words: sorted, without overlaps. */
  readonly ranges: readonly (readonly TextRange[])[];
}

/**
 * The minimum length of a query word that is also found as the beginning of a longer word. In summaries and claims,
 * one or two letters would be found everywhere.
 */
export const shortestBeginning = Object.freeze({ inNames: 1, inTexts: 3 });

/** Whether a query word is also found as the beginning of a longer word. */
export function isBeginning(word: string, shortest: number): boolean {
  return word.length >= shortest;
}

/** Finds the words of a search in texts that are searched together: parts of a word may be in different texts. */
export function findWords(texts: readonly SearchedText[], terms: SearchTerms, shortest: number): FoundWords {
  let count = 0;
  const ranges = texts.map((): TextRange[] => []);
  for (const word of terms.query.words) {
    const found = texts.map((text) => matchesOf(text, word, terms, shortest));
    const isWhole = word.parts.every((_, part) => found.some(({ parts }) => (parts[part] ?? []).length > 0));
    const isJoined = found.some(({ joined }) => joined.length > 0);
    if (!isWhole && !isJoined) continue;
    count += 1;
    found.forEach(({ parts, joined }, index) => {
      ranges[index]?.push(...joined, ...(isWhole ? parts.flat() : []));
    });
  }
  return { count, ranges: ranges.map(mergeRanges) };
}

interface WordMatches {
  /** For each part of the word. */
  readonly parts: readonly (readonly TextRange[])[];
  readonly joined: readonly TextRange[];
}

function matchesOf(
  { sequence, forms }: SearchedText,
  { parts, joined }: QueryWord,
  { variants }: SearchTerms,
  shortest: number,
): WordMatches {
  const finds = (wanted: string, isLast: boolean) => {
    const beginning = isLast && isBeginning(wanted, shortest);
    return ({ word }: PlacedWord): boolean => word === wanted || (beginning && word.startsWith(wanted));
  };
  const rangesOf = (part: WordSequence): readonly TextRange[] => {
    const [only] = part;
    if (only === undefined) return [];
    if (part.length > 1) {
      return sequence.flatMap(({ start }, index) => {
        const candidate = sequence.slice(index, index + part.length);
        const last = candidate.at(-1);
        const isFound = part.every((wanted, index) => {
          const other = candidate[index];
          return other !== undefined && finds(wanted, index === part.length - 1)(other);
        });
        return isFound && last ? [{ start, end: last.end }] : [];
      });
    }
    const isSpelt = finds(only, true);
    const misspelt = variants.get(only);
    return [...sequence, ...forms].filter((each) => isSpelt(each) || misspelt?.has(each.word) === true);
  };
  return {
    parts: parts.map(rangesOf),
    joined: joined === null ? [] : [...sequence, ...forms].filter(finds(joined, true)),
  };
}

/** Sorts ranges; overlapping and adjacent ones are merged. */
function mergeRanges(ranges: readonly TextRange[]): readonly TextRange[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
