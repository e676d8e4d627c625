import { fold } from '../text/fold.js';
import { ValueError, type Gauge, type Naming, type ValueRule } from './value-type.js';
import { relateWords, Words } from './words.js';

/** Words, compared after folding. */
export interface TextValue {
  readonly type: 'TEXT';
  readonly text: string;
}

export const textRule: ValueRule<TextValue> = {
  parse(written) {
    if (typeof written !== 'string' || fold(written) === '') throw new ValueError('a text', written);
    return { type: 'TEXT', text: written.trim() };
  },
  canonical: (value) => fold(value.text),
  display: (value) => value.text,
  written: (value) => value.text,
  searched: (value) => value.text,
  relate: (left, right, _scale, naming) => relateWords(wordsOf(left, naming), wordsOf(right, naming)),
  gauge([only, ...others], _scale, naming) {
    return only && others.length === 0 ? new OneText(only.text, naming) : null;
  },
  words: { of: ({ text }) => [text] },
  order: null,
  ends: null,
};

/** A single text, and what it names. Two of them relate as `relateWords` has it: alike, or not at all. */
class OneText implements Gauge {
  readonly #folded: string;
  readonly #text: string;
  readonly #naming: Naming;
  #named: ReadonlySet<string> | undefined;

  constructor(text: string, naming: Naming) {
    this.#folded = fold(text);
    this.#text = text;
    this.#naming = naming;
  }

  distanceTo(other: OneText): number {
    return this.#folded === other.#folded || this.#namesWhat(other) ? 0 : 1;
  }

  #namesWhat(other: OneText): boolean {
    const own = this.#names();
    if (own.size === 0) return false;
    const others = other.#names();
    return [...own].some((id) => others.has(id));
  }

  #names(): ReadonlySet<string> {
    return (this.#named ??= this.#naming(this.#text));
  }
}

function wordsOf(values: readonly TextValue[], naming: Naming): Words {
  return new Words(
    values.map(({ text }) => text),
    naming,
  );
}
