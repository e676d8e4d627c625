import type { Support } from './support.js';

/** The meaning of a mark in the cells of a table. */
export interface MarkMeaning {
  readonly support: Support;
  /** The words of a legend for the mark; null without a legend, or if its words add nothing to the support. */
  readonly note: string | null;
}

/** Marks, codes of emoji and icons, and marks of TeX, with their usual meanings; a legend can define other meanings. */
const marksOfSupport: readonly (readonly [Support, marks: string])[] = [
  [
    'YES',
    '✅ ✔ ✓ ☑ 🗹 √ 👍 🟢 🟩 :white_check_mark: :heavy_check_mark: :ballot_box_with_check: :check_mark: :+1: :thumbsup: :green_circle: :large_green_circle: :green_square: :large_green_square: :material-check: :material-check-bold: :material-check-circle: :octicons-check-16: :octicons-check-circle-16: :octicons-check-circle-fill-16: :fontawesome-solid-check: :fontawesome-solid-circle-check: \\checkmark $\\checkmark$',
  ],
  [
    'NO',
    '❌ ✕ ✗ ✘ ✖ ☒ ❎ 🛑 ⛔ 🚫 👎 🔴 🟥 :x: :negative_squared_cross_mark: :heavy_multiplication_x: :cross_mark: :octagonal_sign: :stop_sign: :no_entry: :no_entry_sign: :-1: :thumbsdown: :red_circle: :large_red_circle: :red_square: :large_red_square: :material-close: :material-close-thick: :material-close-circle: :octicons-x-16: :octicons-x-circle-16: :octicons-x-circle-fill-16: :fontawesome-solid-xmark: :fontawesome-solid-circle-xmark: $\\times$',
  ],
  [
    'PARTIAL',
    '🟡 🔶 🟠 ⚠ 🔸 🟨 🟧 :warning: :yellow_circle: :large_yellow_circle: :orange_circle: :large_orange_circle: :large_orange_diamond: :small_orange_diamond: :yellow_square: :orange_square:',
  ],
];

export const defaultMarks: ReadonlyMap<string, MarkMeaning> = new Map(
  marksOfSupport.flatMap(([support, marks]) =>
    marks.split(' ').map((mark): [string, MarkMeaning] => [mark, { support, note: null }]),
  ),
);

const selectors = /[\uFE0E\uFE0F\u200D]/gu;

/** Removes variation selectors and zero-width joiners, which are invisible and do not change the meaning of a mark. */
export function withoutSelectors(text: string): string {
  return text.replace(selectors, '');
}

/** A text split into its marks and its words. */
export interface MarkedText {
  /** The marks in order, without repetitions. */
  readonly marks: readonly string[];
  /** Whether the same mark follows a mark, with at most white space between them, as in a rating. */
  readonly isRepeated: boolean;
  /** The text without the marks at its start and its end. */
  readonly words: string;
}

/** The marks of a table, with their meanings. */
export class SupportMarks {
  readonly #meanings: ReadonlyMap<string, MarkMeaning>;
  readonly #signs: RegExp | null;

  /**
   * @param meanings the meanings by mark. Marks of letters and digits, and marks of dashes, `+`, `~` and `±`, count only as the whole text, or
   * as its first word if white space and punctuation follow
   */
  constructor(meanings: ReadonlyMap<string, MarkMeaning>) {
    this.#meanings = new Map([...meanings].map(([mark, meaning]) => [normalised(mark), meaning]));
    const signs = [...this.#meanings.keys()].filter((mark) => !isWord(mark) && !isDash(mark));
    const sources = signs
      .sort((a, b) => b.length - a.length)
      .map((mark) => mark.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
    this.#signs = sources.length === 0 ? null : new RegExp(sources.join('|'), 'gu');
  }

  meaningOf(mark: string): MarkMeaning | null {
    return this.#meanings.get(normalised(mark)) ?? null;
  }

  /** Splits a text into its marks and words. @returns null if the text has no mark */
  split(text: string): MarkedText | null {
    const plain = withoutSelectors(text).trim();
    if (this.#meanings.has(plain.toLowerCase()))
      return { marks: [plain.toLowerCase()], isRepeated: false, words: '' };
    const [first = ''] = /^\S+/u.exec(plain) ?? [];
    if (
      (isWord(first) || isDash(first)) &&
      this.#meanings.has(first.toLowerCase()) &&
      /^\s+[(,;:–—-]/u.test(plain.slice(first.length))
    )
      return { marks: [first.toLowerCase()], isRepeated: false, words: plain.slice(first.length).trim() };
    if (this.#signs === null) return null;
    const found = [...plain.matchAll(this.#signs)].filter(({ 0: mark, index }) =>
      isSeparate(plain, index, mark),
    );
    if (found.length === 0) return null;
    const isRepeated = found.some(
      ({ 0: mark, index }, at) =>
        found[at - 1]?.[0] === mark &&
        /^\s*$/u.test(plain.slice((found[at - 1]?.index ?? 0) + mark.length, index)),
    );
    let [start, end] = [0, plain.length];
    for (const { 0: mark, index } of found)
      if (plain.slice(start, index).trim() === '') start = index + mark.length;
    for (const { 0: mark, index } of found.toReversed())
      if (index >= start && plain.slice(index + mark.length, end).trim() === '') end = index;
    return {
      marks: [...new Set(found.map(([mark]) => mark))],
      isRepeated,
      words: plain.slice(start, Math.max(start, end)).trim(),
    };
  }
}

/** Whether a sign is not a part of a number or word, as `√` is a part of `√2` and `*` of `5*`. */
function isSeparate(text: string, index: number, mark: string): boolean {
  // Attributes after an icon, as in `:material-check:{.yellow}`, can change its meaning.
  if (mark.startsWith(':') && text[index + mark.length] === '{') return false;
  if (!/^[\p{S}\p{P}]$/u.test(mark) || /\p{Extended_Pictographic}|[✓✗✘✕●○◐◑◒◓◔◕■□]/u.test(mark)) return true;
  return (
    (index === 0 || /\s/u.test(text[index - 1] ?? '')) &&
    /^(?:$|[\s(,;:])/u.test(text.slice(index + mark.length))
  );
}

function isWord(mark: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(mark);
}

function isDash(mark: string): boolean {
  return /^[-−–—+~±]+$/u.test(mark);
}

function normalised(mark: string): string {
  return withoutSelectors(mark).trim().toLowerCase();
}
