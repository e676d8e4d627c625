import { expect, test } from '@jest/globals';
import type { CellContent } from '../../../../src/formats/tables/model/grid-cell.js';
import { storeTables } from '../../../../src/formats/tables/forms/stored-tables.js';
import { misplacedCells, textsOf } from './grids.js';

test('Tables are stored as tab-separated values, with the text ranges of each cell', () => {
  const { text, tables } = storeTables(
    [
      {
        name: 'One',
        rows: [
          ['Name', 'Lid'],
          ['Ash', ''],
          [' Elm  tree ', 'yes', ''],
        ],
      },
      { name: 'Two', rows: [['Name', 'Price'], [], ['Ash', '3 €']] },
    ],
    'sheet',
    null,
  );
  expect(text).toBe('One\nName\tLid\nAsh\nElm tree\tyes\n\nTwo\nName\tPrice\n\nAsh\t3 €\n');
  expect(tables.map(({ name }) => name?.text)).toEqual(['One', 'Two']);
  expect(tables.flatMap(({ grid }) => misplacedCells(grid, text))).toEqual([]);
  expect(tables.map(({ grid }) => textsOf(grid))).toEqual([
    [
      ['Name', 'Lid', null],
      ['Ash', null, null],
      ['Elm tree', 'yes', null],
    ],
    [
      ['Name', 'Price'],
      [null, null],
      ['Ash', '3 €'],
    ],
  ]);
});

test('Merged cells are one cell at all their positions, and are in the stored text once', () => {
  const kettle: CellContent = { text: 'Kettle', number: null };
  const { text, tables } = storeTables(
    [
      {
        name: 'x',
        rows: [
          ['Feature', kettle, kettle],
          ['', 'Summer', 'Winter'],
          ['Time', '90 s', '120 s'],
        ],
      },
    ],
    'sheet',
    null,
  );
  expect(text).toBe('Feature\tKettle\n\tSummer\tWinter\nTime\t90 s\t120 s\n');
  const [row = []] = tables[0]?.grid.rows ?? [];
  expect(row[1]).toBe(row[2]);
  expect(row[1]).toMatchObject({ rowSpan: 1, columnSpan: 2 });
});

test('A row below an empty row starts another table if it repeats the corner beside other heads', () => {
  const rows = [
    ['Name', 'Height', 'Lock'],
    ['Garden gate', '120', 'yes'],
    [],
    ['Name', 'Colour', 'Hinges'],
    ['Garden gate', 'green', '2'],
  ];
  const { tables } = storeTables([{ name: 'x', rows }], 'delimited', ',');
  expect(
    tables.map(({ grid }) => grid.rows.filter((row) => row.some((cell) => cell !== null)).length),
  ).toEqual([2, 2]);
});

test.each([
  ['repeats the head', ['Name', 'Height', 'Lock']],
  ['has values', ['Name', '12', 'yes']],
  ['has another first cell', ['Field gate', 'high', 'yes']],
])('Rows below an empty row stay in the table if the first of them %s', (_, row) => {
  const rows = [
    ['Name', 'Height', 'Lock'],
    ['Garden gate', '120', 'yes'],
    [],
    row,
    ['Barn gate', '200', 'no'],
  ];
  expect(storeTables([{ name: 'x', rows }], 'delimited', ',').tables).toHaveLength(1);
});
