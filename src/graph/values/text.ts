import { foldForComparison } from '../text/comparison-fold.js';
import { fold } from '../text/fold.js';
import { ValueError, type PreparedOperand, type NameLookup, type ValueRule } from './value-type.js';
import { relateFoldedTerms, FoldedTerms } from './folded-terms.js';

/** A text, compared after folding. */
export interface TextValue {
  readonly type: 'TEXT';
  readonly text: string;
}

export const textRule: ValueRule<TextValue> = {
  parse(written) {
    if (typeof written !== 'string') throw new ValueError('a text', written);
    if (fold(written) === '') throw new ValueError('a text that is not blank', written);
    return { type: 'TEXT', text: written.trim() };
  },
  canonical: (value) => fold(value.text),
  display: (value) => value.text,
  written: (value) => value.text,
  counted: (value) => [{ key: foldForComparison(value.text), value }],
  searched: (value) => value.text,
  relate: (left, right, _scale, nameLookup) =>
    relateFoldedTerms(foldedTermsOf(left), foldedTermsOf(right), nameLookup),
  prepare([only, ...others]) {
    return only && others.length === 0 ? new SingleText(only.text) : null;
  },
  words: { of: ({ text }) => [text] },
  order: null,
  ends: null,
};

/**
 * A single text with the concepts that it names. Two single texts agree or differ, as `relateFoldedTerms` defines; they
 * cannot overlap.
 */
class SingleText implements PreparedOperand {
  readonly #folded: string;
  readonly #text: string;
  #named: ReadonlySet<string> | undefined;

  constructor(text: string) {
    this.#folded = foldForComparison(text);
    this.#text = text;
  }

  distanceTo(other: SingleText, nameLookup: NameLookup): number {
    return this.#folded === other.#folded || this.#sharesNameWith(other, nameLookup) ? 0 : 1;
  }

  #sharesNameWith(other: SingleText, nameLookup: NameLookup): boolean {
    const ownNames = this.#namedConcepts(nameLookup);
    if (ownNames.size === 0) return false;
    const others = other.#namedConcepts(nameLookup);
    return [...ownNames].some((id) => others.has(id));
  }

  #namedConcepts(nameLookup: NameLookup): ReadonlySet<string> {
    return (this.#named ??= nameLookup(this.#text));
  }
}

function foldedTermsOf(values: readonly TextValue[]): FoldedTerms {
  return new FoldedTerms(values.map(({ text }) => text));
}
