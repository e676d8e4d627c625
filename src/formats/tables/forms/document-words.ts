import type { Block } from '../model/block.js';
import { keysOf, tokensOf, type Token } from '../../input/tokens.js';

/** The maximum number of occurrences of a word that are searched for a phrase. */
const maxOccurrences = 60;

/** A name in a text: its index among the names of witnesses, and its range in UTF-16 code units. */
export interface NameMention {
  readonly name: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a document, and the names of compared things from its witnesses, such as the title. Names and phrases
 * are compared by the keys of their words (see `Token`).
 */
export class DocumentWords {
  /** The labels of list items, in lower case. */
  readonly labels: ReadonlySet<string>;
  readonly #witnesses = new Map<string, { readonly name: number; readonly keys: readonly string[] }[]>();
  readonly #keys: readonly (readonly string[])[];
  readonly #positions = new Map<string, (readonly [text: number, position: number])[]>();
  readonly #words = new Map<string, Set<number>>();
  readonly #capitals = new Map<string, number[]>();
  readonly #lowerCase = new Set<string>();

  /**
   * @param texts the lines of the document; other methods refer to them by index
   * @param witnesses names of compared things, such as those in the title
   */
  constructor(texts: readonly string[], blocks: readonly Block[], witnesses: readonly string[]) {
    witnesses.forEach((witness, name) => {
      const keys = keysOf(witness);
      const [first] = keys;
      if (first === undefined) return;
      const forms = this.#witnesses.get(first) ?? [];
      forms.push({ name, keys });
      forms.sort((a, b) => b.keys.length - a.keys.length);
      this.#witnesses.set(first, forms);
    });
    const tokens = texts.map((text) => tokensOf(text));
    this.#keys = tokens.map((line, text) => keysWithBreaks(texts[text] ?? '', line));
    this.#keys.forEach((keys, text) =>
      keys.forEach((key, position) => key !== '' && addTo(this.#positions, key, [text, position])),
    );
    tokens.forEach((line, text) => {
      line.forEach(({ text: word }) => {
        const texts = this.#words.get(word) ?? new Set();
        this.#words.set(word, texts.add(text));
      });
      this.#countCapitals(texts[text] ?? '', line, text);
    });
    const labels = blocks.flatMap((block) =>
      block.kind === 'item' ? (/^([^:：.]{2,60})[:：]\s/u.exec(block.content.text)?.[1]?.trim() ?? []) : [],
    );
    this.labels = new Set(labels.map((label) => label.toLowerCase()));
  }

  get hasWitnesses(): boolean {
    return this.#witnesses.size > 0;
  }

  /** Finds the names of witnesses in a text, the longest at each position. */
  mentionsIn(text: string): readonly NameMention[] {
    const tokens = tokensOf(text);
    const mentions: NameMention[] = [];
    for (let index = 0; index < tokens.length; index += 1) {
      const token = tokens[index] as Token;
      const form = this.#witnesses
        .get(token.key)
        ?.find(({ keys }) => keys.every((key, offset) => tokens[index + offset]?.key === key));
      if (!form) continue;
      const last = tokens[index + form.keys.length - 1] ?? token;
      mentions.push({ name: form.name, start: token.start, end: last.end });
      index += form.keys.length - 1;
    }
    return mentions;
  }

  /**
   * The index of the name of a witness that is the complete text, apart from an article, a number, punctuation, and an
   * explanation in parentheses; null if there is none, or if the text has signs of code or is longer than 160 UTF-16 code units.
   */
  nameIn(text: string): number | null {
    if (text.length > 160 || /[`{}<>;|=]|^\s*#/u.test(text)) return null;
    const bare = text
      .replace(/^\s*(?:\d+[.)]\s*)?(?:an?|the)?\s+/iu, '')
      .replace(/\s*[(（][^()（）]{1,60}[)）]\s*$/u, '')
      .replace(/[\s:.?]+$/u, '');
    const [first, ...others] = this.mentionsIn(bare);
    if (!first) return null;
    const rest = bare.slice(0, first.start) + bare.slice(others.at(-1)?.end ?? first.end);
    return /[\p{L}\p{N}]/u.test(rest) || others.some(({ name }) => name !== first.name) ? null : first.name;
  }

  /**
   * Whether a phrase occurs in a text before `start`, or from `end` on. Of a frequent first word, only the first and last
   * occurrences are searched.
   */
  occursOutside(phrase: readonly string[], start: number, end: number): boolean {
    const positions = this.#positions.get(phrase[0] ?? '') ?? [];
    const searched =
      positions.length <= maxOccurrences
        ? positions
        : [...positions.slice(0, maxOccurrences / 2), ...positions.slice(-maxOccurrences / 2)];
    return searched.some(
      ([text, position]) =>
        (text < start || text >= end) &&
        phrase.every((key, offset) => this.#keys[text]?.[position + offset] === key),
    );
  }

  /** Whether a word, as written, occurs in a text before `start`, or from `end` on. */
  hasWordOutside(word: string, start: number, end: number): boolean {
    for (const text of this.#words.get(word) ?? []) if (text < start || text >= end) return true;
    return false;
  }

  /**
   * The words that never occur in lower case, and occur with a capital within a sentence outside of a range of texts.
   * Short lines that are not sentences do not count.
   */
  properNamesOutside(start: number, end: number): ReadonlySet<string> {
    const names = new Set<string>();
    for (const [word, texts] of this.#capitals) {
      if (this.#lowerCase.has(word.toLowerCase())) continue;
      if (texts.some((text) => text < start || text >= end)) names.add(word);
    }
    return names;
  }

  /** Collects the words with a capital within a sentence, and the words in lower case, except those of short lines that are not sentences. */
  #countCapitals(text: string, tokens: readonly Token[], index: number): void {
    if (text.length < 60 && !/[.!?]$/u.test(text)) return;
    tokens.forEach((token, position) => {
      if (/^\p{Ll}/u.test(token.text)) this.#lowerCase.add(token.text);
      else if (position > 0 && /[\p{Ll},)] $/u.test(text.slice(Math.max(0, token.start - 2), token.start)))
        addTo(this.#capitals, token.text, index);
    });
  }
}

/** The keys of words, with an empty key where a sign between words ends a phrase. */
function keysWithBreaks(text: string, tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(({ key, start }, index) => {
    const end = tokens[index - 1]?.end ?? start;
    return /\S/u.test(text.slice(end, start)) ? ['', key] : [key];
  });
}

function addTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
