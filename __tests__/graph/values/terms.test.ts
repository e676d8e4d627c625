import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { termsRule, type TermsValue } from '../../../src/graph/values/terms.js';
import { noScale } from '../../../src/graph/values/value-type.js';
import { itObeysTheLawsOfRelations, namedBy, type RelationRow } from './laws.js';

const terms = (...list: string[]): TermsValue => ({ type: 'TERMS', terms: list });
const names = namedBy({ 'feature/spelt': ['spelt', 'dinkel'], 'feature/maize': ['maize', 'corn'] });

describe('TERMS', () => {
  it('parses a list, in the stated order', () => {
    expect(termsRule.parse([' Wheat', 'Rye.'], noScale)).toEqual(terms('Wheat', 'Rye.'));
  });

  it('parses an empty list as a statement that there are no terms', () => {
    expect(termsRule.parse([], noScale)).toEqual(terms());
    expect(termsRule.written(terms())).toEqual([]);
    expect(termsRule.display(terms())).toBe('none');
    expect(termsRule.canonical(terms())).toBe('[]');
    expect(termsRule.searched(terms())).toBeNull();
    expect(termsRule.searched(terms('Rye', 'Oats'))).toBe('Rye, Oats');
  });

  it.each([
    ['rye', 'expected a list of terms ([] for none), got "rye"'],
    [null, 'expected a list of terms ([] for none), got null'],
    [['rye', ''], 'expected a term: a text that is not blank, got ""'],
    [['rye', 5], 'expected a term: a text that is not blank, got 5'],
    [['Rye', 'wheat', 'rye.'], 'expected terms that differ from each other, got "rye."'],
  ])('rejects %j', (written, message) => {
    expect(() => termsRule.parse(written, noScale)).toThrow(message);
  });

  it('is displayed in the stated order, with a folded and sorted canonical form', () => {
    expect(termsRule.display(terms('Wheat', 'Rye'))).toBe('Wheat, Rye');
    expect(termsRule.canonical(terms('Wheat', 'Rye'))).toBe('["rye","wheat"]');
    expect(termsRule.canonical(terms('rye, wheat'))).not.toBe(termsRule.canonical(terms('rye', 'wheat')));
  });

  const table: readonly RelationRow<TermsValue>[] = [
    ['the same terms in another order', [terms('Rye', 'Wheat')], [terms('wheat', 'rye.')], 'SAME', 0],
    ['names of the same concepts', [terms('Spelt', 'Corn')], [terms('maize', 'dinkel')], 'EQUIVALENT', 0],
    [
      'equal terms, one by folding and one by concept',
      [terms('Rye', 'Corn')],
      [terms('rye', 'maize')],
      'EQUIVALENT',
      0,
    ],
    [
      'two names of one concept and one of these names',
      [terms('Corn', 'Maize')],
      [terms('Maize')],
      'EQUIVALENT',
      0,
    ],
    ['one shared term of three', [terms('rye', 'wheat')], [terms('wheat', 'oats')], 'OVERLAPPING', 1 - 1 / 3],
    [
      'two shared terms of three',
      [terms('rye', 'wheat')],
      [terms('rye', 'wheat', 'oats')],
      'OVERLAPPING',
      1 / 3,
    ],
    [
      'one shared concept of three',
      [terms('rye', 'corn')],
      [terms('maize', 'oats')],
      'OVERLAPPING',
      1 - 1 / 3,
    ],
    ['two empty lists', [terms()], [terms()], 'SAME', 0],
    ['an empty list and a list of terms', [terms()], [terms('rye', 'oats')], 'DIFFERENT', 1],
    [
      'an empty list that is stated twice, and a list of terms',
      [terms(), terms()],
      [terms('rye')],
      'DIFFERENT',
      1,
    ],
    ['no shared term', [terms('rye', 'wheat')], [terms('oats')], 'DIFFERENT', 1],
    [
      'lists that accumulate to equal sets',
      [terms('rye'), terms('wheat')],
      [terms('wheat', 'rye')],
      'SAME',
      0,
    ],
    [
      'a term of two lists, counted once',
      [terms('rye'), terms('Rye', 'oats')],
      [terms('rye')],
      'OVERLAPPING',
      1 / 2,
    ],
  ];
  it.each(table)('relates %s', (_, left, right, relation, distance) => {
    const related = termsRule.relate(left, right, noScale, names);
    expect(related?.relation).toBe(relation);
    expect(related?.distance).toBeCloseTo(distance, 12);
  });

  const term = fc.constantFrom('rye', 'wheat', 'oats', 'spelt', 'dinkel', 'maize', 'corn');
  const list = fc.uniqueArray(term, { maxLength: 5 }).map((each) => terms(...each));
  itObeysTheLawsOfRelations(termsRule, fc.array(list, { minLength: 1, maxLength: 3 }), noScale, names);

  it('has the same canonical form for any order and case', () => {
    fc.assert(
      fc.property(list, (value) => {
        const reordered = terms(...[...value.terms].reverse().map((each) => each.toUpperCase()));
        expect(termsRule.canonical(reordered)).toBe(termsRule.canonical(value));
      }),
    );
  });
});
