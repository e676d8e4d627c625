import { foldForSearch } from './search-fold.js';
import { foldPlural } from './plural.js';

/** A word in its searched form, with its range in the text: offsets in code points, the end excluded. */
export interface PlacedWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** A word of a text. `word` is the form in which words are compared; plurals are folded. */
export interface SequenceWord extends PlacedWord {
  /** The word before plurals are folded. */
  readonly spelling: string;
}

/** The searched words of a text. */
export interface SearchedText {
  /** In text order. In scripts without spaces between words, each character is a word. */
  readonly sequence: readonly SequenceWord[];
  /**
   * Other forms by which a search finds the text: "c" for "C++", "email" for "e-mail", "ops" for "DevOps", "3" for
   * "3.10", and the spelling of a word whose plural is folded. A form counts less than a word.
   */
  readonly forms: readonly PlacedWord[];
}

/**
 * One word, words that are joined without white space, such as "e-mail" or "Node.js", or a run of characters of a
 * script without spaces.
 */
export interface Compound {
  readonly parts: readonly ScannedWord[];
  readonly isCharacters: boolean;
  /** Whether exactly " & " separates the compound from the previous compound, as in "R & D". */
  readonly followsAnd: boolean;
}

interface ScannedWord extends PlacedWord {
  /** The word without its signs and the dot before it: "c" for "c++", "net" for ".net". */
  readonly bare: string;
}

/** The maximum number of searched words of a text; the words of an entire book would not improve the results. */
const maxWords = 2_000;
/** The maximum length of a word in code points; longer words are truncated. */
const maxWordLength = 64;
/** The maximum number of words in a compound, except for runs of characters of scripts without spaces. */
const maxParts = 4;

// Scripts without spaces between words; each character is a word.
const spaceless =
  '[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]';
const letters = `(?:(?!(?=[\\p{L}\\p{N}])${spaceless})[\\p{L}\\p{N}\\p{M}])+`;
const signs = '[+#]{0,3}';
/** The groups are a word, its signs, and a character of a script without spaces. */
const wordPattern = new RegExp(
  `(${wordOf(letters, '\\p{Nd}')})(${signs})|((?=[\\p{L}\\p{N}])${spaceless}\\p{M}*)`,
  'gu',
);
/**
 * The first two groups of `wordPattern`, without Unicode properties, for texts of ASCII characters, which most texts
 * are.
 */
const asciiWordPattern = new RegExp(`(${wordOf('[a-z0-9]+', '[0-9]')})(${signs})`, 'g');
const beyondAscii = /\P{ASCII}/u;

