import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CellCache } from '../../../src/comparison/cache/cell-cache.js';
import type { ViewCells } from '../../../src/comparison/cache/view-cells.js';
import type { RowResults } from '../../../src/comparison/verdicts/row-result-cache.js';
import { textKey, textsKey } from '../../../src/graph/cache-keys.js';
import { ViewStamps } from '../../../src/graph/dependencies/view-stamps.js';
import { compareCells, scopeOf } from '../../../src/comparison/compare.js';
import { groupAxes, type AxisGroup } from '../../../src/comparison/rows/axis-group.js';
import { cellsOfClaims, gatherCells, type CellSource } from '../../../src/comparison/rows/cell-source.js';
import { ConditionedCells } from '../../../src/comparison/rows/conditioned-cells.js';
import { summarise } from '../../../src/comparison/rows/summary.js';
import type { Cell } from '../../../src/comparison/cells/cell.js';
import { CellScope } from '../../../src/comparison/cells/content-ids.js';
import type { Claim, Qualifier } from '../../../src/graph/claim.js';
import { runToEnd, type Steps } from '../../../src/graph/work/steps.js';
import { largeParts, selection } from '../arbitraries.js';
import { inMemoryClaims } from '../in-memory-claims.js';
import {
  at,
  by,
  claim,
  compareParts,
  dimension,
  feature,
  inSummer,
  inWinter,
  level,
  material,
  nameLookup,
  no,
  oats,
  plainRow,
  qualifiers,
  rye,
  spelt,
  wheat,
  yes,
} from '../material.js';

const [keeps, stays, lasts] = [feature('keeps'), feature('stays'), feature('lasts')];
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
const crumb = dimension('crumb', 'ORDINAL', { levels: ['open', 'close'] });
const approaches = [rye, wheat, spelt];
const claims: readonly Claim[] = [
  claim(rye, keeps, at(4, inSummer(yes))),
  claim(rye, stays, at(3, by('almanac', no))),
  claim(wheat, stays, at(2, inWinter(yes))),
  claim(wheat, crust, at(5, inSummer(level('soft')))),
  claim(wheat, crust, at(1, inWinter(level('firm')))),
  claim(spelt, crust, at(6, inSummer(level('hard')))),
];
const knowledge = material({
  approaches,
  axes: [keeps, stays, lasts, crust, crumb],
  claims,
  equivalent: [[keeps, stays]],
});
const names = nameLookup([]);
const groups = groupAxes(knowledge, [keeps.id, stays.id, crust.id], [crumb.id]);
const groupOf = (id: string): AxisGroup => groups.find(({ axis }) => axis.id === id) as AxisGroup;
const cached = (): ViewCells =>
  new CellCache(1_000).at({
    claims: inMemoryClaims(claims),
    nameLookup: names,
    stamps: new ViewStamps(1, undefined),
  });
const conditioned = (under: readonly Qualifier[]): CellSource =>
  new ConditionedCells(inMemoryClaims(claims), under, names, new CellScope(under, null));

const contentsOf = (cells: readonly Cell[]): unknown =>
  cells.map(({ approach, state, position, claims: of }) => [approach.slug, state, position, of.length]);

function stepsOf(steps: Steps<unknown>): number {
  let count = 0;
  while (steps.next().done !== true) count += 1;
  return count;
}

describe.each<[string, () => CellSource]>([
  ['given claims', () => cellsOfClaims(claims, [], names)],
  ['a cache', cached],
  ['a cache, with a revision', () => cached().pinnedTo(7)],
  ['claims, with an empty list of conditions', () => conditioned([])],
])('cells of %s', (_, source) => {
  it('exist along the given axes that have claims', () => {
    const all = [crumb, keeps, lasts, crust, stays].map(({ id }) => id);
    expect(source().axesWithClaims(approaches, all)).toEqual([keeps.id, crust.id, stays.id]);
    expect(source().axesWithClaims(approaches, [lasts.id, crumb.id])).toEqual([]);
  });

  it('have the editorial positions of their axes', () => {
    expect(runToEnd(source().positionsOf(approaches))).toEqual(
      new Map([
        [keeps.id, { subject: 0, position: 4 }],
        [stays.id, { subject: 0, position: 3 }],
        [crust.id, { subject: 1, position: 1 }],
      ]),
    );
    expect([...runToEnd(source().positionsOf([oats, spelt])).keys()]).toEqual([crust.id]);
  });

  it('have the claims along all axes of their group', () => {
    const merged = groupOf(keeps.id);
    expect(contentsOf(source().cellsOf(merged, approaches))).toEqual([
      ['rye', 'CONTESTED', 3, 2],
      ['wheat', 'STATED', 2, 1],
      ['spelt', 'NOT_STATED', null, 0],
    ]);
    expect(contentsOf([source().cellOf(merged, wheat)])).toEqual([['wheat', 'STATED', 2, 1]]);
    expect(contentsOf(source().cellsOf(groupOf(crust.id), [spelt, rye]))).toEqual([
      ['spelt', 'STATED', 6, 1],
      ['rye', 'NOT_STATED', null, 0],
    ]);
  });

  it('have the same ids whether they are computed one by one or together', () => {
    const one = source();
    for (const group of groups) {
      const ids = one.cellsOf(group, approaches).map(({ id }) => id);
      expect(approaches.map((each) => one.cellOf(group, each).id)).toEqual(ids);
    }
  });

  it('have the approaches with claims in their axis group as subjects, each once', () => {
    expect([...source().subjectsIn(groupOf(keeps.id))].sort()).toEqual([rye.id, wheat.id]);
    expect([...source().subjectsIn(groupOf(crust.id))].sort()).toEqual([spelt.id, wheat.id]);
    expect([...source().subjectsIn(groupOf(crumb.id))]).toEqual([]);
  });
});

