import { foldForComparison } from '../text/comparison-fold.js';
import { fold } from '../text/fold.js';
import { ValueError, type ValueRule } from './value-type.js';
import { relateFoldedTerms, FoldedTerms } from './folded-terms.js';

/** A set of short terms; their order has no meaning. An empty set is a statement: there are none. */
export interface TermsValue {
  readonly type: 'TERMS';
  /** In the stated order; all terms differ after folding. */
  readonly terms: readonly string[];
}

export const termsRule: ValueRule<TermsValue> = {
  parse(written) {
    if (!Array.isArray(written)) throw new ValueError('a list of terms ([] for none)', written);
    const byFolded = new Map<string, string>();
    for (const term of written as readonly unknown[]) {
      if (typeof term !== 'string' || fold(term) === '')
        throw new ValueError('a term: a text that is not blank', term);
      const folded = fold(term);
      if (byFolded.has(folded)) throw new ValueError('terms that differ from each other', term);
      byFolded.set(folded, term.trim());
    }
    return { type: 'TERMS', terms: [...byFolded.values()] };
  },
  canonical: (value) => JSON.stringify(value.terms.map(fold).sort()),
  display: (value) => (value.terms.length === 0 ? 'none' : value.terms.join(', ')),
  written: (value) => value.terms,
  /** Each term, as a set of one term, or the empty set. */
  counted: (value) =>
    value.terms.length === 0
      ? [{ key: '', value }]
      : value.terms.map((term) => ({
          key: foldForComparison(term),
          value: { type: value.type, terms: [term] },
        })),
  searched: (value) => (value.terms.length === 0 ? null : value.terms.join(', ')),
  relate: (left, right, _scale, nameLookup) =>
    relateFoldedTerms(foldedTermsOf(left), foldedTermsOf(right), nameLookup),
  prepare: (values) => foldedTermsOf(values),
  words: { of: ({ terms }) => terms },
  order: null,
  ends: null,
};

function foldedTermsOf(values: readonly TermsValue[]): FoldedTerms {
  return new FoldedTerms(values.flatMap(({ terms }) => terms));
}
