import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addCells,
  outcomes,
  reportOf,
  type CellTotals,
  type Outcome,
  type ReportPart,
} from '../../../src/formats/import/import-report.js';
import { printCells, printCoverage } from '../../../src/formats/import/print-import-report.js';
import { runs } from '../../support/test-run.js';

type Written = readonly [characters: number, outcome: Outcome, confidence?: number];

function report(...parts: readonly Written[]) {
  let end = 0;
  const placed = parts.map(([characters, outcome, confidence = 1]): ReportPart => {
    const start = end;
    end += characters;
    return { start, end, outcome, became: null, confidence };
  });
  return reportOf([{ number: 1, parts: placed }]);
}

describe('The coverage', () => {
  test('is the share of the text that became claims or names of claims, weighted by the confidence', () => {
    const { coverage, shares } = report(
      [40, 'STATED'],
      [20, 'STATED', 0.5],
      [20, 'NAMED'],
      [20, 'NOT_UNDERSTOOD'],
    );

    expect(coverage).toBeCloseTo(0.7);
    expect(shares).toEqual({ certain: 0.6, guessed: 0.2, unused: 0, dropped: 0, notUnderstood: 0.2 });
  });

  test('does not include names that no claim uses, or text that was set aside', () => {
    const { coverage, shares } = report([50, 'STATED'], [30, 'UNUSED'], [20, 'FURNITURE']);

    expect(coverage).toBe(0.5);
    expect(shares).toMatchObject({ unused: 0.3, dropped: 0.2 });
  });

  test('ignores white space, markup and skipped lines', () => {
    expect(report([1, 'STATED'], [9, 'BLANK'], [9, 'MARKUP'], [9, 'SKIPPED']).coverage).toBe(1);
  });

  test('of a document without text is 1, although its shares are 0', () => {
    expect(report([9, 'BLANK'])).toMatchObject({ coverage: 1, shares: { certain: 0, notUnderstood: 0 } });
  });

  test('is at least the certain share, and at most the certain and the guessed share together; all shares sum to 1', () => {
    const part = fc.tuple(
      fc.nat({ max: 99 }),
      fc.constantFrom(...outcomes),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const { coverage, shares } = report([1, 'STATED'], ...parts);
        const { certain, guessed } = shares;

        expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
        expect(coverage).toBeGreaterThanOrEqual(certain - 1e-9);
        expect(coverage).toBeLessThanOrEqual(certain + guessed + 1e-9);
      }),
      { numRuns: runs(200) },
    );
  });

  test('is printed with every other share that is not zero, rounded so that a small share is not hidden', () => {
    const printed = printCoverage({
      name: 'x.md',
      report: report(
        [99_990, 'STATED'],
        [1, 'STATED', 0.5],
        [1, 'UNUSED'],
        [1, 'FURNITURE'],
        [7, 'NOT_UNDERSTOOD'],
      ),
    });

    expect(printed).toBe(
      'x.md: 99.9 % of the text became claims; 0.1 % was guessed, 0.1 % is a name without claims, ' +
        '0.1 % was set aside as part of the page, 0.1 % was not understood',
    );
    expect(printCoverage({ name: 'x.md', report: report([1, 'STATED']) })).toBe(
      'x.md: 100.0 % of the text became claims',
    );
  });
});

describe('The cells of tables', () => {
  const one: CellTotals = { total: 5, read: 4, guessed: 1, byKind: { TEXT: 3, UNKNOWN: 1 } };
  const other: CellTotals = { total: 6, read: 5, guessed: 0, byKind: { SUPPORT: 5 } };

  test('are added up by kind', () => {
    expect(addCells(one, addCells(one, other))).toEqual({
      total: 16,
      read: 13,
      guessed: 2,
      byKind: { TEXT: 6, UNKNOWN: 2, SUPPORT: 5 },
    });
  });

  test('are printed with the most frequent kind first, and with the number of guesses', () => {
    expect(printCells('x.csv', addCells(one, other))).toBe(
      'x.csv: 9 of 11 cells of tables were read: 5 SUPPORT, 3 TEXT, 1 UNKNOWN; 1 of them with a guess',
    );
    expect(printCells('x.csv', { total: 3, read: 0, guessed: 0, byKind: {} })).toBe(
      'x.csv: 0 of 3 cells of tables were read',
    );
  });
});
