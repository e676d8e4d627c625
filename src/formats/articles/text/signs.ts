import type { PlacedText } from '../../input/placed-text.js';

/** The role that a sign at the start of an item expresses. */
export type Sign = 'BENEFITS' | 'DRAWBACKS';

const benefit = /^[✓✔✅☑👍➕]\uFE0F?\s*(?=\S)/u;
const drawback = /^[✗✘❌✖✕👎➖☒🚫⛔]\uFE0F?\s*(?=\S)/u;

/** Splits a sign, such as a tick or a cross, from the start of a text; `sign` is null if there is none. */
export function splitSign(content: PlacedText): { readonly sign: Sign | null; readonly rest: PlacedText } {
  for (const [sign, pattern] of [
    ['BENEFITS', benefit],
    ['DRAWBACKS', drawback],
  ] as const) {
    const mark = pattern.exec(content.text)?.[0];
    if (mark !== undefined) return { sign, rest: content.slice(mark.length) };
  }
  return { sign: null, rest: content };
}
