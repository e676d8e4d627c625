import { describe, expect, it } from '@jest/globals';
import { tablesOf } from '../../playground/table/json-tables.js';

describe('The tables of a JSON result', () => {
  it('have a row for each item of a list, with the fields of objects as columns', () => {
    const data = {
      approaches: {
        totalCount: 2,
        nodes: [
          { name: 'A', kind: { label: 'one' }, aliases: ['x', 'y'] },
          { name: 'B', kind: null, cost: 0 },
        ],
      },
    };
    expect(tablesOf(data)).toEqual([
      {
        title: 'Values',
        columns: ['field', 'value'],
        rows: [[['approaches.totalCount'], ['2']]],
        rowsLeftOut: 0,
      },
      {
        title: 'approaches',
        columns: ['name', 'kind.label', 'aliases', 'kind', 'cost'],
        rows: [
          [['A'], ['one'], ['x', 'y'], [], []],
          [['B'], [], [], [], ['0']],
        ],
        rowsLeftOut: 0,
      },
    ]);
  });

  it('leave out the parts that are shown in another way', () => {
    const data = { compare: { rows: [{ a: 1 }] }, other: [{ b: 2 }] };
    expect(tablesOf(data, new Set(['compare'])).map(({ title }) => title)).toEqual(['other']);
  });

  it('have at most 500 rows and 40 columns, and count the other rows', () => {
    const item = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`c${index}`, index]));
    const [table] = tablesOf({ list: Array.from({ length: 600 }, () => item) });
    expect(table?.rows).toHaveLength(500);
    expect(table?.rows[0]).toHaveLength(40);
    expect(table?.rowsLeftOut).toBe(100);
  });
});
