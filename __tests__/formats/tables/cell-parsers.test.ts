import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { typeNamedBy, type HeadedType } from '../../../src/formats/forms/value-forms.js';
import { CellParsers } from '../../../src/formats/tables/cells/cell-parsers.js';
import { ParseCache } from '../../../src/formats/tables/cells/parse-cache.js';
import { runs } from '../../support/test-run.js';

/** Texts of amounts, dates, versions and other cells. They are few, so that sequences repeat them. */
const cellTexts = fc.oneof(
  fc.constantFrom('5', '5.50', '-0', '007', '1,640', '1.640', '1.640,5', '49,90', '½', '1½', '⅓', '.5', '5.'),
  fc.constantFrom(
    '5 kg',
    '5kg',
    '5 F',
    '1.5k',
    '1e3',
    '<5',
    '5-10',
    '5 to 10 kg',
    '~5',
    '€49.90',
    '5+',
    '12 of',
  ),
  fc.constantFrom('2024', '2024-05', '17.5.2024', '5/6/2024', 'May 2024', '2024 or later', '2024-13'),
  fc.constantFrom('v3.10', '3.9 to 3.12', '3.9-3.12', '3.9+', 'yes', '', '__proto__', 'constructor'),
  fc
    .tuple(fc.integer({ min: -30, max: 30 }), fc.constantFrom('', '.5', ',5', ' kg', ' ms'))
    .map((each) => each.join('')),
);

const versions = typeNamedBy('Version') as HeadedType;
const readings: readonly ((parsers: CellParsers, text: string) => unknown)[] = [
  (parsers, text) => parsers.amount(text, '.'),
  (parsers, text) => parsers.amount(text, ','),
  (parsers, text) => parsers.date(text),
  (parsers, text) => parsers.headed(text, versions),
];

describe('the parsers of the cells of an input', () => {
  test('parse each cell of any sequence like parsers without a cache', () => {
    const cells = fc.array(fc.tuple(cellTexts, fc.nat({ max: readings.length - 1 })), { maxLength: 60 });
    fc.assert(
      fc.property(cells, fc.constantFrom(0, 1, 3, undefined), (sequence, bound) => {
        const parsers = new CellParsers(bound);
        for (const [text, index] of sequence) {
          const read = readings[index] as (typeof readings)[number];
          expect(read(parsers, text)).toEqual(read(new CellParsers(0), text));
        }
      }),
      { numRuns: runs(300) },
    );
  });

  test('return one object for equal cells with the same decimal sign, and another amount for another sign', () => {
    const parsers = new CellParsers();
    expect(parsers.amount('5 kg', '.')).toBe(parsers.amount('5 kg', '.'));
    expect(parsers.amount('1.640', '.').value).toMatchObject({ minimum: '1.64' });
    expect(parsers.amount('1.640', ',').value).toMatchObject({ minimum: '1640' });
  });
});

describe('a cache of parsed texts', () => {
  test('parses each text once, even if the result is null', () => {
    const parsed: string[] = [];
    const cache = new ParseCache((text) => {
      parsed.push(text);
      return text === 'no' ? null : text;
    });
    expect(['a', 'no', 'a', 'no', 'b'].map((text) => cache.of(text))).toEqual(['a', null, 'a', null, 'b']);
    expect(parsed).toEqual(['a', 'no', 'b']);
  });

  test('stores the first results up to its bound, and parses other texts each time', () => {
    const parsed: string[] = [];
    const cache = new ParseCache((text) => parsed.push(text), 2);
    for (const text of ['a', 'b', 'c', 'a', 'b', 'c', 'c']) cache.of(text);
    expect(parsed).toEqual(['a', 'b', 'c', 'c', 'c']);
  });
});
