/** Letters of right-to-left scripts in use, and controls of the text direction. */
const changesDirection =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Mende_Kikakui}\p{Script=Yezidi}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

const firstStrongIsolate = '\u2068';
const popDirectionalIsolate = '\u2069';

/**
 * Isolates a text that is inserted into a sentence, so that its direction does not reorder the words around it
 * (Unicode Standard Annex #9, section 2.7). A text that `changesDirection` does not match is returned unchanged.
 */
export function isolated(text: string): string {
  return changesDirection.test(text) ? firstStrongIsolate + text + popDirectionalIsolate : text;
}
