import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { check, guarantees, type Measurements } from '../../scripts/faults/guarantees.js';
import { guaranteesTable } from '../../scripts/faults/report.js';

const areMet = (measurements: Measurements): readonly boolean[] =>
  check('here', measurements).map(({ isMet }) => isMet);

test('docs/operating.md contains the text of every guarantee', async () => {
  const page = await readFile(new URL('../../docs/operating.md', import.meta.url), 'utf8');
  const listed = /guarantees are checked[^\n]*\n\n((?:- [^\n]*\n)+)/u.exec(page)?.[1];
  expect(listed?.trimEnd().split('\n')).toEqual(guarantees.map(({ text }) => `- ${text}`));
});

test('each guarantee has its own measurement', () => {
  expect(new Set(guarantees.map(({ measurement }) => measurement)).size).toBe(guarantees.length);
});

describe('a guarantee', () => {
  test.each<[string, Measurements, boolean]>([
    ['that something never happens is met by 0', { lostImports: 0 }, true],
    ['that something never happens is broken by 1', { lostImports: 1 }, false],
    ['that something happens once is broken by 0', { errorLinesPerOutage: 0 }, false],
    ['that something happens once is met by 1', { errorLinesPerOutage: 1 }, true],
    ['that something happens once is broken by an average above 1', { errorLinesPerOutage: 4 / 3 }, false],
    ['with a maximum time is met at the maximum', { stopSeconds: 10 }, true],
    ['with a maximum time is broken above the maximum', { stopSeconds: 10.01 }, false],
    ['is broken by a measurement that is not a number', { recoverySeconds: Number.NaN }, false],
  ])('%s', (_, measurements, isMet) => {
    expect(areMet(measurements)).toEqual([isMet]);
  });

  test('is not checked without its measurement', () => {
    expect(check('here', {})).toEqual([]);
  });
});

test('the table lists every guarantee with its worst measurement', () => {
  const findings = [
    ...check('first', {
      recoverySeconds: 0.25,
      errorLinesPerOutage: 1,
      stopSeconds: 0.25,
      drainSeconds: 1.9,
    }),
    ...check('second', { recoverySeconds: 1.5, errorLinesPerOutage: 0, stopSeconds: 9.5, drainSeconds: 5 }),
    ...check('third', { recoverySeconds: 0.5, errorLinesPerOutage: 1 }),
  ];
  const { rows } = guaranteesTable(findings);
  expect(rows.map(([text]) => text)).toEqual(guarantees.map(({ text }) => text));
  const rowOf = (measurement: keyof Measurements): readonly (string | undefined)[] =>
    rows[guarantees.findIndex((guarantee) => guarantee.measurement === measurement)]?.slice(1) ?? [];
  expect(rowOf('recoverySeconds')).toEqual(['3', 'NO', '1.50 s (second)']);
  expect(rowOf('errorLinesPerOutage')).toEqual(['3', 'NO', '0 (second)']);
  expect(rowOf('stopSeconds')).toEqual(['2', 'yes', '9.50 s (second)']);
  expect(rowOf('drainSeconds')).toEqual(['2', 'yes', '1.90 s (first)']);
  expect(rowOf('lostImports')).toEqual(['0', 'not checked', '']);
});
