import { foldForSearch } from './search-fold.js';

/** A word in its searched form, with its range in the text: offsets in code points, the end excluded. */
export interface PlacedWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** The searched words of a text. */
export interface SearchedText {
  /** In text order. In scripts without spaces between words, each character is a word. */
  readonly sequence: readonly PlacedWord[];
  /** Other forms by which the same ranges are found: "c" for "C++", "email" for "e-mail", "ops" for "DevOps". */
  readonly forms: readonly PlacedWord[];
}

/**
 * Words that are joined without white space, such as "e-mail" or "Node.js", or a run of characters of a script
 * without spaces.
 */
export interface Compound {
  readonly parts: readonly ScannedWord[];
  readonly isCharacters: boolean;
}

interface ScannedWord extends PlacedWord {
  /** The word without its punctuation, such as "c" for "c++"; equal to `word` if it has no punctuation. */
  readonly bare: string;
}

/** The maximum number of searched words of a text; the words of an entire book would not improve the results. */
const maxWords = 2_000;
/** The maximum length of a word in UTF-16 units. */
const maxWordLength = 64;
/** The maximum number of words in a compound. */
const maxParts = 4;

// Scripts without spaces between words; each character is a word.
const spaceless =
  '[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]';
const pieces = new RegExp(
  `(?<character>(?=[\\p{L}\\p{N}])${spaceless}\\p{M}*)|(?<word>(?:(?!(?=[\\p{L}\\p{N}])${spaceless})[\\p{L}\\p{N}\\p{M}])+)(?<signs>[+#]{0,3})`,
  'gu',
);
const joiner = /^[-\u2010\u2011'\u2019./&_]$/u;
const opensWord = /[\s([{"'\u201C\u2018\u00AB]/u;

/**
 * Splits a text into compounds of words. A word includes + and # after its letters, as in "C++", and a dot before
 * them, as in ".NET".
 */
export function scanCompounds(text: string): readonly Compound[] {
  const { folded, offsetOf } = foldForSearch(text);
  const compounds: { parts: ScannedWord[]; isCharacters: boolean; end: number }[] = [];
  let count = 0;
  for (const match of folded.matchAll(pieces)) {
    if ((count += 1) > maxWords) break;
    const bare = truncate(match.groups?.['character'] ?? match.groups?.['word'] ?? '');
    const isCharacters = match.groups?.['character'] !== undefined;
    const last = compounds.at(-1);
    const gap = last ? folded.slice(last.end, match.index) : ' ';
    const continuesCompound =
      last !== undefined &&
      last.isCharacters === isCharacters &&
      (isCharacters ? gap === '' : last.parts.length < maxParts && joiner.test(gap));
    const isDotted = !isCharacters && !continuesCompound && hasDotBefore(folded, match.index);
    const from = isDotted ? match.index - 1 : match.index;
    const to = match.index + match[0].length;
    const start = offsetOf(from);
    const scanned: ScannedWord = {
      word: `${isDotted ? '.' : ''}${bare}${match.groups?.['signs'] ?? ''}`,
      bare,
      start,
      end: Math.max(offsetOf(to), start + 1),
    };
    if (continuesCompound) {
      last.parts.push(scanned);
      last.end = to;
    } else {
      compounds.push({ parts: [scanned], isCharacters, end: to });
    }
  }
  return compounds;
}

function hasDotBefore(folded: string, index: number): boolean {
  if (folded[index - 1] !== '.') return false;
  const before = folded[index - 2];
  return before === undefined || opensWord.test(before);
}

/** The words by which a search finds a text. */
export function searchedWords(text: string): SearchedText {
  const sequence: PlacedWord[] = [];
  const forms: PlacedWord[] = [];
  let codePoints: readonly string[] | undefined;
  for (const { parts, isCharacters } of scanCompounds(text)) {
    sequence.push(...parts);
    if (isCharacters) continue;
    for (const part of parts) {
      if (part.bare !== part.word) forms.push({ ...part, word: part.bare });
      codePoints ??= [...text];
      forms.push(...humpsOf(part, codePoints));
    }
    const joinedWord = joined(parts);
    if (joinedWord !== null) forms.push(joinedWord);
  }
  return { sequence, forms };
}

/** Joins the parts of a compound into one word: "email" for "e-mail"; null for a single part. */
export function joined(parts: readonly ScannedWord[]): PlacedWord | null {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last || first === last) return null;
  return { word: truncate(parts.map(({ bare }) => bare).join('')), start: first.start, end: last.end };
}

const humpPattern = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu;

/** Splits a word at its capitals: "dev" and "ops" for "DevOps". */
function humpsOf({ start, end }: ScannedWord, codePoints: readonly string[]): readonly PlacedWord[] {
  const letters = codePoints.slice(start, end);
  if (!letters.some((each, index) => index > 0 && /\p{Lu}/u.test(each))) return [];
  if (letters.some((each) => each.length > 1)) return [];
  const found = [...letters.join('').matchAll(humpPattern)].filter(([hump]) => hump.length > 1);
  if (found.length < 2) return [];
  return found.map(({ 0: hump, index }) => ({
    word: truncate(foldForSearch(hump).folded),
    start: start + index,
    end: start + index + hump.length,
  }));
}

/** The maximum length of a search key in code points. */
const maxKeyLength = 256;

/** The form in which entire names are compared: the words of the text, or its punctuation if it has no words. */
export function searchKey(text: string): string {
  const words = scanCompounds(text).flatMap(({ parts }) => parts.map(({ word }) => word));
  const key = words.length > 0 ? words.join(' ') : foldForSearch(text).folded.replace(/\s+/gu, ' ').trim();
  return [...key].slice(0, maxKeyLength).join('');
}

function truncate(word: string): string {
  return word.length > maxWordLength ? [...word].slice(0, maxWordLength).join('') : word;
}
