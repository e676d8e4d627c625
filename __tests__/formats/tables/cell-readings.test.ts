/** Tests how the cells of a dimension are parsed, which depends on the head, the cells and the table. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ParsedInput } from '../../../src/formats/drafts/draft-format.js';
import { parseDelimited } from '../../../src/formats/tables/parse-delimited.js';
import { parseTable } from '../../../src/formats/tables/parse-table.js';
import { ruleOf } from '../../../src/graph/values/value-rules.js';
import { runs } from '../../support/test-run.js';

function read(text: string): ParsedInput {
  const { rows, separator } = parseDelimited(text, 'x.csv');
  return parseTable(rows, { file: 'x.csv', name: 'x', subjects: 'rows', separator });
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** Builds a table with one approach in each row. @param separator the text between two cells */
function column(head: string, cells: readonly string[], separator = ','): string {
  const lines = cells.map((cell, index) => [`Approach ${index}`, cell]);
  return [['Name', head], ...lines].map((line) => `${line.map(quoted).join(separator)}\n`).join('');
}

/** Returns the values of all claims as texts, such as `QUANTITY 5 kg`; `none` for an absence. */
function valuesOf({ draft }: ParsedInput): readonly string[] {
  return draft.claims.map(({ value }) => (value ? `${value.type} ${ruleOf(value).display(value)}` : 'none'));
}

const readingOf = (parsed: ParsedInput): string | undefined =>
  parsed.report.lines.flatMap(({ parts }) => parts).find(({ became }) => became?.startsWith('a dimension'))
    ?.became ?? undefined;

describe('numbers that are not amounts keep their digits', () => {
  test.each<[head: string, cells: readonly string[], values: readonly string[]]>([
    ['Version', ['3.9', '3.10'], ['VERSION 3.9', 'VERSION 3.10']],
    ['Minimum PHP version', ['8.1', '7.4.33'], ['VERSION 8.1', 'VERSION 7.4.33']],
    ['Latest stable release', ['v2.0', '1.10-rc.1'], ['VERSION 2.0', 'VERSION 1.10-rc.1']],
    ['Version', ['3.9', 'beta'], ['TEXT 3.9', 'TEXT beta']],
    ['Runtime', ['3.9', '3.10'], ['TEXT 3.9', 'TEXT 3.10']],
    ['Postal code', ['10115', '80331'], ['TEXT 10115', 'TEXT 80331']],
    ['PLZ', ['01234', '80331'], ['TEXT 01234', 'TEXT 80331']],
    ['Place', ['01234', '80331'], ['TEXT 01234', 'TEXT 80331']],
    ['Telephone', ['5551234', '5559876'], ['TEXT 5551234', 'TEXT 5559876']],
    ['Contact', ['+4930123456', '+4989123456'], ['TEXT +4930123456', 'TEXT +4989123456']],
    ['Contact', ['555-1234', '555-9876'], ['TEXT 555-1234', 'TEXT 555-9876']],
    ['Active', ['1998-2004', '2001-2010'], ['TEXT 1998-2004', 'TEXT 2001-2010']],
    ['Address', ['10.0.0.1', '192.168.0.10'], ['TEXT 10.0.0.1', 'TEXT 192.168.0.10']],
    ['IP', ['10.0', '10.10'], ['TEXT 10.0', 'TEXT 10.10']],
    ['ISBN', ['9780131103627', '9780262510875'], ['TEXT 9780131103627', 'TEXT 9780262510875']],
    ['Order no.', ['1000', '1001'], ['TEXT 1000', 'TEXT 1001']],
  ])('below %s: %j', (head, cells, values) => {
    expect(valuesOf(read(column(head, cells)))).toEqual(values);
  });
});

describe('whole numbers alone are years only if they can be years and their head names years', () => {
  test.each([
    'Year',
    'Released',
    'First release',
    'Founded',
    'Since',
    'Year of birth',
    'Launched in',
    'Baujahr',
    'Released (year)',
  ])('below %s', (head) => {
    const parsed = read(column(head, ['1991', '2009']));

    expect(valuesOf(parsed)).toEqual(['DATE 1991', 'DATE 2009']);
    expect(readingOf(parsed)).toBe('a dimension: years');
  });

  test.each([
    ['Employees', ['1991', '2009']],
    ['Cost per year', ['1200', '1500']],
    ['Years', ['1200', '1500']],
    ['Units built', ['1991', '2009']],
    ['Lines of code', ['1991', '2009']],
    ['Number of versions', ['12', '15']],
    ['Founded', ['512', '1500']],
  ])('but not below %s: %j', (head, cells) => {
    expect(valuesOf(read(column(head, cells)))).toEqual(cells.map((cell) => `QUANTITY ${cell}`));
  });

  test('but beside dates with months, they are years below a head that does not name years', () => {
    expect(valuesOf(read(column('X', ['2024', '2024-05', '2024-09-30/..'])))).toEqual([
      'DATE 2024',
      'DATE 2024-05',
      'DATE 2024-09-30 or later',
    ]);
  });
});

