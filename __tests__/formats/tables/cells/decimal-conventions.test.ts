/** Tests laws of numbers in tables, for example that a number is read exactly, or stored as a text for a stated reason. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../../support/test-run.js';
import { readRows, type ReadRow } from './table-of-texts.js';

/** A convention for numbers: the decimal sign, the separator of thousands, and the number of digits from which the separator is written. */
interface Convention {
  readonly sign: '.' | ',';
  readonly groups: string;
  readonly fewestDigits: 4 | 5;
}

const spaces = ['', ' ', '\u00A0', '\u202F', '\u2009', "'", '’'];
const conventions: fc.Arbitrary<Convention> = fc.constantFrom('.' as const, ',' as const).chain((sign) =>
  fc.record({
    sign: fc.constant(sign),
    groups: fc.constantFrom(...spaces, sign === '.' ? ',' : '.'),
    fewestDigits: fc.constantFrom(4, 5),
  }),
);

/** A number: its whole part, its decimals without trailing zeros, and the zeros that are written after the decimals. */
interface Number {
  readonly whole: number;
  readonly decimals: string;
  readonly zeros: string;
}

const wholes = fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 1_500 }), fc.nat({ max: 9_999_999 }));
const numbers: fc.Arbitrary<Number> = fc.record({
  whole: wholes,
  decimals: fc.stringMatching(/^(?:|\d?[1-9]|\d{2}[1-9])$/u),
  zeros: fc.constantFrom('', '', '', '0', '00'),
});

/** A notation of amounts: the head of their dimension, the text around a number, and the displayed unit, with a space before it. */
interface Form {
  readonly head: string;
  readonly write: (number: string) => string;
  readonly unit: string;
}

const plain = (number: string): string => number;
const forms = fc.constantFrom<Form>(
  { head: 'Size', write: plain, unit: '' },
  { head: 'Size (kg)', write: plain, unit: ' kg' },
  { head: 'Size', write: (number) => `${number} kg`, unit: ' kg' },
  { head: 'Size', write: (number) => `${number}%`, unit: ' %' },
  { head: 'Size', write: (number) => `€${number}`, unit: ' EUR' },
  { head: 'Size', write: (number) => `${number} €`, unit: ' EUR' },
  { head: 'Size', write: (number) => `~${number} ms`, unit: ' ms' },
  { head: 'Size', write: (number) => `${number} kg (dry)`, unit: ' kg' },
);

const dimensions = fc.record({ form: forms, values: fc.array(numbers, { minLength: 1, maxLength: 5 }) });
/** Dimensions whose cells contain numbers, but are not amounts. The head is first. */
const others = fc.constantFrom(
  ['Runtime', '3.9', '3.10', '3.11'],
  ['Latest version', '1.2', '12.5'],
  ['Released', '17.05.2024', '1.2.2023'],
  ['Postal code', '10115', '01234'],
  ['Address', '10.0.0.1', '10.0.0.2'],
  ['Licence', 'Apache 2.0', 'GPL 3.0'],
);

function writtenIn({ sign, groups, fewestDigits }: Convention, { whole, decimals, zeros }: Number): string {
  const digits = String(whole);
  const grouped = digits.length < fewestDigits ? digits : digits.replace(/\B(?=(?:\d{3})+$)/gu, groups);
  return decimals === '' ? grouped : `${grouped}${sign}${decimals}${zeros}`;
}

function valueOf({ whole, decimals }: Number): string {
  return decimals === '' ? String(whole) : `${whole}.${decimals}`;
}

/** Removes the text of the claim and the mark of approximation from a statement. */
function amountIn(cell: string): string {
  return cell.replace(/ \{.*\}$/u, '').replace(/^QUANTITY ~/u, 'QUANTITY ');
}

function expectExact(row: ReadRow, form: Form, values: readonly Number[], texts: readonly string[]): boolean {
  const exact = values.map((value) => `QUANTITY ${valueOf(value)}${form.unit}`);
  if (row.valueType === 'QUANTITY') {
    expect(row.cells.map(amountIn)).toEqual(exact);
    return true;
  }
  expect(row.cells).toEqual(texts.map((text) => `TEXT ${text.replaceAll(/[\u00A0\u2009\u202F]/gu, ' ')}`));
  expect([texts, row.doubt ?? row.inWords]).toEqual([
    texts,
    expect.stringMatching(/undecided|can be|mixed|separate|preserve|write/u),
  ]);
  return false;
}

test('every number of a table is read exactly, or is a text for a stated reason', () => {
  let read = 0;
  let all = 0;
  fc.assert(
    fc.property(
      conventions,
      fc.constantFrom(null, ',', ';', '\t' as const),
      fc.array(dimensions, { minLength: 1, maxLength: 3 }),
      fc.array(others, { maxLength: 2 }),
      (convention, separator, written, noise) => {
        // Between cells, commas suggest that the decimal sign is a point.
        fc.pre(separator !== ',' || convention.sign === '.');
        const rows = written.map(({ form, values }) => [
          form.head,
          ...values.map((value) => form.write(writtenIn(convention, value))),
        ]);
        const readings = readRows([...rows, ...noise], { separator });
        for (const [index, { form, values }] of written.entries()) {
          const isExact = expectExact(readings[index] as ReadRow, form, values, (rows[index] ?? []).slice(1));
          all += 1;
          if (isExact) read += 1;
        }
      },
    ),
    { numRuns: runs(400) },
  );
  // Most dimensions show their convention or need none.
  expect(read / all).toBeGreaterThan(0.7);
});

test('the sign after a whole part of zero is the decimal sign', () => {
  const decimals = fc.stringMatching(/^\d{3}$/u);
  fc.assert(
    fc.property(
      decimals,
      fc.constantFrom('.', ','),
      fc.constantFrom(null, ';', '\t'),
      (digits, sign, separator) => {
        const [row] = readRows([['Density (kg/L)', `0${sign}${digits}`]], { separator });
        expect(row?.cells).toEqual([`QUANTITY ${Number(`0.${digits}`)} kg/L`]);
      },
    ),
    { numRuns: runs(60) },
  );
});

test('whole numbers without separators are read beside any other dimension', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 10_000_000 }), { minLength: 1, maxLength: 5 }),
      others,
      (wholes, noise) => {
        const [row] = readRows([['Size (kg)', ...wholes.map(String)], noise]);
        expect(row?.cells).toEqual(wholes.map((whole) => `QUANTITY ${whole} kg`));
      },
    ),
    { numRuns: runs(60) },
  );
});
