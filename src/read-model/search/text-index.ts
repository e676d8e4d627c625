import { tokensOf, type WordCondition } from '../../graph/search/word-condition.js';
import type { SearchedText } from '../../graph/search/searched-words.js';
import type { Steps } from '../../graph/work/steps.js';
import { Column } from '../tables/column.js';
import { Postings } from './postings.js';
import { TextSet } from './text-set.js';
import type { TokenTable } from './token-table.js';

/** The numbers of the texts that meet a condition, each once, in any order. */
export type FoundTexts = readonly number[];

const textsPerStep = 4_096;

/** An index of texts by number: the texts of each token, and the tokens of each text in order. */
export class TextIndex {
  readonly #tokens: TokenTable;
  readonly #postings = new Postings();
  /** The tokens of the words of all texts, text by text, without forms. */
  readonly #words = Column.ofIntegers();
  /** The end of each text in `#words`. */
  readonly #ends = Column.ofIntegers();
  #length = 0;
  #wordCount = 0;

  constructor(tokens: TokenTable) {
    this.#tokens = tokens;
  }

  get length(): number {
    return this.#length;
  }

  get byteLength(): number {
    return this.#postings.byteLength + this.#words.byteLength + this.#ends.byteLength;
  }

  /**
   * Adds a text.
   * @returns the number of the text
   */
  add(text: SearchedText): number {
    const number = this.#length;
    this.#length += 1;
    for (const [index, token] of tokensOf(text).entries()) {
      const key = this.#tokens.add(token);
      this.#postings.add(key, number);
      if (index >= text.sequence.length) continue;
      this.#words.set(this.#wordCount, key);
      this.#wordCount += 1;
    }
    this.#ends.set(number, this.#wordCount);
    return number;
  }

  /** Creates a function that finds the texts that meet a condition, and caches its results by condition. */
  finder(): (condition: WordCondition) => Steps<FoundTexts> {
    const cache = new Map<WordCondition | string, FoundTexts>();
    const find = (condition: WordCondition): Steps<FoundTexts> => this.#find(condition, cache, find);
    return find;
  }

  *#find(
    condition: WordCondition,
    cache: Map<WordCondition | string, FoundTexts>,
    find: (condition: WordCondition) => Steps<FoundTexts>,
  ): Steps<FoundTexts> {
    const key =
      'sequence' in condition
        ? `${condition.matchesAsPrefix ? 'prefix' : 'whole'} ${condition.sequence.join(' ')}`
        : condition;
    const cached = cache.get(key);
    if (cached) return cached;
    const found = yield* this.#evaluate(condition, find);
    cache.set(key, found);
    return found;
  }

  *#evaluate(
    condition: WordCondition,
    find: (condition: WordCondition) => Steps<FoundTexts>,
  ): Steps<FoundTexts> {
    if ('any' in condition) {
      const sets: FoundTexts[] = [];
      for (const each of condition.any) sets.push(yield* find(each));
      return yield* unionOf(sets, this.#length);
    }
    if ('all' in condition) {
      let common: FoundTexts | undefined;
      for (const each of condition.all) {
        const found = yield* find(each);
        common = common === undefined ? found : among(common, TextSet.of(found, this.#length), true);
        yield;
      }
      return common ?? [];
    }
    if ('only' in condition) {
      const found = yield* find(condition.only);
      return among(found, TextSet.of(yield* find(condition.butNot), this.#length), false);
    }
    const { sequence, matchesAsPrefix } = condition;
    return sequence.length === 1
      ? yield* this.#withToken(sequence[0] as string, matchesAsPrefix)
      : yield* this.#withSequence(sequence, matchesAsPrefix);
  }

  *#withToken(token: string, matchesAsPrefix: boolean): Steps<FoundTexts> {
    const exact = this.#tokens.find(token);
    const keys = matchesAsPrefix ? this.#tokens.withPrefix(token) : exact === undefined ? [] : [exact];
    const expected = keys.reduce((sum, key) => sum + this.#postings.countOf(key), 0);
    const seen = keys.length === 1 ? null : new TextSet(this.#length, expected);
    const found: number[] = [];
    let count = 0;
    for (const key of keys) {
      this.#postings.each(key, (text) => {
        if (!seen || seen.add(text)) found.push(text);
      });
      count += this.#postings.countOf(key) + 1;
      if (count < textsPerStep) continue;
      count = 0;
      yield;
    }
    return found;
  }

  /** Finds the texts that contain a sequence of adjacent words, in steps. */
  *#withSequence(sequence: readonly string[], matchesAsPrefix: boolean): Steps<FoundTexts> {
    const last = sequence.length - 1;
    const keys: number[] = [];
    for (const token of matchesAsPrefix ? sequence.slice(0, last) : sequence) {
      const key = this.#tokens.find(token);
      if (key === undefined) return [];
      keys.push(key);
    }
    const lastKeys = matchesAsPrefix ? new Set(this.#tokens.withPrefix(sequence[last] as string)) : null;
    const rarest = keys.reduce((one, other) =>
      this.#postings.countOf(other) < this.#postings.countOf(one) ? other : one,
    );
    const found: number[] = [];
    let count = 0;
    for (const text of this.#postings.of(rarest)) {
      if (this.#hasSequence(text, keys, lastKeys)) found.push(text);
      count += 1;
      if (count % textsPerStep === 0) yield;
    }
    return found;
  }

  #hasSequence(text: number, keys: readonly number[], lastKeys: ReadonlySet<number> | null): boolean {
    const end = this.#ends.get(text);
    const size = keys.length + (lastKeys ? 1 : 0);
    for (let start = text === 0 ? 0 : this.#ends.get(text - 1); start + size <= end; start += 1) {
      let offset = 0;
      while (offset < keys.length && this.#words.get(start + offset) === keys[offset]) offset += 1;
      if (offset < keys.length) continue;
      if (!lastKeys || lastKeys.has(this.#words.get(start + offset))) return true;
    }
    return false;
  }
}

function* unionOf(sets: readonly FoundTexts[], textCount: number): Steps<FoundTexts> {
  const filled = sets.filter((set) => set.length > 0);
  if (filled.length < 2) return filled[0] ?? [];
  const expected = filled.reduce((sum, { length }) => sum + length, 0);
  const seen = new TextSet(textCount, expected);
  const union: number[] = [];
  for (const set of filled) {
    for (const text of set) if (seen.add(text)) union.push(text);
    yield;
  }
  return union;
}

function among(texts: FoundTexts, set: TextSet, isExpected: boolean): FoundTexts {
  return texts.filter((text) => set.has(text) === isExpected);
}
