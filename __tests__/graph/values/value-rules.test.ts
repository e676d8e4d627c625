import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ruleFor,
  ruleOf,
  valueRules,
  valueTypes,
  type ClaimValue,
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
  it('exist for every type of value, and for no other', () => {
    expect(Object.keys(valueRules)).toEqual([...valueTypes]);
  });

  it.each(valueTypes)('are those of the value’s own type: %s', (type) => {
    expect(ruleOf(samples[type])).toBe(valueRules[type]);
    expect(ruleFor(type)).toBe(valueRules[type]);
  });

  it.each(valueTypes)('parse %s or reject it with the expected and the actual value', (type) => {
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
  });
});

describe('the rejection of a value', () => {
  it('names the expected and the actual value', () => {
    expect(new ValueError('a text', 5)).toMatchObject({
      name: 'ValueError',
      message: 'expected a text, got 5',
      expected: 'a text',
      came: '5',
    });
  });

  it('shortens a long actual value', () => {
    const { came } = new ValueError('a term', 'x'.repeat(500));
    expect(came).toHaveLength(118);
    expect(came.endsWith('x…')).toBe(true);
    expect(new ValueError('a term', 'x'.repeat(118)).came).toBe(`"${'x'.repeat(118)}"`);
  });

  it.each([
    [undefined, 'nothing'],
    [() => 1, 'function'],
    [Symbol('x'), 'symbol'],
  ])('names a value without a JSON form by its type', (written, came) => {
    expect(new ValueError('a text', written).came).toBe(came);
  });
});
