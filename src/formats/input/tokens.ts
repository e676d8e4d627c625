/**
 * A word of a text, with its range in UTF-16 code units. The key ignores case, possessive endings and most endings of
 * the plural.
 */
export interface Token {
  readonly text: string;
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const word = /[\p{L}\p{N}]+(?:['’.\-–/&][\p{L}\p{N}]+)*(?:\+{1,2}|#)?/gu;

export function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(word)].map(({ 0: match, index }) => ({
    text: match,
    key: keyOf(match),
    start: index,
    end: index + match.length,
  }));
}

export function keysOf(text: string): readonly string[] {
  return tokensOf(text).map(({ key }) => key);
}

/** The key of a word: the word in lower case, without a possessive ending, and without most plural endings. */
export function keyOf(text: string): string {
  const lower = text
    .toLowerCase()
    .replace(/[’']s$/u, '')
    .replace(/[’']$/u, '');
  if (lower.length > 4 && lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  if (/(?:ss|ch|sh|x|z)es$/u.test(lower) && lower.length > 4) return lower.slice(0, -2);
  if (lower.length > 2 && /[^su]s$/u.test(lower) && !lower.endsWith('is')) return lower.slice(0, -1);
  return lower;
}

/**
 * Removes the ending "ing", "ed", "er" or "e" of a key if at least four characters remain, so that related words such
 * as "lease" and "leasing" have one root.
 */
export function rootOf(key: string): string {
  const root = key.replace(/(?:ing|ed|er|e)$/u, '');
  return root.length >= 4 ? root : key;
}

/** English stop words. */
export const stopWords: ReadonlySet<string> = new Set(
  'a an the of and or nor but to in on at by for from with without into onto over under per as is are was were be been being it its this that these those their his her your our my than then so if when while vs versus not no do does did can may might will would should has have had you they we he she i who which what how why where there here such both either each'.split(
    ' ',
  ),
);

/**
 * Whether a word is an abbreviation, such as "R&D" or "CPUs": it starts and ends with a capital, apart from a plural or
 * possessive ending, and has only capitals, digits and the signs `&`, `/`, `.` and `-` between them.
 */
export function isAbbreviation(text: string): boolean {
  return /^\p{Lu}[\p{Lu}\p{N}&/.-]*\p{Lu}(?:s|[’']s)?$/u.test(text);
}
