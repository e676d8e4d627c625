import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Dimension } from '../../../src/graph/concept.js';
import {
  hasSpread,
  measureSpread,
  measureSpreadWithSlack,
  noSpread,
  type DimensionSpread,
  type StatedSet,
} from '../../../src/graph/spreads/dimension-spread.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import type { MeasuredSpan } from '../../../src/graph/values/value-type.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import { dimension } from '../../comparison/material.js';

const mass = dimension('mass', 'QUANTITY', { unit: 'kg' });
const address = dimension('address', 'TEXT');

const spreadOf = (along: Dimension, sets: readonly StatedSet[]): DimensionSpread =>
  runToEnd(measureSpread(along, sets));

const range = (minimum: string | null, maximum: string | null, unit = 'kg'): ClaimValue => ({
  type: 'QUANTITY',
  minimum,
  maximum,
  unit,
});
const amount = (decimal: string, unit = 'kg'): ClaimValue => range(decimal, decimal, unit);
const single = (value: ClaimValue): StatedSet => ({ values: [value], approaches: 1 });
/** Builds a set with one approach for each amount. */
const amounts = (...decimals: readonly (number | string)[]): readonly StatedSet[] =>
  decimals.map((each) => single(amount(String(each))));
const numbers = (count: number, of: (index: number) => number): readonly number[] =>
  Array.from({ length: count }, (_, index) => of(index));

describe('the measured span of a QUANTITY', () => {
  it('exists for 20 approaches or more', () => {
    expect(spreadOf(mass, amounts(...numbers(19, (each) => each))).span).toBeNull();
    expect(spreadOf(mass, amounts(...numbers(20, (each) => each))).span).toEqual({
      minimum: '0',
      maximum: '20',
    });
  });

  it.each<[string, readonly (number | string)[], MeasuredSpan | null]>([
    [
      'from the 5th percentile to the 95th, both rounded outwards',
      numbers(101, (each) => each),
      { minimum: '0', maximum: '100' },
    ],
    [
      'without one outlier in twenty',
      [...numbers(19, (each) => each), 1_000_000],
      { minimum: '0', maximum: '20' },
    ],
    ['with two outliers in twenty', [...numbers(18, () => 1), 300, 300], { minimum: '0', maximum: '500' }],
    [
      'exact if its length is a power of ten',
      numbers(20, (each) => each / 18),
      { minimum: '0', maximum: '1' },
    ],
    ['of amounts below zero', numbers(20, (each) => -each), { minimum: '-20', maximum: '0' }],
    [
      'from a multiple of a tenth of its length',
      numbers(20, (each) => 1_234 + each),
      { minimum: '1234', maximum: '1254' },
    ],
    ['of small amounts', numbers(20, (each) => each / 1_000_000), { minimum: '0', maximum: '0.00002' }],
    ['null if nearly all amounts are equal', [...numbers(19, () => 7), 9], null],
    ['null if all amounts are equal', numbers(40, () => 7), null],
  ])('is %s', (_, decimals, span) => {
    const plain = decimals.map((each) => (typeof each === 'number' ? Number(each.toFixed(9)) : each));
    expect(spreadOf(mass, amounts(...plain)).span).toEqual(span);
  });

  it('counts every approach once, with its lowest and its highest amount', () => {
    const wide = { values: [amount('1'), amount('100')], approaches: 10 };
    const narrow = { values: [range('40', '60')], approaches: 10 };
    expect(spreadOf(mass, [wide, narrow]).span).toEqual({ minimum: '0', maximum: '100' });
  });

  it('counts the closed bound of an open range', () => {
    const open = numbers(20, (each) => each).map((each) => single(range(String(each), null)));
    expect(spreadOf(mass, open).span).toEqual({ minimum: '0', maximum: '20' });
  });

  it('converts amounts to the unit of the dimension, and ignores amounts in other kinds of units', () => {
    const grams = numbers(20, (each) => each).map((each) => single(amount(String(each * 1_000), 'g')));
    const litres = numbers(100, (each) => each).map(() => single(amount('1000', 'L')));
    expect(spreadOf(mass, [...grams, ...litres]).span).toEqual({ minimum: '0', maximum: '20' });
    expect(spreadOf(mass, [...grams.slice(1), ...litres]).span).toBeNull();
  });

  it('does not count values of other types', () => {
    const texts = numbers(20, (each) => each).map((each) => single({ type: 'TEXT', text: String(each) }));
    expect(spreadOf(mass, texts)).toEqual(noSpread);
  });

  it('does not exist beside a declared span', () => {
    const declared = { ...mass, minimum: '0', maximum: '1' };
    expect(spreadOf(declared, amounts(...numbers(30, (each) => each))).span).toBeNull();
  });

  it('agrees with a simple computation from sorted amounts', () => {
    const decimal = fc
      .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -6, max: 6 }))
      .map(([digits, power]) => digits * 10 ** power);
    const input = fc.array(fc.tuple(decimal, decimal), { minLength: 15, maxLength: 60 });
    fc.assert(
      fc.property(input, (pairs) => {
        const text = (each: number): string => each.toFixed(6).replace(/\.?0+$/u, '');
        const sets = pairs.map(([one, other]) =>
          single(range(text(Math.min(one, other)), text(Math.max(one, other)))),
        );
        expect(spreadOf(mass, sets).span).toEqual(bruteForce(pairs));
        // Approaches with equal values can be counted together.
        const doubled = sets.map((set) => ({ ...set, approaches: 2 }));
        expect(spreadOf(mass, doubled)).toEqual(spreadOf(mass, [...sets, ...sets]));
      }),
    );
  });
});

