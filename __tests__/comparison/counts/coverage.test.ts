import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CoveredAxes,
  coverageOf,
  type Coverage,
  type CoverageSelection,
} from '../../../src/comparison/counts/coverage.js';
import { groupAxes } from '../../../src/comparison/rows/axis-group.js';
import { cellsOfClaims } from '../../../src/comparison/rows/cell-source.js';
import type { CellState } from '../../../src/comparison/cells/statement.js';
import { axisKinds } from '../../../src/graph/claim.js';
import type { Approach } from '../../../src/graph/concept.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import { runs } from '../../support/test-run.js';
import { largeParts, smallParts } from '../arbitraries.js';
import {
  at,
  claim,
  compareParts,
  dimension,
  drawback,
  feature,
  material,
  no,
  notApplicable,
  rye,
  spelt,
  text,
  unknown,
  wheat,
  yes,
  type Parts,
} from '../material.js';

function coverage(parts: Parts, approach: Approach, selection: CoverageSelection = {}): Coverage {
  const knowledge = material(parts);
  const claimed = new Set(parts.claims.flatMap(({ target }) => target ?? []));
  const axes = new CoveredAxes(groupAxes(knowledge, claimed, []));
  const source = cellsOfClaims(parts.claims, [], knowledge.nameLookup);
  return runToEnd(coverageOf(approach, axes, runToEnd(axes.selected(selection)), source));
}

const rising = dimension('rising', 'TEXT', { group: 'Dough' });
const raising = dimension('raising', 'TEXT');
const oven = dimension('oven', 'TEXT');
const keeps = feature('keeps');
const crumbles = drawback('crumbles');

const parts: Parts = {
  approaches: [rye, wheat, spelt],
  axes: [rising, raising, oven, keeps, crumbles],
  equivalent: [[rising, raising]],
  claims: [
    claim(rye, rising, text('slow')),
    claim(wheat, raising, text('fast')),
    claim(wheat, oven, unknown),
    claim(rye, keeps, yes),
    claim(rye, keeps, at(1, no)),
    claim(spelt, crumbles, no),
    claim(rye, crumbles, notApplicable),
  ],
};

describe('the coverage of an approach', () => {
  it('counts the cells of all axes along which at least one approach has claims', () => {
    expect(coverage(parts, rye)).toEqual({
      ...{ axes: 4, stated: 1, contested: 1, unknown: 0, notApplicable: 1, notStated: 1, share: 0.5 },
    });
    expect(coverage(parts, spelt)).toMatchObject({ axes: 4, stated: 1, notStated: 3, share: 0.25 });
  });

  it('counts equivalent axes that share a row once', () => {
    expect(coverage(parts, wheat, { kinds: ['DIMENSION'] })).toMatchObject({
      axes: 2,
      stated: 1,
      unknown: 1,
    });
  });

  it('counts equivalent axes if one of them is in a selected group', () => {
    expect(coverage(parts, wheat, { groups: ['Dough'] })).toMatchObject({ axes: 1, stated: 1, share: 1 });
    expect(coverage(parts, wheat, { groups: [] })).toMatchObject({ axes: 0, notStated: 0, share: null });
  });

  it('counts a denied link as stated', () => {
    expect(coverage(parts, spelt, { kinds: ['DRAWBACK'] })).toMatchObject({ axes: 1, stated: 1 });
  });

  it.each([
    ['small', smallParts, 1_000],
    ['large', largeParts, 200],
  ])(
    'counts the states of the cells of the approach in a comparison along the same axes, for %s random matrices',
    (_, arbitrary, numRuns) => {
      const selections = fc.record(
        {
          kinds: fc.subarray([...axisKinds]),
          groups: fc.subarray(['Rising', 'Crust']),
        },
        { requiredKeys: [] },
      );
      fc.assert(
        fc.property(arbitrary, selections, (given, selection) => {
          const claimed = [...new Set(given.claims.flatMap(({ target }) => target ?? []))];
          const rows = claimed.length === 0 ? [] : compareParts(given, { ...selection, axes: claimed });
          for (const [index, approach] of given.approaches.entries()) {
            const counted = coverage(given, approach, selection);
            const countOf = (state: CellState): number =>
              rows.filter(({ cells }) => cells[index]?.state === state).length;
            expect(counted).toMatchObject({
              axes: rows.length,
              stated: countOf('STATED'),
              contested: countOf('CONTESTED'),
              unknown: countOf('UNKNOWN'),
              notApplicable: countOf('NOT_APPLICABLE'),
              notStated: countOf('NOT_STATED'),
            });
            const { axes, stated, contested, unknown: notKnown, notApplicable: other, notStated } = counted;
            expect(stated + contested + notKnown + other + notStated).toBe(axes);
          }
        }),
        { numRuns: runs(numRuns) },
      );
    },
  );
});
