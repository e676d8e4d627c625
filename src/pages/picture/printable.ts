/** Control characters, other characters that XML does not allow, and characters that change the direction of other texts. */
const unprintable = /[\p{Cc}\p{Cs}\uFFFE\uFFFF\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** Converts a text to one line for a picture, without unprintable characters. */
export function printable(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(unprintable, '');
}
