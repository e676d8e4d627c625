import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DocumentError } from '../../../src/formats/input/document-error.js';
import { outlineOfContent, type DraftOutline } from '../../../src/formats/drafts/draft-outline.js';
import { changesContent } from '../../../src/formats/printing/changes-content.js';
import { changesOfDraft } from '../../../src/formats/drafts/draft.js';
import { parseTable } from '../../../src/formats/tables/parse-table.js';
import { maxCells, parseDelimited } from '../../../src/formats/tables/parse-delimited.js';
import type { ParsedInput } from '../../../src/formats/drafts/draft-format.js';
import { checkChange } from '../../../src/graph/changes/check-change.js';
import { runs } from '../../support/test-run.js';

function read(text: string, subjects: 'rows' | 'columns' | null = null): ParsedInput {
  const { rows, separator } = parseDelimited(text, 'x.csv');
  return parseTable(rows, { file: 'x.csv', name: 'x', subjects, separator });
}

async function outline(text: string, subjects: 'rows' | 'columns' | null = null): Promise<DraftOutline> {
  const content = await changesContent(changesOfDraft(read(text, subjects).draft), { concepts: () => [] });
  return outlineOfContent(content);
}

const inColumns = 'Feature,Mill,Lathe\nSpeed,fast,slow\nMass (kg),700,"1,640"\nCoolant,yes,no\n';
const inRows = 'Machine,Speed,Mass (kg),Coolant\nMill,fast,700,yes\nLathe,slow,"1,640",no\n';
const both = [
  { name: 'Coolant', cells: { Mill: 'Yes', Lathe: 'No' } },
  { name: 'Mass', cells: { Mill: '700 kg', Lathe: '1640 kg' } },
  { name: 'Speed', cells: { Mill: 'fast', Lathe: 'slow' } },
];

test.each([
  ['in columns', inColumns],
  ['in rows', inRows],
  ['with tabs', inColumns.replaceAll('"1,640"', '1640').replaceAll(',', '\t')],
  ['with semicolons', inColumns.replaceAll('"1,640"', '1640').replaceAll(',', ';')],
  ['with a title above', `Machine tools\n${inColumns}`],
])('the compared subjects are found %s', async (_where, text) => {
  const { approaches, dimensions } = await outline(text);

  expect(approaches.map(({ name }) => name).sort()).toEqual(['Lathe', 'Mill']);
  expect(dimensions).toMatchObject(both);
});

test('an option can set whether the subjects are in rows or in columns', async () => {
  const { approaches, dimensions } = await outline(inColumns, 'rows');

  expect(approaches.map(({ name }) => name)).toEqual(['Coolant', 'Mass (kg)', 'Speed']);
  expect(dimensions.map(({ name }) => name)).toEqual(['Lathe', 'Mill']);
});

test('an empty cell is not a claim; a cell with "?" or "n/a" is a claim of an absence', () => {
  const { claims } = read('Feature,A,B,C\nx,-,?,n/a\ny,1,,2\n').draft;

  expect(claims.map(({ subject, absence }) => [subject, absence])).toEqual([
    ['approach/b', 'UNKNOWN'],
    ['approach/c', 'NOT_APPLICABLE'],
    ['approach/a', null],
    ['approach/c', null],
  ]);
});

test.each(['-', '—', '.', 'Not stated', '#REF!'])('a cell of %s counts as empty', (cell) => {
  const { claims } = read(`Feature,A,B\nx,${cell},2\ny,${cell},red\n`).draft;

  expect(claims.map(({ subject, value }) => [subject, value?.type])).toEqual([
    ['approach/b', 'QUANTITY'],
    ['approach/b', 'TEXT'],
  ]);
});

test('a note that is only a period is ignored, and partial support then has the word of the cell as its note', () => {
  const { claims } = read('Feature,A,B\nx,Yes (.),No\ny,Partly (.),No\n').draft;

  expect(claims.map(({ value }) => value)).toEqual([
    { type: 'SUPPORT', support: 'YES', note: null },
    { type: 'SUPPORT', support: 'NO', note: null },
    { type: 'SUPPORT', support: 'PARTIAL', note: 'Partly' },
    { type: 'SUPPORT', support: 'NO', note: null },
  ]);
});

test('a row that has only a head names the group of the rows below it', () => {
  const { concepts } = read('Feature,A,B\nSize,,\nMass,1,2\n').draft;

  expect(concepts).toContainEqual(
    expect.objectContaining({ name: 'Mass', group: 'Size', valueType: 'QUANTITY' }),
  );
});

test('cells to the right of the last head are reported as not understood', () => {
  const { report } = read('Feature,A,B\nMass,1,2,stray\n');

  expect(report.totals.NOT_UNDERSTOOD.characters).toBe(5);
  expect(report.coverage).toBeLessThan(1);
});

describe('an input that is not a table', () => {
  test.each(['', 'one\ntwo\n', 'a,b\n', '\n\n'])('states nothing: %j', (text) => {
    const { draft, report } = read(text);

    expect(draft.claims).toEqual([]);
    expect(report.totals.STATED.characters).toBe(0);
  });

  test('is rejected if a quote is not closed, with the line of the quote', () => {
    expect(() => read('a,b\n1,2\n3,"4\n')).toThrow(/^x\.csv:3:1: expected cells of a table/u);
  });
});

const cell = fc
  .oneof(
    fc.constantFrom('', '-', 'yes', 'no', '1', '2.5', '2024-05', '?', 'n/a', 'constructor', '__proto__'),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  )
  .filter((text) => !text.includes('\0'));
const grids = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 2, maxLength: 5 });

test('the report covers every character of the table, and every citation matches its quote', () => {
  fc.assert(
    fc.property(grids, fc.constantFrom('rows', 'columns', null), (grid, subjects) => {
      let parsed: ParsedInput;
      try {
        parsed = parseTable(grid, { file: 'x', name: 'x', subjects, separator: ',' });
      } catch (error) {
        if (error instanceof DocumentError) return;
        throw error;
      }
      const { draft, report } = parsed;
      const points = [...draft.text.text];
      const parts = report.lines.flatMap((line) => line.parts);
      expect(parts.map(({ start, end }) => points.slice(start, end).join('')).join('')).toBe(draft.text.text);
      expect(parts.map(({ start }) => start)).toEqual(
        [0, ...parts.map(({ end }) => end)].slice(0, parts.length),
      );
      for (const { start, end, quote } of draft.claims.flatMap(({ citations }) => citations)) {
        expect(points.slice(start ?? 0, end ?? 0).join('')).toBe(quote);
      }
      changesOfDraft(draft).forEach((change, index) => checkChange({ number: index + 1, change }));
    }),
    { numRuns: runs(500) },
  );
});

test.each([
  ['cells', 'a,'.repeat(200)],
  ['empty rows', ''],
])('a table with too many %s is rejected', (_what, row) => {
  const rows = Math.ceil((maxCells + 1) / row.split(',').length);
  const message = `x.csv:${rows}:1: expected at most ${maxCells} cells (import larger tables as claims, one per line), got more`;

  expect(() => parseDelimited(`${row}\n`.repeat(rows - 1), 'x.csv')).not.toThrow();
  expect(() => parseDelimited(`${row}\n`.repeat(rows), 'x.csv')).toThrow(message);
});
