import { unstorable } from '../../graph/text/code-points.js';

/** Returns whether every database can store a text. */
export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}

/** Converts a key to a parameter. A key that not every database can store becomes null, which matches no row. */
export function storableKey(key: string): string | null {
  return isStorable(key) ? key : null;
}

/** Removes the characters that not every database can store. */
export function storableText(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '');
}
