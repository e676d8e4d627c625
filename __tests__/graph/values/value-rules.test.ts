import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ruleFor,
  ruleOf,
  valueRules,
  valueTypes,
  type ClaimValue,
  type ValueType,
} from '../../../src/graph/values/value-rules.js';
import { noScale, ValueError, type Scale } from '../../../src/graph/values/value-type.js';

const scale: Scale = { ...noScale, levels: ['soft', 'firm', 'hard'] };
const samples: { readonly [Type in ClaimValue['type']]: Extract<ClaimValue, { type: Type }> } = {
  TEXT: { type: 'TEXT', text: 'Rye' },
  SUPPORT: { type: 'SUPPORT', support: 'YES', note: null },
  QUANTITY: { type: 'QUANTITY', minimum: '5', maximum: '5', unit: null },
  ORDINAL: { type: 'ORDINAL', level: 'soft' },
  DATE: { type: 'DATE', date: '2024' },
  VERSION: { type: 'VERSION', oldest: '3.10', newest: '3.10' },
  TERMS: { type: 'TERMS', terms: ['Rye'] },
};

describe('the rules of values', () => {
  it('exist for exactly the value types', () => {
    expect(Object.keys(valueRules)).toEqual([...valueTypes]);
  });

  it.each(valueTypes)('are found by a value or by its type: %s', (type) => {
    expect(ruleOf(samples[type])).toBe(valueRules[type]);
    expect(ruleFor(type)).toBe(valueRules[type]);
  });

  it.each(valueTypes)(
    'parse any input as %s, or reject it with the expected and the actual value',
    (type) => {
      fc.assert(
        fc.property(fc.anything(), (written) => {
          try {
            expect(ruleFor(type).parse(written, scale).type).toBe(type);
          } catch (error) {
            expect(error).toBeInstanceOf(ValueError);
            expect((error as ValueError).message).toMatch(/^expected .+, got ./s);
          }
        }),
      );
    },
  );
});

const quantity: ClaimValue = { type: 'QUANTITY', minimum: '1', maximum: null, unit: 'kg' };

describe('a value', () => {
  it.each<[ClaimValue, string | null]>([
    [samples.TEXT, 'Rye'],
    [samples.SUPPORT, null],
    [{ type: 'SUPPORT', support: 'PARTIAL', note: 'when sliced' }, 'when sliced'],
    [samples.QUANTITY, null],
    [{ ...quantity, exclusiveMinimum: true, approximate: true }, null],
    [samples.ORDINAL, null],
    [samples.DATE, null],
    [{ type: 'DATE', date: '2024-05/..' }, null],
    [samples.VERSION, null],
    [{ type: 'VERSION', oldest: '3.9', newest: '3.12' }, null],
    [{ type: 'TERMS', terms: ['Rye', 'Oats'] }, 'Rye, Oats'],
    [{ type: 'TERMS', terms: [] }, null],
  ])(
    'can be written for an editor and parsed without loss, and is searched by its texts: %j',
    (value, searched) => {
      const rule = ruleOf(value);
      expect(rule.parse(rule.written(value), scale)).toEqual(value);
      expect(rule.searched(value)).toBe(searched);
    },
  );

  it.each(valueTypes)('is required by the operand of each type except TERMS: %s', (type) => {
    const operand = ruleFor(type).prepare?.([], scale) ?? null;
    // The operand of TERMS is a set, which may be empty.
    expect(operand === null).toBe(type !== 'TERMS');
  });

  it.each<[ClaimValue, ClaimValue, number]>([
    [{ type: 'TEXT', text: 'levain' }, { type: 'TEXT', text: 'leaven' }, 0],
    [{ type: 'TEXT', text: 'leaven' }, { type: 'TEXT', text: 'steam' }, 1],
    [{ type: 'TERMS', terms: ['levain', 'soda'] }, { type: 'TERMS', terms: ['leaven'] }, 0.5],
    [{ type: 'DATE', date: '2024' }, { type: 'DATE', date: '2024-05' }, 0],
    [{ type: 'DATE', date: '2023' }, { type: 'DATE', date: '2024-12-31' }, 0.5],
  ])('has the same distances as a prepared operand: %j and %j', (one, other, distance) => {
    const names: Record<string, readonly string[]> = { levain: ['a'], leaven: ['b', 'a'] };
    const nameLookup = (text: string): ReadonlySet<string> => new Set(names[text]);
    const rule = ruleOf(one);
    for (const [left, right] of [
      [one, other],
      [other, one],
    ] as const) {
      const [first, second] = [left, right].map((each) => rule.prepare?.([each], scale));
      expect(first && second && first.distanceTo(second, nameLookup)).toBe(distance);
      expect(rule.relate([left], [right], scale, nameLookup)?.distance).toBe(distance);
    }
  });
});

describe('the ends of a scale', () => {
  const declared: Scale = {
    ...scale,
    unit: 'kg',
    minimum: '0',
    maximum: '10',
    earliest: '2020',
    latest: '2024-05',
  };

  it.each<[ValueType, readonly [string, string], string]>([
    ['SUPPORT', ['no', 'yes'], 'support'],
    ['QUANTITY', ['0 kg', '10 kg'], 'minimum and maximum'],
    ['ORDINAL', ['soft', 'hard'], 'levels'],
    ['DATE', ['2020', '2024-05'], 'earliest and latest'],
  ])('of %s are shown as %j, and declared by %s', (type, shown, declaredBy) => {
    const { ends } = ruleFor(type);
    expect(ends?.inWords(declared)).toEqual(shown);
    expect(ends?.declaredBy).toBe(declaredBy);
    const span = ends?.span(declared);
    expect(span?.low.lt(span.high)).toBe(true);
  });

  it('have no span if one end is not declared', () => {
    for (const part of [{ minimum: null }, { maximum: null }, { earliest: null }, { latest: null }]) {
      const open = { ...declared, ...part };
      const spans = (['QUANTITY', 'DATE'] as const).map((type) => ruleFor(type).ends?.span(open));
      expect(spans.filter((span) => span === null)).toHaveLength(1);
    }
  });

  it('do not exist for TEXT, VERSION and TERMS', () => {
    expect(valueTypes.filter((type) => ruleFor(type).ends === null)).toEqual(['TEXT', 'VERSION', 'TERMS']);
  });
});

describe('the rejection of a value', () => {
  it('names the expected and the actual value', () => {
    expect(new ValueError('a text', 5)).toMatchObject({
      name: 'ValueError',
      message: 'expected a text, got 5',
      expected: 'a text',
      actual: '5',
    });
  });

  it('shortens a long actual value', () => {
    const { actual } = new ValueError('a term', 'x'.repeat(500));
    expect(actual).toHaveLength(118);
    expect(actual.endsWith('x…')).toBe(true);
    expect(new ValueError('a term', 'x'.repeat(118)).actual).toBe(`"${'x'.repeat(118)}"`);
  });

  it.each([
    [undefined, 'nothing'],
    [() => 1, 'function'],
    [Symbol('x'), 'symbol'],
  ])('names the type of a value without a JSON form, or "nothing" for undefined', (written, actual) => {
    expect(new ValueError('a text', written).actual).toBe(actual);
  });
});