describe('the decimal sign is decided by the cells, their table and its separator', () => {
  const amounts = (...decimals: readonly string[]): readonly string[] =>
    decimals.map((each) => `QUANTITY ${each}`);
  const texts = (...cells: readonly string[]): readonly string[] => cells.map((each) => `TEXT ${each}`);

  test.each<[separator: string, cells: readonly string[], values: readonly string[]]>([
    [',', ['1,640', '700'], amounts('1640', '700')],
    [',', ['1,640', '0,917'], amounts('1.64', '0.917')],
    [',', ['1,640', '12,5'], amounts('1.64', '12.5')],
    [',', ['1,640', '1,234,567'], amounts('1640', '1234567')],
    [',', ['1,640', '12.5'], amounts('1640', '12.5')],
    [',', ['1.640', '2.5'], amounts('1.64', '2.5')],
    [',', ['1.640,5', '1.640'], amounts('1640.5', '1640')],
    [',', ['12,5', '12.5'], texts('12,5', '12.5')],
    [';', ['0,917', '700'], amounts('0.917', '700')],
    [';', ['0,917', '1,640'], amounts('0.917', '1.64')],
    [';', ['1,640', '700'], texts('1,640', '700')],
    [';', ['1.640', '700'], texts('1.640', '700')],
    [';', ['1.640', '12,5'], amounts('1640', '12.5')],
    ['\t', ['1,640', '700'], texts('1,640', '700')],
    ['\t', ['0.917', '1,640'], amounts('0.917', '1640')],
    [';', ['1,640 kg', '0,5 kg'], ['QUANTITY 1.64 kg', 'QUANTITY 0.5 kg']],
  ])('with %j between cells, %j', (separator, cells, values) => {
    expect(valuesOf(read(column('Density', cells, separator)))).toEqual(values);
  });

  test('other dimensions of the table decide the decimal sign of an ambiguous dimension', () => {
    const table = (mass: string) => `Name;Price;Mass (kg)\nA;1,640;${mass}\nB;700;2\n`;
    const masses = (...decimals: readonly string[]) => amounts(...decimals).map((each) => `${each} kg`);

    expect(valuesOf(read(table('12,5')))).toEqual([...amounts('1.64', '700'), ...masses('12.5', '2')]);
    expect(valuesOf(read(table('12.5')))).toEqual([...amounts('1640', '700'), ...masses('12.5', '2')]);
    expect(valuesOf(read(table('12')))).toEqual([...texts('1,640', '700'), ...masses('12', '2')]);
  });

  test('the report names the chosen sign', () => {
    expect(readingOf(read(column('Mass (kg)', ['0,917', '1,640'], ';')))).toBe(
      'a dimension: amounts in kg, with decimal commas',
    );
    expect(readingOf(read(column('Mass (kg)', ['1,640'])))).toBe(
      'a dimension: amounts in kg, with decimal points and commas between thousands',
    );
  });

  test('a warning states why numbers are stored as texts, and how to write them', () => {
    expect(read(column('Density', ['1,640'], ';')).warnings).toEqual([
      {
        kind: 'UNDECIDED',
        file: 'x.csv',
        line: 1,
        message:
          '"Density" is read as texts, since their reading is undecided: the sign in "1,640" can separate thousands or decimals: write thousands without a separator',
      },
    ]);
  });
});

