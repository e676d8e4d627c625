import { describe, expect, test } from '@jest/globals';
import {
  expectedResult,
  firstDifference,
  type ComparisonResult,
} from '../../bench/http/comparison-result.js';
import { peerFormat, tertiumFormat } from '../../bench/http/query-format.js';
import { DataSet } from '../../bench/http/data-set.js';
import { sizes } from '../../bench/http/data-size.js';

const correct = expectedResult(new DataSet(sizes.small), { approaches: [3, 1], dimensions: [4, 2, 9] });

type Writable<Item> = Item extends object ? { -readonly [Key in keyof Item]: Writable<Item[Key]> } : Item;

/** Copies the correct result and applies `change`. */
function changed(change: (result: Writable<ComparisonResult>) => void): ComparisonResult {
  const result = structuredClone(correct) as Writable<ComparisonResult>;
  change(result);
  return result;
}

describe('The check of a result', () => {
  test('accepts rows, features, benefits and claims in any order', () => {
    const reversed = changed(({ approaches, rows }) => {
      rows.reverse();
      for (const { cells } of rows) for (const { claims } of cells) claims.reverse();
      for (const { features } of approaches) {
        features.reverse();
        for (const { benefits } of features) benefits.reverse();
      }
    });
    expect(firstDifference(correct, reversed)).toBeNull();
  });

  const wrong: Readonly<Record<string, ComparisonResult>> = {
    'has another value in a cell': changed(({ rows }) => (rows[0]!.cells[0]!.value += '.')),
    'omits a claim': changed(({ rows }) => rows[1]!.cells[1]!.claims.pop()),
    'repeats a claim': changed(({ rows }) => rows[1]!.cells[1]!.claims.push(rows[1]!.cells[1]!.claims[0]!)),
    'has another source for a claim': changed(
      ({ rows }) => (rows[2]!.cells[0]!.claims[0]!.source.url += '/'),
    ),
    'omits a row': changed(({ rows }) => rows.pop()),
    'has the cells of each row in reverse order': changed(({ rows }) =>
      rows.forEach(({ cells }) => cells.reverse()),
    ),
    'omits a feature': changed(({ approaches }) => approaches[0]!.features.pop()),
    'omits a benefit': changed(({ approaches }) => approaches[1]!.features[3]!.benefits.pop()),
  };

  test.each(Object.entries(wrong))('rejects a result that %s', (_, result) => {
    expect(firstDifference(correct, result)).toMatch(/^result\..+: expected .+, got .+/u);
  });

  test.each([
    ['the peers', peerFormat],
    ['Tertium', tertiumFormat],
  ])('rejects a response with errors in the format of %s', (_, { read }) => {
    expect(() => read('{"errors":[{"message":"Invalid."}],"data":null}')).toThrow('without errors');
  });
});
