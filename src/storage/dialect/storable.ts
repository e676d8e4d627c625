import { unstorable } from '../../graph/text/unstorable.js';

/** Whether every database can hold a text. */
export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}

/** A key as it travels: one that no database can hold matches nothing, and null says so. */
export function storableKey(key: string): string | null {
  return isStorable(key) ? key : null;
}

/** A text without what no database can hold, for places where it only marks a point in an order. */
export function storableText(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '');
}
