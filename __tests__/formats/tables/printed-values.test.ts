/** Tests that values printed as cells of a comparison have the same display texts after parsing. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ComparisonTable } from '../../../src/formats/comparison/comparison-table.js';
import { comparisonFormats } from '../../../src/formats/export-formats.js';
import { parseDelimited } from '../../../src/formats/tables/parse-delimited.js';
import { parseTable } from '../../../src/formats/tables/parse-table.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import { ruleOf } from '../../../src/graph/values/value-rules.js';
import { testTable } from '../comparison/tables.js';
import { runs } from '../../support/test-run.js';

const display = (value: ClaimValue): string => ruleOf(value).display(value);

const decimal = fc
  .tuple(fc.constantFrom('', '-'), fc.nat({ max: 99_999 }), fc.stringMatching(/^(?:[0-9]{0,3}[1-9])?$/u))
  .map(([sign, integer, decimals]) => {
    const digits = `${integer}${decimals === '' ? '' : `.${decimals}`}`;
    return digits === '0' ? '0' : `${sign}${digits}`;
  });
const units = [
  null,
  'kg',
  'ms',
  '[mi_i]/h',
  'EUR',
  'EUR/mo',
  '%',
  'Cel',
  'GBy',
  'kW.h',
  '{requests}/s',
] as const;
const marks = fc.constantFrom({}, { approximate: true } as const);

function quantities(unit: string | null): fc.Arbitrary<ClaimValue> {
  const single = fc
    .tuple(decimal, marks)
    .map(
      ([amount, mark]) => ({ type: 'QUANTITY', minimum: amount, maximum: amount, unit, ...mark }) as const,
    );
  const open = fc.tuple(decimal, fc.boolean(), fc.boolean()).map(([amount, isUpper, isExclusive]) =>
    isUpper
      ? ({
          type: 'QUANTITY',
          minimum: null,
          maximum: amount,
          unit,
          ...(isExclusive ? ({ exclusiveMaximum: true } as const) : {}),
        } as const)
      : ({
          type: 'QUANTITY',
          minimum: amount,
          maximum: null,
          unit,
          ...(isExclusive ? ({ exclusiveMinimum: true } as const) : {}),
        } as const),
  );
  const range = fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 999 }), marks).map(([low, more, mark]) => ({
    ...({ type: 'QUANTITY', minimum: String(low), maximum: String(low + more + 1), unit } as const),
    ...mark,
  }));
  return fc.oneof(single, open, range);
}

const date = fc.constantFrom('2024', '2024-05', '2024-05-17', '1999', '2024-05-17/..', '../2024', '2024/..');
const version = fc
  .tuple(
    fc.constantFrom('3.9', '3.10', '2.0.0-rc.1', '8', '2024.04'),
    fc.constantFrom('ONE', 'OLDEST', 'NEWEST'),
  )
  .map(
    ([text, kind]) =>
      ({
        type: 'VERSION',
        oldest: kind === 'NEWEST' ? null : text,
        newest: kind === 'OLDEST' ? null : text,
      }) as const,
  );

/** Generates the name of a dimension, and values along it. */
const columns = fc.oneof(
  fc
    .constantFrom(...units)
    .chain((unit) =>
      fc.tuple(fc.constant('Size'), fc.array(quantities(unit), { minLength: 1, maxLength: 5 })),
    ),
  fc.tuple(
    fc.constantFrom('Released', 'Size'),
    fc.array(
      date.map((each): ClaimValue => ({ type: 'DATE', date: each })),
      { minLength: 1, maxLength: 5 },
    ),
  ),
  fc.tuple(fc.constantFrom('Version', 'Runs on'), fc.array(version, { minLength: 1, maxLength: 5 })),
);

function printed(name: string, values: readonly ClaimValue[]): ComparisonTable {
  return testTable(
    values.map((_, index) => `A ${index}`),
    [{ name, cells: values.map(display) }],
  );
}

test('amounts, dates and versions that are printed as CSV are parsed as values with equal display texts', () => {
  let typed = 0;
  let all = 0;
  fc.assert(
    fc.property(columns, ([name, values]) => {
      const { rows, separator } = parseDelimited(comparisonFormats.csv(printed(name, values)), 'x.csv');
      const { draft } = parseTable(rows, { file: 'x.csv', name: 'x', subjects: null, separator });
      const parsed = draft.claims.map(({ value }) => value);
      expect(parsed.map((value) => value && display(value))).toEqual(values.map(display));
      all += 1;
      if (parsed.every((value) => value?.type !== 'TEXT')) typed += 1;
    }),
    { numRuns: runs(400) },
  );
  // Most columns are parsed with their value types, not as texts.
  expect(typed / all).toBeGreaterThan(0.6);
});
