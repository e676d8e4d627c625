import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldForComparison } from '../../../src/graph/text/comparison-fold.js';
import { fold } from '../../../src/graph/text/fold.js';
import { anyText } from '../../support/any-text.js';

describe('foldForComparison', () => {
  it.each([
    ['a hyphen between letters and a space', 'open-source', 'Open Source'],
    ['several hyphens and spaces', 'end-to-end', 'end to end'],
    ['a non-breaking hyphen and a space', 'long\u2011life', 'long life'],
    ['a hyphen between letters of another script', 'веб-сайт', 'веб сайт'],
    ['a URL with and without a final slash', 'https://a.example/b/', 'https://A.example/b'],
    ['an http URL with and without a final slash', 'http://a.example/', 'http://a.example'],
  ])('makes %s equal', (_, one, other) => {
    expect(foldForComparison(one)).toBe(foldForComparison(other));
  });

  it.each([
    ['5', '-5'],
    ['type-2', 'type 2'],
    ['C', 'C#'],
    ['a -b', 'a b'],
    ['opensource', 'open-source'],
    ['and/or/', 'and/or'],
    ['https://a.example/b-c', 'https://a.example/b c'],
    ['see https://a.example/', 'see https://a.example'],
    ['https://', 'https:/'],
  ])('distinguishes %j and %j', (one, other) => {
    expect(foldForComparison(one)).not.toBe(foldForComparison(other));
  });

  it('returns equal results for texts with equal folds, and does not change its own result', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const folded = foldForComparison(text);
        expect(foldForComparison(fold(text))).toBe(folded);
        expect(foldForComparison(folded)).toBe(folded);
      }),
    );
  });
});