describe('units are parsed from the head and from the cells', () => {
  test.each<[head: string, cells: readonly string[], name: string, values: readonly string[]]>([
    ['Weight (kg)', ['5', '7.5'], 'Weight', ['QUANTITY 5 kg', 'QUANTITY 7.5 kg']],
    ['Speed [mph]', ['5', '7'], 'Speed', ['QUANTITY 5 [mi_i]/h', 'QUANTITY 7 [mi_i]/h']],
    ['Door to door', ['25 min', '35 min'], 'Door to door', ['QUANTITY 25 min', 'QUANTITY 35 min']],
    ['Memory', ['512 MB', '2 GB'], 'Memory', ['QUANTITY 512 MBy', 'QUANTITY 2 GBy']],
    ['Price', ['€15', '$20'], 'Price', ['QUANTITY 15 EUR', 'QUANTITY 20 USD']],
    ['Price (EUR)', ['15', '20 USD'], 'Price', ['QUANTITY 15 EUR', 'QUANTITY 20 USD']],
    ['Mass (kg)', ['5', '700 g'], 'Mass', ['QUANTITY 5 kg', 'QUANTITY 700 g']],
    ['Share', ['5%', '12.5 %'], 'Share', ['QUANTITY 5 %', 'QUANTITY 12.5 %']],
    ['Size (cm)', ['<5', '5-10', '~7'], 'Size', ['QUANTITY <5 cm', 'QUANTITY 5 to 10 cm', 'QUANTITY ~7 cm']],
    ['Year (2024)', ['5', '7'], 'Year (2024)', ['QUANTITY 5', 'QUANTITY 7']],
    ['Staff (people)', ['5', '7'], 'Staff (people)', ['QUANTITY 5', 'QUANTITY 7']],
    ['Time', ['25 min', '30'], 'Time', ['TEXT 25 min', 'TEXT 30']],
    ['Size', ['25 kg', '30 cm'], 'Size', ['TEXT 25 kg', 'TEXT 30 cm']],
    ['Time', ['20 min', 'an hour'], 'Time', ['TEXT 20 min', 'TEXT an hour']],
  ])('%s: %j', (head, cells, name, values) => {
    const parsed = read(column(head, cells));

    expect(parsed.draft.concepts.find(({ kind }) => kind === 'DIMENSION')).toMatchObject({ name });
    expect(valuesOf(parsed)).toEqual(values);
  });

  test('a unit with several readings is not parsed, and a warning names the readings', () => {
    const [inHead] = read(column('Temperature (F)', ['5', '7'])).warnings ?? [];
    const cells = read(column('Temperature', ['5 F', '7 F']));

    expect(inHead?.message).toMatch(/did you mean/u);
    expect(valuesOf(cells)).toEqual(['TEXT 5 F', 'TEXT 7 F']);
    expect(cells.warnings?.[0]?.message).toMatch(/did you mean/u);
  });
});

describe('the warnings of a table', () => {
  test('name both locations of two values in one cell, and the repeated head', () => {
    const text = 'Feature,Mill,Lathe\nSpeed,fast,slow\nNoise,high,low\nspeed,fast,medium\n';
    const { rows, separator } = parseDelimited(text, 'x.csv');
    const { warnings } = parseTable(rows, { file: 'x.csv', name: 'x', subjects: null, separator });

    expect(warnings?.map(({ kind, line, message }) => [kind, line, message])).toEqual([
      [
        'CONTRADICTION',
        4,
        'Speed of Lathe: this value differs from the value at line 2, column 3, from the same source ("x")',
      ],
      [
        'REPEATED_NAME',
        4,
        '"speed" in line 4, column 1 repeats the head in line 2, column 1: both are read as one head',
      ],
    ]);
  });
});

test('the amounts of a column are parsed exactly, or all of them are stored as texts', () => {
  const amount = fc.tuple(fc.nat({ max: 9_999_999 }), fc.stringMatching(/^\d{0,4}$/u));
  const notations = fc.constantFrom<readonly [sign: '.' | ',', groups: string]>(
    ['.', ''],
    ['.', ','],
    [',', ''],
    [',', '.'],
  );
  const separators = fc.constantFrom(',', ';', '\t');
  fc.assert(
    fc.property(
      fc.array(amount, { minLength: 1, maxLength: 6 }),
      notations,
      separators,
      (amounts, [sign, group], separator) => {
        // With commas between cells, an ambiguous comma separates thousands: 1,000 is one thousand.
        fc.pre(sign === '.' || separator !== ',');
        const cells = amounts.map(([integer, decimals]) => {
          const grouped = String(integer).replace(/\B(?=(?:\d{3})+$)/gu, group);
          return decimals === '' ? grouped : `${grouped}${sign}${decimals}`;
        });
        const values = valuesOf(read(column('Mass (kg)', cells, separator)));
        const expected = amounts.map(([integer, decimals]) => {
          const fraction = decimals.replace(/0+$/u, '');
          return `QUANTITY ${integer}${fraction === '' ? '' : `.${fraction}`} kg`;
        });
        // Undecided cells are stored as written.
        expect([expected, cells.map((cell) => `TEXT ${cell}`)]).toContainEqual(values);
        if (new Set(cells.filter((cell) => /[.,]/u.test(cell))).size === 0) expect(values).toEqual(expected);
      },
    ),
    { numRuns: runs(300) },
  );
});

test('long cells with many separators are texts, because parsing them as amounts would take too long', () => {
  const cells = ['1-'.repeat(200_000), '1,'.repeat(200_000), '1 to '.repeat(100_000)];

  expect(valuesOf(read(column('Size', cells))).every((each) => each.startsWith('TEXT '))).toBe(true);
});
