import type { Words } from './words.js';

/** What a mark at the head of an item says of it. */
export type Sign = 'BENEFITS' | 'DRAWBACKS';

const benefit = /^[✓✔✅☑👍➕]\uFE0F?\s*(?=\S)/u;
const drawback = /^[✗✘❌✖✕👎➖☒🚫⛔]\uFE0F?\s*(?=\S)/u;

/** Takes the mark off words that begin with one, such as a tick or a cross. */
export function signed(words: Words): { readonly sign: Sign | null; readonly rest: Words } {
  for (const [sign, pattern] of [
    ['BENEFITS', benefit],
    ['DRAWBACKS', drawback],
  ] as const) {
    const mark = pattern.exec(words.text)?.[0];
    if (mark !== undefined) return { sign, rest: words.slice(mark.length) };
  }
  return { sign: null, rest: words };
}
