/** Tests that counts over large graphs run in steps of bounded size. */
import { describe, expect, it } from '@jest/globals';
import { CoveredAxes, coverageOf } from '../../../src/comparison/counts/coverage.js';
import { distributionOf } from '../../../src/comparison/counts/distribution.js';
import { groupAxes } from '../../../src/comparison/rows/axis-group.js';
import { cellsOfClaims } from '../../../src/comparison/rows/cell-source.js';
import { countEachMeeting, countStates } from '../../../src/comparison/rows/row-selection.js';
import { CompiledCondition } from '../../../src/comparison/conditions/compiled-condition.js';
import type { Steps } from '../../../src/graph/work/steps.js';
import { claim, compareParts, dimension, feature, material, rye, wheat, yes } from '../material.js';

/** Counts how often `steps` can be interrupted. */
function yieldsOf(steps: Steps<unknown>): number {
  let count = 0;
  while (steps.next().done !== true) count += 1;
  return count;
}

const features = Array.from({ length: 1_100 }, (_, number) => feature(`f${number}`));
const parts = {
  approaches: [rye, wheat],
  axes: features,
  claims: features.map((each) => claim(rye, each, yes)),
};

describe('counts yield', () => {
  it('after every 256 cells and every 256 values of a distribution', () => {
    const cells = Array.from({ length: 2_048 }, (_, number) => ({
      ...{ state: 'STATED' as const, approaches: 1 },
      values: [{ type: 'TEXT' as const, text: `text ${number}` }],
    }));
    expect(yieldsOf(distributionOf(cells, dimension('text', 'TEXT'), 3_000))).toBeGreaterThanOrEqual(16);
  });

  it('after every 64 cells of a coverage', () => {
    const knowledge = material(parts);
    const axes = new CoveredAxes(
      groupAxes(
        knowledge,
        features.map(({ id }) => id),
        [],
      ),
    );
    const source = cellsOfClaims(parts.claims, [], knowledge.nameLookup);
    const selected = axes.selected({});
    let step = selected.next();
    while (step.done !== true) step = selected.next();
    expect(yieldsOf(coverageOf(rye, axes, step.value, source))).toBeGreaterThanOrEqual(17);
  });

  it('after every row of a comparison', () => {
    const rows = compareParts(parts);
    expect(yieldsOf(countStates(rows))).toBe(1_100);
    expect(yieldsOf(countEachMeeting(rows, new CompiledCondition({}, () => new Set())))).toBe(1_100);
  });
});