/** "&" joins letters and digits to one word ("AT&T"), and a dot joins digits ("3.10", "LGPLv2.1"). */
function wordOf(run: string, digit: string): string {
  return `${run}(?:&${run}|(?<=${digit})\\.(?=${digit})${run})*`;
}
const joiner = /^[-\u2010\u2011'\u2019./_]$/u;
const spacedAnd = /^ & $/u;
const opensWord = /[\s([{"'\u201C\u2018\u00AB]/u;
const dottedVersion = /^v(?=\d+\.\d)/u;

/**
 * Splits a text into compounds of words. A word includes up to three + and # after its letters, as in "C++", a dot before them, as
 * in ".NET", & between them, as in "AT&T", and dots between digits, as in "3.10". The v of "v2.0" is left out.
 */
export function scanCompounds(text: string): readonly Compound[] {
  const { folded, offsetOf } = foldForSearch(text);
  const compounds: (Compound & { readonly parts: ScannedWord[]; end: number })[] = [];
  let count = 0;
  for (const match of folded.matchAll(beyondAscii.test(folded) ? wordPattern : asciiWordPattern)) {
    if ((count += 1) > maxWords) break;
    const [matched, word, signsOfWord = '', character] = match;
    const bare = truncate(character ?? word ?? '').replace(dottedVersion, '');
    const isCharacters = character !== undefined;
    const last = compounds.at(-1);
    const gap = last ? folded.slice(last.end, match.index) : ' ';
    const continuesCompound =
      last !== undefined &&
      last.isCharacters === isCharacters &&
      (isCharacters ? gap === '' : last.parts.length < maxParts && joiner.test(gap));
    const isDotted = !isCharacters && !continuesCompound && hasDotBefore(folded, match.index);
    const from = isDotted ? match.index - 1 : match.index;
    const to = match.index + matched.length;
    const start = offsetOf(from);
    const scanned: ScannedWord = {
      word: `${isDotted ? '.' : ''}${bare}${signsOfWord}`,
      bare,
      start,
      end: Math.max(offsetOf(to), start + 1),
    };
    if (continuesCompound) {
      last.parts.push(scanned);
      last.end = to;
    } else {
      compounds.push({ parts: [scanned], isCharacters, followsAnd: spacedAnd.test(gap), end: to });
    }
  }
  return compounds;
}

function hasDotBefore(folded: string, index: number): boolean {
  if (folded[index - 1] !== '.') return false;
  const before = folded[index - 2];
  return before === undefined || opensWord.test(before);
}

/** Computes the words by which a search finds a text. */
export function searchedWords(text: string): SearchedText {
  const sequence: SequenceWord[] = [];
  const forms: PlacedWord[] = [];
  let codePoints: readonly string[] | undefined;
  let previous: Compound | undefined;
  for (const compound of scanCompounds(text)) {
    const { parts, isCharacters } = compound;
    const initials = joinedByAnd(previous, compound);
    if (initials) forms.push(initials);
    previous = compound;
    for (const { word: spelling, start, end } of parts) {
      sequence.push({ word: foldPlural(spelling), spelling, start, end });
    }
    if (isCharacters) continue;
    for (const part of parts) {
      const { word: spelling, start, end } = part;
      for (const form of formsOf(part)) forms.push({ word: form, start, end });
      if (foldPlural(spelling) !== spelling) forms.push({ word: spelling, start, end });
      codePoints ??= [...text];
      forms.push(...humpsOf(part, codePoints));
    }
    const joinedWord = joined(parts);
    if (joinedWord !== null) forms.push(joinedWord);
  }
  return { sequence, forms };
}

/** The words of a text as they are spelt, and its forms: a query word can be a misspelling of any of them. */
export function spellingsOf({ sequence, forms }: SearchedText): readonly string[] {
  return [...sequence.map(({ spelling }) => spelling), ...forms.map(({ word: form }) => form)];
}

const numbered = /^(?<name>\p{L}{2,}?)?v?(?<number>\d+(?:\.\d+)*)$/u;

/** The forms of a word, such as the word without its signs, the parts around "&", and the prefixes of its version. */
function formsOf({ word: spelling, bare }: ScannedWord): ReadonlySet<string> {
  const forms = new Set([bare]);
  if (bare.includes('&')) for (const form of [...bare.split('&'), bare.replaceAll('&', '')]) forms.add(form);
  const { name, number } = numbered.exec(bare)?.groups ?? {};
  if (number !== undefined) {
    forms.add(number);
    if (name !== undefined) forms.add(name);
    const numbers = number.split('.');
    numbers.forEach((_, index) => forms.add(numbers.slice(0, index + 1).join('.')));
    // "v3" finds "3.0". The v of "v3.0" is left out everywhere.
    if (numbers.length > 1) forms.add(`v${numbers[0]}`);
  }
  forms.delete(spelling);
  return forms;
}

const maxInitialsLength = 3;

/** The form of initials that "&" and spaces separate: "r&d" for "R & D"; null for other words. */
function joinedByAnd(before: Compound | undefined, { parts, followsAnd }: Compound): PlacedWord | null {
  const [left, right] = [before?.parts.at(-1), parts[0]];
  if (!followsAnd || !left || !right) return null;
  if (Math.max(left.bare.length, right.bare.length) > maxInitialsLength) return null;
  return { word: `${left.bare}&${right.bare}`, start: left.start, end: right.end };
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
  const inText = codePoints.slice(start, end);
  if (!inText.some((each, index) => index > 0 && /\p{Lu}/u.test(each))) return [];
  if (inText.some((each) => each.length > 1)) return [];
  const found = [...inText.join('').matchAll(humpPattern)].filter(([hump]) => hump.length > 1);
  if (found.length < 2) return [];
  return found.flatMap(({ 0: hump, index }) => {
    const spelling = truncate(foldForSearch(hump).folded);
    const range = { start: start + index, end: start + index + hump.length };
    return [...new Set([spelling, foldPlural(spelling)])].map((form) => ({ word: form, ...range }));
  });
}

/** The maximum length of a search key in code points. */
const maxKeyLength = 256;

/** The form in which entire names are compared: the words of the text, or its punctuation if it has no words. */
export function searchKey(text: string): string {
  const words = scanCompounds(text).flatMap(({ parts }) => parts.map(({ word: spelling }) => spelling));
  const key = words.length > 0 ? words.join(' ') : foldForSearch(text).folded.replace(/\s+/gu, ' ').trim();
  return [...key].slice(0, maxKeyLength).join('');
}

function truncate(spelling: string): string {
  return spelling.length > maxWordLength ? [...spelling].slice(0, maxWordLength).join('') : spelling;
}