/** Computes the measured span of ranges with integer arithmetic. */
function bruteForce(pairs: readonly (readonly [number, number])[]): MeasuredSpan | null {
  if (pairs.length < 20) return null;
  const millionths = pairs.map((pair) => pair.map((each) => BigInt((each * 1e6).toFixed(0))));
  const sort = (list: bigint[]): bigint[] => list.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const lows = sort(millionths.map(([one = 0n, other = 0n]) => (one < other ? one : other)));
  const highs = sort(millionths.map(([one = 0n, other = 0n]) => (one < other ? other : one)));
  const low = lows[Math.ceil(pairs.length * 0.05) - 1] ?? 0n;
  const high = highs[Math.ceil(pairs.length * 0.95) - 1] ?? 0n;
  if (high <= low) return null;
  // In units of 10⁻⁷, so that a tenth of the shortest length is an integer.
  let length = 10n;
  for (let index = 0; length < (high - low) * 10n; index += 1)
    length = [2n, 5n, 10n][index % 3]! * 10n ** BigInt(1 + Math.floor(index / 3));
  const step = length / 10n;
  const scaledLow = low * 10n;
  const start = (scaledLow / step - (scaledLow % step < 0n ? 1n : 0n)) * step;
  return { minimum: print(start), maximum: print(start + length) };
}

function print(tenMillionths: bigint): string {
  const digits = (tenMillionths < 0n ? -tenMillionths : tenMillionths).toString().padStart(8, '0');
  const text = `${digits.slice(0, -7)}.${digits.slice(-7)}`.replace(/\.?0+$/u, '');
  return tenMillionths < 0n ? `-${text}` : text;
}

describe('measuring a spread', () => {
  it.each([
    ['amounts', mass, amount],
    ['texts', address, (written: string): ClaimValue => ({ type: 'TEXT', text: written })],
  ])('takes a step for every few hundred different %s', (_, along, valueOf) => {
    const sets = numbers(2_000, (each) => each).map((each) => single(valueOf(`${each}`)));
    const steps = measureSpread(along, sets);
    let count = 0;
    while (steps.next().done !== true) count += 1;
    expect(count).toBeGreaterThanOrEqual(3);
    expect(count).toBeLessThanOrEqual(20);
  });
});

