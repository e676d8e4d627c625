import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RowList } from '../../../src/read-model/tables/row-list.js';

test('each read returns all added rows in order, and does not change earlier results', () => {
  const batches = fc.array(fc.array(fc.nat(50), { maxLength: 8 }), { maxLength: 8 });
  fc.assert(
    fc.property(batches, fc.boolean(), (added, isDescending) => {
      const compare = (one: number, other: number): number => (isDescending ? other - one : one - other);
      const list = new RowList();
      const all: number[] = [];
      const results: { readonly rows: Uint32Array; readonly expected: readonly number[] }[] = [];
      for (const batch of added) {
        for (const row of batch) {
          list.add(row);
          all.push(row);
        }
        results.push({ rows: list.inOrder(compare), expected: [...all].sort(compare) });
      }
      for (const { rows, expected } of results) expect([...rows]).toEqual(expected);
    }),
    { seed: 20, numRuns: 300 },
  );
});
