/** Tests that compiled worker threads parse tables and spreadsheets as the main thread does. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseInThread } from '../../../src/formats/drafts/parse-in-thread.js';
import type { ParsedInput } from '../../../src/formats/drafts/draft-format.js';
import { DocumentError } from '../../../src/formats/input/document-error.js';
import { parseSpreadsheet } from '../../../src/formats/spreadsheets/parse-spreadsheet.js';
import { parseTableText } from '../../../src/formats/tables/parse-table-text.js';
import { buildTertium } from '../../commands/tertium.js';
import { rowsOfGrid, workbook } from '../spreadsheets/workbooks.js';

const built = buildTertium();
afterAll(() => built.remove());
const workerOf = (path: string): URL => pathToFileURL(join(dirname(built.main), 'formats', path));

/** The rows of a table of 300 mills, each with a text and an amount. */
const rows = [
  ['Mill', 'Stone', 'Output'],
  ...Array.from({ length: 300 }, (_, index) => [`Mill ${index}`, `stone of type ${index}`, `${index} kg/h`]),
];
const text = rows.map((row) => row.join(',')).join('\n');
const guidance = { subjects: 'rows', skip: [] } as const;

/** A function that must not be called, because the worker parses the input. */
const notHere = (): ParsedInput => {
  throw new Error('The main thread parses.');
};

/** Returns a parsed input with the cells as a list in the order of the claims: the keys of `Draft.cells` are claim objects, which differ between two parses. */
function withCells(parsed: ParsedInput) {
  const { cells, ...draft } = parsed.draft;
  return { ...parsed, draft, cells: draft.claims.map((claim) => cells?.get(claim) ?? null) };
}

describe('A worker thread parses', () => {
  const table = { text, file: 'mills.csv', ...guidance };
  const tableThread = {
    worker: workerOf('tables/table-worker.js'),
    size: text.length,
    file: table.file,
    kind: 'a table',
  };

  test('a table as the main thread does', async () => {
    const inThread = await parseInThread(table, notHere, tableThread);
    const here = withCells(parseTableText(table));

    expect(here.cells).toHaveLength(600);
    expect(here.cells).not.toContain(null);
    expect(withCells(inThread)).toEqual(here);
  });

  test('a spreadsheet as the main thread does', async () => {
    const bytes = workbook({ sheets: [{ name: 'Mills', data: rowsOfGrid(rows) }] });
    const task = { bytes, file: 'mills.xlsx', ...guidance };
    const worker = workerOf('spreadsheets/spreadsheet-worker.js');

    const inThread = await parseInThread(task, notHere, {
      worker,
      size: text.length,
      file: task.file,
      kind: 'a spreadsheet',
    });
    const here = withCells(await parseSpreadsheet(task));
    expect(here.cells).toHaveLength(600);
    expect(withCells(inThread)).toEqual(here);
  });

  test('an invalid table with the problems and the location that the main thread finds', async () => {
    const invalid = { ...table, text: `${text}\n"Mill` };
    const outcome = (parsed: Promise<unknown> | (() => unknown)) =>
      (typeof parsed === 'function' ? Promise.resolve().then(parsed) : parsed).then(
        () => 'parsed',
        (error: unknown) => (error instanceof DocumentError ? error.problems : error),
      );

    const inThread = await outcome(parseInThread(invalid, notHere, tableThread));
    expect(inThread).toEqual(await outcome(() => parseTableText(invalid)));
    expect(inThread).toMatchObject([{ file: 'mills.csv' }]);
  });
});

test('A small input is parsed on the main thread', async () => {
  const table = { text: 'Mill,Output\nWind,3 kg/h\nWater,5 kg/h\n', file: 'mills.csv', ...guidance };
  const worker = new URL('file:///no-worker.js');

  const parsed = await parseInThread(table, parseTableText, {
    worker,
    size: table.text.length,
    file: table.file,
    kind: 'a table',
  });
  expect(parsed.draft.claims).toHaveLength(2);
});
