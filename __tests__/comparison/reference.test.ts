import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compare } from '../../src/comparison/compare.js';
import type { ComparisonRow } from '../../src/comparison/rows/row.js';
import { runToEnd } from '../../src/graph/work/steps.js';
import { runs } from '../support/test-run.js';
import { largeParts, selection, smallParts } from './arbitraries.js';
import { material } from './material.js';
import { referenceRows, type ReferenceRow } from './reference.js';

/** Converts rows of the engine to rows of the reference. */
function asReference(rows: readonly ComparisonRow[]): readonly ReferenceRow[] {
  return rows
    .map(({ axis, mergedAxes, cells, verdict, basis, distance }) => ({
      axis: axis.id,
      mergedAxes: mergedAxes.map(({ id }) => id),
      states: cells.map(({ state }) => state),
      verdict,
      basis,
      distance,
    }))
    .sort((left, right) => (left.axis < right.axis ? -1 : 1));
}

/**
 * Rounds distances to 9 decimals: the engine and the reference can differ in the last digits, because a converted amount has
 * only 13 correct digits. The factor ensures that distances halfway between two rounded numbers, such as 0.0025703815, are
 * rounded up in both.
 */
function rounded(rows: readonly ReferenceRow[]): readonly ReferenceRow[] {
  return rows.map((row) => ({
    ...row,
    distance: row.distance && Number((row.distance * (1 + 1e-11)).toFixed(9)),
  }));
}

it.each([
  ['small', smallParts, 4000],
  ['large', largeParts, 600],
])('the engine and its reference agree on %s random matrices', (_, parts, numRuns) => {
  fc.assert(
    fc.property(parts, selection, (given, selected) => {
      const compared = material(given);
      expect(rounded(asReference(runToEnd(compare(compared, selected))))).toEqual(
        rounded(referenceRows(compared, selected)),
      );
    }),
    { numRuns: runs(numRuns) },
  );
});
