import type { SearchQuery, WordSequence, QueryWord } from './search-query.js';
import type { PlacedWord, SearchedText } from './searched-words.js';

/** A query, with possible corrections of its words. */
export interface SearchTerms {
  readonly query: SearchQuery;
  /** Possible corrections: words of the graph, by the part of a query word. */
  readonly variants: ReadonlyMap<string, ReadonlySet<string>>;
}

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

/**
 * The minimum length, in UTF-16 code units, of a query word that also matches as the prefix of a longer word. Prefixes of
 * one or two letters would match almost all summaries and claims.
 */
export const minPrefixLength = Object.freeze({ inNames: 1, inTexts: 3 });

/** Whether a query word also matches as the prefix of a longer word. */
export function matchesAsPrefix(word: string, minLength: number): boolean {
  return word.length >= minLength;
}

/** Finds the words of a search in texts that are searched together: parts of a word may be in different texts. */
export function findWords(texts: readonly SearchedText[], terms: SearchTerms, minLength: number): FoundWords {
  let count = 0;
  const ranges = texts.map((): TextRange[] => []);
  for (const word of terms.query.words) {
    const found = texts.map((text) => matchesOf(text, word, terms, minLength));
    const hasAllParts = word.parts.every((_, part) =>
      found.some(({ parts }) => (parts[part] ?? []).length > 0),
    );
    const isJoined = found.some(({ joined }) => joined.length > 0);
    if (!hasAllParts && !isJoined) continue;
    count += 1;
    found.forEach(({ parts, joined }, index) => {
      ranges[index]?.push(...joined, ...(hasAllParts ? parts.flat() : []));
    });
  }
  return { count, ranges: ranges.map(mergeRanges) };
}

interface WordMatches {
  /** The ranges of each part of the word. */
  readonly parts: readonly (readonly TextRange[])[];
  readonly joined: readonly TextRange[];
}

function matchesOf(
  { sequence, forms }: SearchedText,
  { parts, joined }: QueryWord,
  { variants }: SearchTerms,
  minLength: number,
): WordMatches {
  const matcherOf = (searched: string, isLast: boolean) => {
    const matchesPrefix = isLast && matchesAsPrefix(searched, minLength);
    return ({ word }: PlacedWord): boolean =>
      word === searched || (matchesPrefix && word.startsWith(searched));
  };
  const rangesOf = (part: WordSequence): readonly TextRange[] => {
    const [firstWord] = part;
    if (firstWord === undefined) return [];
    if (part.length > 1) {
      return sequence.flatMap(({ start }, index) => {
        const candidate = sequence.slice(index, index + part.length);
        const last = candidate.at(-1);
        const isFound = part.every((searched, index) => {
          const word = candidate[index];
          return word !== undefined && matcherOf(searched, index === part.length - 1)(word);
        });
        return isFound && last ? [{ start, end: last.end }] : [];
      });
    }
    const isMatch = matcherOf(firstWord, true);
    const corrections = variants.get(firstWord);
    return [...sequence, ...forms].filter((each) => isMatch(each) || corrections?.has(each.word) === true);
  };
  return {
    parts: parts.map(rangesOf),
    joined: joined === null ? [] : [...sequence, ...forms].filter(matcherOf(joined, true)),
  };
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
