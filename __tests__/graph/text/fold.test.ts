import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../../../src/graph/text/fold.js';
import { anyText } from '../../support/any-text.js';

describe('fold', () => {
  it.each([
    ['case', 'Rye BREAD', 'rye bread'],
    ['case beyond ASCII', 'ÉCLAIR', 'éclair'],
    ['ẞ and ß', 'STRAẞE', 'straße'],
    ['ss and ß', 'STRASSE', 'straße'],
    ['a final sigma', 'ΟΔΟΣ', 'οδος'],
    ['an initial and a final sigma', 'ΣΟΣ', 'σος'],
    ['accents composed and decomposed', 'cafe\u0301', 'caf\u00E9'],
    ['runs of white space', 'rye \t\n bread', 'rye bread'],
    ['a no-break space', 'rye\u00A0bread', 'rye bread'],
    ['surrounding white space', '  rye bread ', 'rye bread'],
    ['an en dash', '3\u20135 days', '3-5 days'],
    ['an em dash', 'rye\u2014dark', 'rye-dark'],
    ['a non-breaking hyphen', 'long\u2011life', 'long-life'],
    ['a minus sign', '\u22125', '-5'],
    ['curly single quotes', 'baker\u2019s', "baker's"],
    ['single angle quotes', '\u2039rye\u203A', "'rye'"],
    ['curly double quotes', '\u201Crye\u201D', '"rye"'],
    ['low and angle double quotes', '\u201Erye\u00BB', '"rye"'],
    ['one final period', 'Keeps a week.', 'keeps a week'],
    ['a final period after white space', 'Keeps a week .', 'keeps a week'],
    ['a final period before white space', 'Keeps a week. ', 'keeps a week'],
  ])('folds two texts equally: %s', (_, one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it.each([
    ['C', 'C#'],
    ['C', 'C++'],
    ['5', '\u22125'],
    ['10', '10 %'],
    ['10 %', '10%'],
    ['1.5', '15'],
    ['rye bread', 'ryebread'],
    ['long-life', 'long life'],
    ['bakers', "baker's"],
    ['eclair', 'éclair'],
    ['2', '\u00B2'],
    ['fi', 'f i'],
    ['and so on', 'and so on...'],
    ['and so on', 'and so on..'],
    ['rye!', 'rye'],
    ['rye, wheat', 'rye wheat'],
    ['.rye', 'rye'],
  ])('distinguishes %s from %s', (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  it.each(['', ' ', '.', ' . '])('folds "%s" to an empty text', (text) => {
    expect(fold(text)).toBe('');
  });

  it('folds every letter below U+20000 and its upper and lower case equally, composed or decomposed', () => {
    const mismatches: string[] = [];
    for (let codePoint = 0; codePoint < 0x20000; codePoint += 1) {
      const letter = String.fromCodePoint(codePoint);
      if (!/\p{L}/u.test(letter)) continue;
      const folded = fold(letter);
      const forms = [letter.toUpperCase(), letter.toLowerCase(), letter.normalize('NFD'), folded];
      if (forms.some((form) => fold(form) !== folded)) mismatches.push(letter);
    }
    expect(mismatches).toEqual([]);
  });

  it('does not change a folded text without a final period', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const folded = fold(`${text}|`);
        expect(fold(folded)).toBe(folded);
      }),
    );
  });

  it('ignores surrounding white space and case, in ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        expect(fold(`\t ${text.toUpperCase()}\n`)).toBe(fold(text));
      }),
    );
  });
});
