import type { SearchQuery, SoughtSequence, SoughtWord } from './search-query.js';
import type { PlacedWord, SearchedText } from './searched-words.js';

/** What a search looks for in texts: what the reader typed, and what that may be misspelt for. */
export interface SearchTerms {
  readonly query: SearchQuery;
  /** For each part of a word that may have typos, the words of the graph that it may stand for. */
  readonly variants: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A part of a text: offsets in Unicode code points, the end not included. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What has been found in texts that belong together. */
export interface FoundWords {
  /** How many of the words were found. */
  readonly count: number;
  /** For each text, where they stand in it: in order, apart from each other. */
  readonly ranges: readonly (readonly TextRange[])[];
}

/**
 * The least letters that a word must have to be found as the beginning of a longer one: in names and
 * aliases, and in running texts, where one or two letters would be found everywhere.
 */
export const shortestBeginning = Object.freeze({ inNames: 1, inTexts: 3 });

/** Whether a word may stand for the beginning of a longer one. */
export function isBeginning(word: string, shortest: number): boolean {
  return word.length >= shortest;
}

/** Finds the words of a search in texts that are searched together: its parts may be in different ones. */
export function findWords(texts: readonly SearchedText[], terms: SearchTerms, shortest: number): FoundWords {
  let count = 0;
  const ranges = texts.map((): TextRange[] => []);
  for (const word of terms.query.words) {
    const found = texts.map((text) => placesOf(text, word, terms, shortest));
    const isWhole = word.parts.every((_, part) => found.some(({ parts }) => (parts[part] ?? []).length > 0));
    const isJoined = found.some(({ joined }) => joined.length > 0);
    if (!isWhole && !isJoined) continue;
    count += 1;
    found.forEach(({ parts, joined }, index) => {
      ranges[index]?.push(...joined, ...(isWhole ? parts.flat() : []));
    });
  }
  return { count, ranges: ranges.map(apart) };
}

interface Places {
  /** For each part of the word. */
  readonly parts: readonly (readonly TextRange[])[];
  readonly joined: readonly TextRange[];
}

function placesOf(
  { sequence, forms }: SearchedText,
  { parts, joined }: SoughtWord,
  { variants }: SearchTerms,
  shortest: number,
): Places {
  const finds = (sought: string, isLast: boolean) => {
    const beginning = isLast && isBeginning(sought, shortest);
    return ({ word }: PlacedWord): boolean => word === sought || (beginning && word.startsWith(sought));
  };
  const places = (part: SoughtSequence): readonly TextRange[] => {
    const [only] = part;
    if (only === undefined) return [];
    if (part.length > 1) {
      return sequence.flatMap(({ start }, index) => {
        const side = sequence.slice(index, index + part.length);
        const last = side.at(-1);
        const isFound = part.every((sought, place) => {
          const other = side[place];
          return other !== undefined && finds(sought, place === part.length - 1)(other);
        });
        return isFound && last ? [{ start, end: last.end }] : [];
      });
    }
    const isSpelt = finds(only, true);
    const misspelt = variants.get(only);
    return [...sequence, ...forms].filter((each) => isSpelt(each) || misspelt?.has(each.word) === true);
  };
  return {
    parts: parts.map(places),
    joined: joined === null ? [] : [...sequence, ...forms].filter(finds(joined, true)),
  };
}

/** Ranges in order; those that meet are one. */
function apart(ranges: readonly TextRange[]): readonly TextRange[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
