import type { Words } from './placed-text.js';

/** The meaning of a sign at the start of an item. */
export type Sign = 'BENEFITS' | 'DRAWBACKS';

const benefit = /^[✓✔✅☑👍➕]\uFE0F?\s*(?=\S)/u;
const drawback = /^[✗✘❌✖✕👎➖☒🚫⛔]\uFE0F?\s*(?=\S)/u;

/** Splits a sign, such as a tick or a cross, from the start of a text. */
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
