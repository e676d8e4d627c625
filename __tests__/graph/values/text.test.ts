import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { textRule, type TextValue } from '../../../src/graph/values/text.js';
import { noScale } from '../../../src/graph/values/value-type.js';
import { itObeysTheLawsOfRelations, namedBy, type RelationRow } from './laws.js';

const text = (value: string): TextValue => ({ type: 'TEXT', text: value });
const names = namedBy({
  'feature/sourdough': ['sourdough', 'levain'],
  'feature/yeast': ['yeast', 'leaven'],
  'feature/starter': ['starter', 'leaven'],
});

describe('TEXT', () => {
  it.each([
    ['Rye bread', 'Rye bread'],
    ['  Rye bread. ', 'Rye bread.'],
    ['5', '5'],
  ])('parses %j', (written, parsed) => {
    expect(textRule.parse(written, noScale)).toEqual(text(parsed));
  });

  it.each([
    ['', 'expected a text that is not blank, got ""'],
    [' ', 'expected a text that is not blank, got " "'],
    ['.', 'expected a text that is not blank, got "."'],
    [5, 'expected a text, got 5'],
    [null, 'expected a text, got null'],
    [undefined, 'expected a text, got nothing'],
    [['rye'], 'expected a text, got ["rye"]'],
    [{ text: 'rye' }, 'expected a text, got {"text":"rye"}'],
  ])('rejects %j', (written, message) => {
    expect(() => textRule.parse(written, noScale)).toThrow(message);
  });

  it('is displayed as stated, with a folded canonical form', () => {
    expect(textRule.display(text('Rye Bread.'))).toBe('Rye Bread.');
    expect(textRule.canonical(text('Rye  Bread.'))).toBe('rye bread');
  });

  const table: readonly RelationRow<TextValue>[] = [
    ['equal texts', [text('Rye')], [text('Rye')], 'SAME', 0],
    ['texts equal after folding', [text('Rye.')], [text('rye')], 'SAME', 0],
    ['names of one concept', [text('Sourdough')], [text('Levain')], 'EQUIVALENT', 0],
    [
      'a name of two concepts, and another name of one of them',
      [text('Leaven')],
      [text('Starter')],
      'EQUIVALENT',
      0,
    ],
    ['names of two concepts', [text('Sourdough')], [text('Yeast')], 'DIFFERENT', 1],
    ['texts that name no concept', [text('Rye')], [text('Wheat')], 'DIFFERENT', 1],
    ['equal sets', [text('Rye'), text('Wheat')], [text('wheat'), text('rye')], 'SAME', 0],
    [
      'sets of equivalent texts',
      [text('Rye'), text('Levain')],
      [text('sourdough'), text('rye')],
      'EQUIVALENT',
      0,
    ],
    [
      'sets that share one text of three',
      [text('a'), text('b')],
      [text('b'), text('c')],
      'OVERLAPPING',
      1 - 1 / 3,
    ],
    ['a set and its subset', [text('a'), text('b')], [text('b')], 'OVERLAPPING', 1 / 2],
    ['sets that share no text', [text('a'), text('b')], [text('c')], 'DIFFERENT', 1],
    [
      'sets that share one concept of three',
      [text('Levain'), text('a')],
      [text('Sourdough'), text('b')],
      'OVERLAPPING',
      1 - 1 / 3,
    ],
  ];
  it.each(table)('relates %s', (_, left, right, relation, distance) => {
    const related = textRule.relate(left, right, noScale, names);
    expect(related?.relation).toBe(relation);
    expect(related?.distance).toBeCloseTo(distance, 12);
  });

  const texts = fc.oneof(
    fc.constantFrom('rye', 'Rye.', 'sourdough', 'Levain', 'yeast', 'leaven', 'starter'),
    fc.string({ minLength: 1 }),
  );
  itObeysTheLawsOfRelations(
    textRule,
    fc.array(texts.map(text), { minLength: 1, maxLength: 4 }),
    noScale,
    names,
  );
});