describe('a TEXT dimension', () => {
  const texts = (distinct: number, approaches: number): readonly StatedSet[] => [
    ...numbers(distinct - 1, (each) => each).map((each) => single({ type: 'TEXT', text: `text ${each}` })),
    { values: [{ type: 'TEXT', text: 'shared' }], approaches: approaches - distinct + 1 },
  ];

  it.each([
    ['ten approaches with ten values', texts(10, 10), true],
    ['nine values of ten', texts(9, 10), true],
    ['eight values of ten', texts(8, 10), false],
    ['nine approaches, which are too few', texts(9, 9), false],
    ['90 values of 100', texts(90, 100), true],
    ['89 values of 100', texts(89, 100), false],
    ['no approaches', [], false],
  ])(
    'identifies approaches if at least ten have values, and at least nine values of ten are distinct: %s',
    (_, sets, isIdentifying) => {
      expect(spreadOf(address, sets)).toEqual({ span: null, isIdentifying });
    },
  );

  it('compares texts after folding, and several texts of an approach as a set', () => {
    const text = (...written: readonly string[]): StatedSet => ({
      values: written.map((each) => ({ type: 'TEXT', text: each })),
      approaches: 1,
    });
    // Ten approaches have nine different values, or eight if the last two approaches have equal values.
    const others = [
      text('shared'),
      text('shared'),
      ...numbers(6, (each) => each).map((each) => text(`${each}`)),
    ];
    const identifies = (...sets: readonly StatedSet[]): boolean =>
      spreadOf(address, [...others, ...sets]).isIdentifying;
    expect(identifies(text('Main Street'), text('High Street'))).toBe(true);
    expect(identifies(text('Main Street'), text('main  street.'))).toBe(false);
    expect(identifies(text('a', 'b'), text('a', 'c'))).toBe(true);
    expect(identifies(text('a', 'b'), text('b', 'a'))).toBe(false);
    expect(identifies(text('a', 'A.'), text('a'))).toBe(false);
    const one = numbers(10, (each) => each).map((each) => ({ ...text('a', `b ${each}`), approaches: 1 }));
    expect(spreadOf(address, one).isIdentifying).toBe(true);
  });

  it('does not count values of other types', () => {
    const mixed = numbers(10, (each) => each).map((each) => single(amount(String(each))));
    expect(spreadOf(address, mixed).isIdentifying).toBe(false);
  });

  it('can identify approaches, unlike dimensions of TERMS and QUANTITY', () => {
    const terms = dimension('terms', 'TERMS');
    const sets = numbers(20, (each) => each).map((each) =>
      single({ type: 'TERMS', terms: [`term ${each}`] }),
    );
    expect(spreadOf(terms, sets).isIdentifying).toBe(false);
    expect(spreadOf(mass, amounts(...numbers(20, (each) => each))).isIdentifying).toBe(false);
  });
});

it.each([
  [address, true],
  [mass, true],
  [{ ...mass, minimum: '0', maximum: '1' }, false],
  [dimension('level', 'ORDINAL'), false],
  [dimension('terms', 'TERMS'), false],
  [dimension('since', 'DATE'), false],
])('only TEXT dimensions and quantities without a declared span have a spread: %j', (along, expected) => {
  expect(hasSpread(along)).toBe(expected);
});

describe('the slack of a spread', () => {
  const quantities = fc
    .oneof(fc.integer({ min: -20, max: 60 }), fc.integer({ min: 0, max: 5 }))
    .map((number) => single(amount(String(number))));
  const texts = fc.nat(40).map((number) => single({ type: 'TEXT', text: `No. ${number}` }));
  const unlike = fc.constant<StatedSet>(single(amount('3', 's')));

  it.each([
    ['QUANTITY', mass, fc.oneof({ weight: 20, arbitrary: quantities }, { weight: 1, arbitrary: unlike })],
    ['TEXT', address, texts],
  ] as const)(
    'is a number of approaches whose values can be added, changed and removed without a change of the spread of a %s',
    (_, along, sets) => {
      let changes = 0;
      fc.assert(
        fc.property(
          fc.array(sets, { minLength: 0, maxLength: 150, size: 'max' }),
          fc.infiniteStream(fc.tuple(fc.constantFrom('add', 'remove', 'replace'), fc.nat(), sets)),
          (initial, edits) => {
            const { spread, slack } = runToEnd(measureSpreadWithSlack(along, initial));
            expect(slack).toBeGreaterThanOrEqual(0);
            const edited = [...initial];
            const iterator = edits[Symbol.iterator]();
            for (let count = 0; count < Math.min(slack, 40); count += 1) {
              const [type, which, set] = iterator.next().value;
              if (type === 'add' || edited.length === 0) edited.push(set);
              else if (type === 'remove') edited.splice(which % edited.length, 1);
              else edited[which % edited.length] = set;
              changes += 1;
              expect(spreadOf(along, edited)).toEqual(spread);
            }
          },
        ),
        { seed: 20, numRuns: 150 },
      );
      expect(changes).toBeGreaterThan(100);
    },
  );

  it('is at least 31 for 2,000 approaches', () => {
    const many = amounts(...numbers(2_000, (each) => each % 97));
    expect(runToEnd(measureSpreadWithSlack(mass, many)).slack).toBeGreaterThanOrEqual(31);
  });
});
