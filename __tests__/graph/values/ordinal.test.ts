import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { levelPosition, ordinalRule, type OrdinalValue } from '../../../src/graph/values/ordinal.js';
import { noScale, type Scale } from '../../../src/graph/values/value-type.js';
import { itObeysTheLawsOfRelations, noNames } from './laws.js';

const level = (name: string): OrdinalValue => ({ type: 'ORDINAL', level: name });
const ofTwo: Scale = { ...noScale, levels: ['soft', 'hard'] };
const ofThree: Scale = { ...noScale, levels: ['soft', 'firm', 'hard'] };
const ofFive: Scale = { ...noScale, levels: ['1', '2', '3', '4', '5'] };

describe('ORDINAL', () => {
  it('parses a level of its scale', () => {
    expect(ordinalRule.parse('firm', ofThree)).toEqual(level('firm'));
  });

  it.each(['Firm', 'firm ', 'crisp', '', 1, null, ['firm']])('rejects %j', (written) => {
    expect(() => ordinalRule.parse(written, ofThree)).toThrow(
      `expected one of the levels soft, firm, hard, got ${JSON.stringify(written)}`,
    );
  });

  it('rejects a value without a scale', () => {
    expect(() => ordinalRule.parse('firm', noScale)).toThrow('expected one of the levels');
  });

  it('has its level as display text and canonical form', () => {
    expect(ordinalRule.display(level('firm'))).toBe('firm');
    expect(ordinalRule.canonical(level('firm'))).toBe('firm');
  });

  it.each([
    ['equal levels', ofThree, 'firm', 'firm', 'SAME', 0],
    ['the two ends of a scale of three', ofThree, 'soft', 'hard', 'OPPOSITE', 1],
    ['adjacent levels of a scale of three', ofThree, 'soft', 'firm', 'DIFFERENT', 1 / 2],
    ['the two levels of a scale of two', ofTwo, 'soft', 'hard', 'DIFFERENT', 1],
    ['adjacent levels of a scale of five', ofFive, '2', '3', 'DIFFERENT', 1 / 4],
    ['levels three steps apart on a scale of five', ofFive, '2', '5', 'DIFFERENT', 3 / 4],
    ['the two ends of a scale of five', ofFive, '1', '5', 'OPPOSITE', 1],
  ] as const)('relates %s', (_, scale, left, right, relation, distance) => {
    const related = ordinalRule.relate([level(left)], [level(right)], scale, noNames);
    expect(related).toEqual({ relation, distance });
  });

  it.each([
    [[], [level('soft')]],
    [[level('soft')], []],
  ])('rejects a relation if a side has no value', (left, right) => {
    expect(() => ordinalRule.relate(left, right, ofThree, noNames)).toThrow(
      'Expected one value of ORDINAL on each side, got none.',
    );
  });

  it('has the index of its level as position, the lowest first, and rejects other levels', () => {
    expect(['soft', 'firm', 'hard'].map((each) => levelPosition(level(each), ofThree))).toEqual([0, 1, 2]);
    expect(() => levelPosition(level('crisp'), ofThree)).toThrow(
      new RangeError('The level "crisp" is not on its dimension\'s scale.'),
    );
    expect(() => levelPosition(level('soft'), noScale)).toThrow(RangeError);
  });

  itObeysTheLawsOfRelations(
    ordinalRule,
    fc.constantFrom(...(ofFive.levels ?? [])).map((each) => [level(each)]),
    ofFive,
  );

  it('has a greater distance for more steps between two levels', () => {
    const levels = ofFive.levels ?? [];
    const distances = levels.map(
      (each) => ordinalRule.relate([level('1')], [level(each)], ofFive, noNames)?.distance,
    );
    expect(distances).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });
});