describe('cells under conditions', () => {
  const summer = qualifiers({ season: 'Summer' });

  it('have only the claims that are compatible with the conditions', () => {
    const source = conditioned(summer);
    expect(source.axesWithClaims([wheat], [keeps.id, stays.id, crust.id])).toEqual([crust.id]);
    expect(source.axesWithClaims([rye, wheat], [keeps.id, stays.id, crust.id])).toEqual([
      keeps.id,
      stays.id,
      crust.id,
    ]);
    expect([...source.subjectsIn(groupOf(keeps.id))]).toEqual([rye.id]);
    expect([...source.subjectsIn(groupOf(crust.id))].sort()).toEqual([spelt.id, wheat.id]);
    expect(runToEnd(source.positionsOf([wheat]))).toEqual(new Map([[crust.id, { subject: 0, position: 5 }]]));
    expect(contentsOf(source.cellsOf(groupOf(crust.id), approaches))).toEqual([
      ['rye', 'NOT_STATED', null, 0],
      ['wheat', 'STATED', 5, 1],
      ['spelt', 'STATED', 6, 1],
    ]);
  });

  it('are not cached', () => {
    const source = conditioned(summer);
    expect(source.rowResultsOf(approaches)).toBeNull();
    expect(cellsOfClaims(claims, summer, names).rowResultsOf(approaches)).toBeNull();
    expect(source.cellOf(groupOf(crust.id), wheat).cellClass).toBeNull();
  });

  it('lead to the same rows as a comparison of the compatible claims', () => {
    fc.assert(
      fc.property(largeParts, selection, (parts, selected) => {
        const scope = scopeOf(parts.approaches, selected, null);
        const source = new ConditionedCells(
          inMemoryClaims(parts.claims),
          selected.under ?? [],
          nameLookup(parts.synonyms ?? []),
          scope.cells,
        );
        const rows = runToEnd(compareCells(parts.approaches, material(parts), source, selected, scope));
        expect(rows.map(plainRow)).toEqual(compareParts(parts, selected));
      }),
      { numRuns: 50 },
    );
  });
});

describe('row results', () => {
  it('are cached by the set of approaches, independent of their order and of a requested revision', () => {
    const cache = cached();
    const rows = runToEnd(compareCells([wheat, rye], knowledge, cache, {}));
    runToEnd(summarise(rows));
    const cachedRows = (results: RowResults | null): number =>
      rows.filter(({ axis, mergedAxes }) => {
        const ids = [axis, ...mergedAxes].map(({ id }) => id);
        return results?.get(ids.length === 1 ? textKey(axis.id) : textsKey(...ids), () => ids);
      }).length;
    expect(cachedRows(cache.rowResultsOf([rye, wheat]))).toBe(2);
    expect(cachedRows(cache.pinnedTo(7).rowResultsOf([wheat, rye]))).toBe(2);
    expect(cachedRows(cache.rowResultsOf([rye, spelt]))).toBe(0);
  });
});

describe('gathering cells', () => {
  const axes = Array.from({ length: 1_000 }, (_, number) => feature(`feature-${number}`));
  const manyClaims = axes.map((axis) => claim(rye, axis, yes));

  it('takes a step for every few hundred claims, and for every few hundred axes', () => {
    const source = runToEnd(gatherCells(manyClaims, [], names));
    for (const steps of [stepsOf(gatherCells(manyClaims, [], names)), stepsOf(source.positionsOf([rye]))]) {
      expect(steps).toBeGreaterThanOrEqual(2);
      expect(steps).toBeLessThanOrEqual(10);
    }
    expect(runToEnd(source.positionsOf([rye])).size).toBe(1_000);
  });
});

describe('gathered cells in another view', () => {
  const gather = (given: readonly Claim[]): ReturnType<typeof gatherCells> => gatherCells(given, [], names);
  const here = runToEnd(gather(claims));
  const later = claims.filter(({ subject, target }) => subject !== rye.id || target !== stays.id);
  const added = claim(spelt, stays, yes);
  const there = runToEnd(
    here.inOtherView({
      cells: new Map([[stays.id, new Set([rye.id, spelt.id])]]),
      claims: [added],
      nameLookup: names,
      scope: new CellScope([], null),
      hasSameContents: true,
    }),
  );
  const axes = [keeps.id, stays.id, crust.id];
  const [alone] = groupAxes(material({ approaches, axes: [stays], claims: [] }), [stays.id], []);

  it('are those of the claims in that view', () => {
    const expected = runToEnd(gather([...later, added]));
    for (const group of [...groups, alone as AxisGroup])
      expect(contentsOf(there.along(axes).cellsOf(group, approaches))).toEqual(
        contentsOf(expected.along(axes).cellsOf(group, approaches)),
      );
    expect(there.axesWithClaims([rye], axes)).toEqual([keeps.id]);
    expect(here.axesWithClaims([rye], axes)).toEqual([keeps.id, stays.id]);
  });

  it('share the values of the cells that have the same claims', () => {
    const [before, after] = [here, there].map((source) =>
      source.along(axes).cellsOf(alone as AxisGroup, approaches),
    ) as [readonly Cell[], readonly Cell[]];
    expect(before.map(({ values }, column) => values === after[column]?.values)).toEqual([
      false,
      true,
      false,
    ]);
  });
});
