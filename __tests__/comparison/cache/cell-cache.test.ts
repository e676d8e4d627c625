import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import type { Cell } from '../../../src/comparison/cells/cell.js';
import { compareCells, scopeOf, type AxisSelection } from '../../../src/comparison/compare.js';
import { displayCell } from '../../../src/comparison/cells/display.js';
import { explain } from '../../../src/words/sentences/explanation.js';
import type { CachedCell } from '../../../src/comparison/cache/cached-cell.js';
import { CellCache } from '../../../src/comparison/cache/cell-cache.js';
import type { ViewCells } from '../../../src/comparison/cache/view-cells.js';
import type { InMemoryClaims } from '../../../src/comparison/cells/in-memory-claims.js';
import {
  conceptTag,
  linkTag,
  namesAlongTag,
  subjectTag,
} from '../../../src/graph/dependencies/dependency-tag.js';
import { ViewStamps } from '../../../src/graph/dependencies/view-stamps.js';
import { groupAxes, type AxisGroup } from '../../../src/comparison/rows/axis-group.js';
import { cellsOfClaims, type CellSource } from '../../../src/comparison/rows/cell-source.js';
import { summarise } from '../../../src/comparison/rows/summary.js';
import { compareWithEach, nearestTo } from '../../../src/comparison/nearest/nearest.js';
import type { ComparisonRow } from '../../../src/comparison/rows/row.js';
import type { RowResult } from '../../../src/comparison/verdicts/verdict.js';
import { textKey } from '../../../src/graph/cache-keys.js';
import type { Approach } from '../../../src/graph/concept.js';
import type { NameLookup } from '../../../src/graph/values/value-type.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import { largeParts, selection } from '../arbitraries.js';
import { inMemoryClaims } from '../in-memory-claims.js';
import {
  amount,
  approach,
  at,
  breads,
  by,
  claim,
  claimsAlong,
  dimension,
  feature,
  material,
  nameLookup,
  plainRow,
  rye,
  spelt,
  text,
  wheat,
  type CellClaim,
  type Parts,
} from '../material.js';
import { cellsIn } from '../notation.js';
import { FilledLog } from '../../support/publication-log.js';

const largeBound = 1_000_000;

/** Creates the cells of a view that shares its cache with no other view. */
function cachedCells(claims: InMemoryClaims, names: NameLookup, bound: number): ViewCells {
  return new CellCache(bound).at({ claims, nameLookup: names, stamps: new ViewStamps(1, undefined) });
}

function cacheOf(parts: Parts, bound = largeBound): ViewCells {
  return cachedCells(inMemoryClaims(parts.claims), nameLookup(parts.synonyms ?? []), bound);
}

/** Copies a cell without its row and its class. `stated` is replaced by `values`, because cached cells have no claims in `stated`. */
function plainCell(cell: Cell): Omit<Cell, 'row'> {
  const { id, slot, approach, state, contest, values, claims, position, statements } = cell;
  return {
    ...{ id, slot, approach, state, contest, stated: values, values, claims, position, statements },
    cellClass: null,
  };
}

function plainRows(rows: readonly ComparisonRow[]): readonly unknown[] {
  return rows.map((row) => ({
    ...plainRow(row),
    cells: row.cells.map(plainCell),
    displays: row.cells.map(displayCell),
    explanation: explain(row),
  }));
}

function cachedRows(parts: Parts, cache: ViewCells, selected: AxisSelection): readonly unknown[] {
  return plainRows(runToEnd(compareCells(parts.approaches, material(parts), cache, selected)));
}

function freshRows(parts: Parts, { under: _, ...selected }: AxisSelection): readonly unknown[] {
  const cells = cellsOfClaims(parts.claims, [], nameLookup(parts.synonyms ?? []));
  return plainRows(runToEnd(compareCells(parts.approaches, material(parts), cells, selected)));
}

describe('cached cells', () => {
  it('lead to the same rows as new cells, at the first and the second use', () => {
    fc.assert(
      fc.property(largeParts, fc.array(selection, { minLength: 1, maxLength: 4 }), (parts, selections) => {
        const cache = cacheOf(parts);
        for (const { under: _, ...selected } of [...selections, ...selections]) {
          expect(cachedRows(parts, cache, selected)).toEqual(freshRows(parts, selected));
        }
      }),
    );
  });

  it('lead to the same rows as new cells, even if the bound of the cache is 0 to 40 units', () => {
    fc.assert(
      fc.property(largeParts, fc.integer({ min: 0, max: 40 }), (parts, bound) => {
        const cache = cacheOf(parts, bound);
        expect(cachedRows(parts, cache, {})).toEqual(freshRows(parts, {}));
        expect(cachedRows(parts, cache, {})).toEqual(freshRows(parts, {}));
      }),
    );
  });

  it('lead to the same rows as new cells, and have bounded record indexes, if later comparisons evict the cells before they are read', () => {
    const selections = fc.array(selection, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(largeParts, selections, fc.integer({ min: 0, max: 80 }), (parts, chosen, bound) => {
        const cache = cacheOf(parts, bound);
        const given = material(parts);
        const compared = chosen.map(({ under: _, ...selected }) => {
          const rows = runToEnd(compareCells(parts.approaches, given, cache, selected));
          return { selected, rows };
        });
        for (const { selected, rows } of compared) {
          expect(plainRows(rows)).toEqual(freshRows(parts, selected));
          const cells = rows.flatMap((row) => row.cells as readonly CachedCell[]);
          // A record index is the number of an axis group, and each group takes eight units.
          expect(cells.filter(({ index }) => index > bound / 8)).toEqual([]);
        }
      }),
    );
  });

  it('lead to the same neighbours as new cells', () => {
    fc.assert(
      fc.property(largeParts, (parts) => {
        const claimedAxes = [...new Set(parts.claims.flatMap(({ target }) => target ?? []))];
        const others = new Map(parts.approaches.map((each) => [each.id, each]));
        const cache = cacheOf(parts);
        const fresh = cellsOfClaims(parts.claims, [], nameLookup(parts.synonyms ?? []));
        for (const approach of parts.approaches) {
          const knowledge = material(parts);
          const groups = groupAxes(knowledge, claimedAxes, []);
          const near = { approach, others };
          const similarity = cache.similaritiesTo(approach);
          for (const group of groups) similarity.add(group);
          const compared = compareWithEach(near, fresh, groups, knowledge.nameLookup);
          expect(nearestTo(near, similarity.similarities(), 10)).toEqual(nearestTo(near, compared, 10));
        }
      }),
    );
  });

  it('have unique record indexes that do not change while the cells are cached', () => {
    const keeps = feature('keeps');
    const given: Parts = {
      approaches: breads,
      axes: [keeps],
      claims: claimsAlong(keeps, cellsIn(keeps, 'Yes ¦ No')),
    };
    const cells = (cache: ViewCells): readonly CachedCell[] =>
      runToEnd(compareCells(given.approaches, material(given), cache, {})).flatMap(
        (row) => row.cells as readonly CachedCell[],
      );
    const cache = cacheOf(given);
    const [first, ...others] = cells(cache);
    for (const [number, { table, index }] of cells(cache).entries()) {
      expect(cells(cache)[number]).toMatchObject({ index });
      expect(cells(cache)[number]?.table).toBe(table);
    }
    expect(others.filter(({ table, index }) => table === first?.table && index === first.index)).toEqual([]);
    const tinyCache = cacheOf(given, 0);
    expect(cells(tinyCache)[0]?.table).not.toBe(cells(tinyCache)[0]?.table);
  });
});

describe('cached cells of a requested revision', () => {
  it('lead to the same rows and ids as new cells', () => {
    fc.assert(
      fc.property(largeParts, selection, (parts, { under: _, ...selected }) => {
        const scope = scopeOf(parts.approaches, selected, 7);
        const fresh = cellsOfClaims(parts.claims, [], nameLookup(parts.synonyms ?? []), scope.cells);
        const rowsFrom = (source: CellSource): readonly unknown[] =>
          plainRows(runToEnd(compareCells(parts.approaches, material(parts), source, selected, scope)));
        expect(rowsFrom(cacheOf(parts).pinnedTo(7))).toEqual(rowsFrom(fresh));
      }),
      { numRuns: 50 },
    );
  });

  it('have separate record indexes, because their bytes contain another id', () => {
    const keeps = feature('keeps');
    const given: Parts = {
      approaches: breads,
      axes: [keeps],
      claims: claimsAlong(keeps, cellsIn(keeps, 'Yes')),
    };
    const cache = cacheOf(given);
    const [row] = runToEnd(compareCells(given.approaches, material(given), cache, {}));
    const group = groupAxes(material(given), [keeps.id], [])[0]!;
    const [plain, pinned, pinnedAgain] = [cache, cache.pinnedTo(7), cache.pinnedTo(7)].map(
      (source) => source.cellOf(group, rye) as CachedCell,
    );
    expect(plain?.id).toBe(row?.cells[0]?.id);
    expect(pinned?.id).not.toBe(plain?.id);
    expect(pinned?.slot).toBe(plain?.slot);
    expect(pinned?.table).not.toBe(plain?.table);
    expect(pinned?.table).toMatchObject({ owner: null, list: null });
    expect(pinnedAgain?.table).toBe(pinned?.table);
  });
});

describe('cached cells with equal statements in equal words', () => {
  const mass = dimension('mass', 'QUANTITY', { unit: 'kg' });

  it('share a class, however many claims they have; a cell with a second wording has a separate class', () => {
    const table = '1 kg ¦ 1 kg / 1 kg ¦ 1 kg / 1000 g ¦ 2 kg';
    const claims = claimsAlong(mass, cellsIn(mass, table));
    const given: Parts = { approaches: breads, axes: [mass], claims };
    const group = groupAxes(material(given), [mass.id], [])[0]!;
    const cells = cacheOf(given).cellsOf(group, breads) as readonly CachedCell[];
    const [one, two, mixed, other] = cells.map(({ cellClass }) => cellClass);

    expect(two).toBe(one);
    expect(new Set([one, mixed, other]).size).toBe(3);
    expect(mixed?.statements).toHaveLength(2);
  });
});

describe('cached cells of equivalent texts', () => {
  const leavening = dimension('leavening', 'TEXT');
  const synonyms = [['levain', 'sourdough']];
  const sources = ['handbook', 'almanac', 'journal', 'diary', 'letter', 'leaflet'];

  // The ids of the claims depend on their sources, and determine which of several wordings is shown.
  it.each(sources)('have the same wording as new cells, alone and beside other wordings (%s)', (source) => {
    const claimsOf = (...wordings: readonly string[]): readonly CellClaim[] =>
      wordings.map((each) => by(source, text(each)));
    const given: Parts = {
      approaches: breads,
      axes: [leavening],
      claims: claimsAlong(leavening, [
        claimsOf('Levain', 'Sourdough'),
        claimsOf('levain.', 'Sourdough'),
        claimsOf('Levain', 'sourdough.'),
        claimsOf('levain.'),
      ]),
      synonyms,
    };
    const cache = cacheOf(given);
    for (const _ of [1, 2]) expect(cachedRows(given, cache, {})).toEqual(freshRows(given, {}));
  });

  it('share a class if they also have equal texts and conditions', () => {
    const given: Parts = {
      approaches: breads,
      axes: [leavening],
      claims: claimsAlong(leavening, cellsIn(leavening, 'Levain ¦ Levain ¦ levain. ¦ winter: Levain')),
    };
    const [group] = groupAxes(material(given), [leavening.id], []);
    const cells = group ? cacheOf(given).cellsOf(group, breads) : [];
    const [first, second, ...others] = cells.map(({ cellClass }) => cellClass);
    expect(first).toBeTruthy();
    expect(second).toBe(first);
    expect(new Set([first, ...others]).size).toBe(3);
    expect(cells.map(displayCell)).toEqual(['Levain', 'Levain', 'levain.', 'Levain (season: Winter)']);
  });

  it('read their claims once, even if both `claims` and `values` are used', () => {
    const claims = claimsAlong(leavening, cellsIn(leavening, 'Levain / Steam ¦ Yeast'));
    let reads = 0;
    const cache = cachedCells(
      inMemoryClaims(claims, () => (reads += 1)),
      nameLookup([]),
      largeBound,
    );
    const given = material({ approaches: [rye, wheat], axes: [leavening], claims });
    const [group] = groupAxes(given, [leavening.id], []);
    const [first, second] = group ? cache.cellsOf(group, given.approaches) : [];
    for (const cell of [first, second]) {
      const before = reads;
      expect(cell?.claims).toHaveLength(cell === first ? 2 : 1);
      expect(cell?.values).toHaveLength(cell === first ? 2 : 1);
      expect(reads - before).toBe(1);
    }
  });

  it('have the position of their first claim, or null without claims', () => {
    const claims = claimsAlong(leavening, [[at(3, text('Levain'))], []]);
    const cache = cacheOf({ approaches: [rye, wheat], axes: [leavening], claims });
    const [group] = groupAxes(material({ approaches: [], axes: [leavening], claims }), [leavening.id], []);
    expect(group && cache.cellsOf(group, [rye, wheat]).map(({ position }) => position)).toEqual([3, null]);
  });
});

describe('results derived from cached cells', () => {
  const leavening = dimension('leavening', 'TEXT');

  /** Evaluates the row of an axis twice. @returns the number of name look-ups of each evaluation */
  function lookUps(axis: Axis, table: string): readonly [number, number] {
    const claims = claimsAlong(axis, cellsIn(axis, table));
    let count = 0;
    const counting: NameLookup = () => {
      count += 1;
      return new Set();
    };
    const cache = cachedCells(inMemoryClaims(claims), counting, largeBound);
    const countLookUps = (): number => {
      const before = count;
      const given = { ...material({ approaches: breads, axes: [axis], claims }), nameLookup: counting };
      for (const row of runToEnd(compareCells(breads, given, cache, {}))) row.verdict satisfies string;
      return count - before;
    };
    return [countLookUps(), countLookUps()];
  }

  it('include the relation of each pair of cell classes, computed once', () => {
    const [first, second] = lookUps(leavening, 'Levain ¦ Yeast ¦ Steam ¦ Levain');
    expect(first).toBeGreaterThan(0);
    expect(second).toBe(0);
  });

  it('include the similarity for neighbours, computed once per cell class', () => {
    const manyApproaches = Array.from({ length: 40 }, (_, number) => approach(`bread-${number}`));
    const words = ['Levain', 'Yeast', 'Steam'];
    const claims = manyApproaches.flatMap((each, number) =>
      claimsAlong(leavening, cellsIn(leavening, words[number % words.length] as string)).map((claim) => ({
        ...claim,
        id: `${claim.id}-${number}`,
        subject: each.id,
      })),
    );
    const others = new Map(manyApproaches.map((each) => [each.id, each]));
    const count = { reads: 0, lookUps: 0 };
    const counting: NameLookup = () => {
      count.lookUps += 1;
      return new Set();
    };
    const cache = cachedCells(
      inMemoryClaims(claims, () => (count.reads += 1)),
      counting,
      largeBound,
    );
    const groups = groupAxes(
      material({ approaches: manyApproaches, axes: [leavening], claims }),
      [leavening.id],
      [],
    );
    const nearest = (one: Approach): readonly number[] => {
      const similarity = cache.similaritiesTo(one);
      for (const group of groups) similarity.add(group);
      return nearestTo({ approach: one, others }, similarity.similarities(), 100).map((each) => each.score);
    };
    const scores = nearest(manyApproaches[0] as Approach);
    expect(scores.filter((score) => score > 0)).toHaveLength(13);
    expect(scores).toHaveLength(39);
    // A text is compared as stated; its claim is not read.
    expect(count.reads).toBe(0);
    for (const one of manyApproaches) expect(nearest(one)).toHaveLength(39);
    expect(count.reads).toBe(0);
    expect(count.lookUps).toBeLessThanOrEqual(words.length);
  });

  it('include row results by the set of approaches, so that an interrupted comparison continues where it stopped', () => {
    const axes = Array.from({ length: 12 }, (_, number) =>
      dimension(`axis-${number}`, 'ORDINAL', { levels: ['1', '2', '3', '4', '5'] }),
    );
    const claims = axes.flatMap((axis) => claimsAlong(axis, cellsIn(axis, '1 ¦ 2 ¦ 5')));
    const approaches = breads.slice(0, 3);
    const given = material({ approaches, axes, claims });
    let reads = 0;
    // Almost no cells are cached.
    const cache = cachedCells(
      inMemoryClaims(claims, () => (reads += 1)),
      given.nameLookup,
      1,
    );
    const summarising = (compared: readonly Approach[]) =>
      summarise(runToEnd(compareCells(compared, given, cache, {})));
    const interrupted = summarising(approaches);
    for (let steps = 0; steps < 7; steps += 1) interrupted.next();
    interrupted.return(undefined as never);
    const before = reads;
    const all = 12 * 3;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(all);
    const { rowCount, coverage } = runToEnd(summarising(approaches.toReversed()));
    expect({ rowCount, coverage }).toEqual({ rowCount: 12, coverage: 1 });
    // Only the row at which the comparison was interrupted is computed again.
    expect(reads).toBeGreaterThanOrEqual(all);
    expect(reads).toBeLessThanOrEqual(all + 3);
    const after = reads;
    expect(runToEnd(summarising(approaches)).rowCount).toBe(12);
    expect(reads).toBe(after);
  });

  it('are evicted if they exceed half of the bound, but the cells stay cached', () => {
    const manyApproaches = Array.from({ length: 50 }, (_, number) => approach(`bread-${number}`));
    const claims = manyApproaches.flatMap((each, number) =>
      claimsAlong(leavening, cellsIn(leavening, `Leaven ${number}`)).map((claim) => ({
        ...claim,
        id: `${claim.id}-${number}`,
        subject: each.id,
      })),
    );
    const given = material({ approaches: manyApproaches, axes: [leavening], claims });
    let reads = 0;
    // An axis group with fifty cells in fifty classes takes about 720 units with its columns, and the verdicts of all pairs take 1,225 units.
    const cache = cachedCells(
      inMemoryClaims(claims, () => (reads += 1)),
      nameLookup([]),
      1_200,
    );
    const verdicts = (): readonly string[] =>
      runToEnd(compareCells(manyApproaches, given, cache, { axes: [leavening.id] })).map(
        (row) => row.verdict,
      );
    for (let time = 0; time < 3; time += 1) expect(verdicts()).toEqual(['DIFFERENT']);
    expect(reads).toBe(50);
  });

  it('are computed from the claims once; claims are read again only if they are selected', () => {
    const claims = claimsAlong(leavening, cellsIn(leavening, 'Levain ¦ Yeast ¦ Steam'));
    let reads = 0;
    const cache = cachedCells(
      inMemoryClaims(claims, () => (reads += 1)),
      nameLookup([]),
      largeBound,
    );
    const given = material({ approaches: [rye, wheat, spelt], axes: [leavening], claims });
    const verdicts = (): readonly string[] =>
      runToEnd(compareCells(given.approaches, given, cache, {})).map(
        (row) => `${row.verdict} ${explain(row)}`,
      );
    const computed = verdicts();
    expect(reads).toBe(3);
    expect(verdicts()).toEqual(computed);
    expect(reads).toBe(3);
    const [row] = runToEnd(compareCells(given.approaches, given, cache, {}));
    expect(row?.cells.map((cell) => cell.claims.length)).toEqual([1, 1, 1]);
    expect(reads).toBe(6);
  });
});

describe('the cached similarity of approaches', () => {
  /** Lists the distances and the numbers of shared rows between `to` and other approaches: first from a cache, then from new cells. */
  function similarities(given: Parts, to: Approach): readonly (readonly unknown[])[] {
    const knowledge = material(given);
    const axes = [...new Set(given.claims.flatMap(({ target }) => target ?? []))];
    const groups = groupAxes(knowledge, axes, []);
    const others = new Map(given.approaches.filter((each) => each !== to).map((each) => [each.id, each]));
    const cached = cacheOf(given).similaritiesTo(to);
    for (const group of groups) cached.add(group);
    const fresh = cellsOfClaims(given.claims, [], knowledge.nameLookup);
    const compared = compareWithEach({ approach: to, others }, fresh, groups, knowledge.nameLookup);
    const ofOthers = [...cached.similarities()].filter(({ id }) => id !== to.id);
    return [ofOthers, [...compared]].map((list) =>
      list.map(({ id, distance, rows }) => `${id} ${distance} ${rows}`).sort(),
    );
  }

  it('counts an approach with claims along several equivalent axes once', () => {
    const [keeps, stays] = [feature('keeps'), feature('stays')];
    const [cached, fresh] = similarities(
      {
        approaches: breads,
        axes: [keeps, stays],
        claims: [
          ...claimsAlong(keeps, cellsIn(keeps, 'Yes ¦ Yes ¦ — ¦ No')),
          ...claimsAlong(stays, cellsIn(stays, 'Yes ¦ Yes ¦ Yes ¦ —')),
        ],
        equivalent: [[keeps, stays]],
      },
      rye,
    );
    expect(cached).toEqual(['approach/oats 1 1', 'approach/spelt 0 1', 'approach/wheat 0 1']);
    expect(cached).toEqual(fresh);
  });

  it('relates the right approaches if two axis groups have the same number of claims about different approaches', () => {
    const [crust, crumb] = [dimension('crust', 'TEXT'), dimension('crumb', 'TEXT')];
    const [cached, fresh] = similarities(
      {
        approaches: breads,
        axes: [crust, crumb],
        claims: [
          ...claimsAlong(crust, cellsIn(crust, '— ¦ Soft ¦ — ¦ Soft')),
          ...claimsAlong(crumb, cellsIn(crumb, 'Open ¦ — ¦ Open ¦ —')),
        ],
      },
      rye,
    );
    expect(cached).toEqual(['approach/spelt 0 1']);
    expect(cached).toEqual(fresh);
  });

  it.each([256, 257, 300])('distinguishes %i different cells', (count) => {
    const tin = dimension('tin', 'QUANTITY', { minimum: '0', maximum: '512' });
    const manyApproaches = Array.from({ length: count }, (_, number) => approach(`bread-${number}`));
    const claims = manyApproaches.map((each, number) => claim(each, tin, amount(`${number}`)));
    const [cached, fresh] = similarities(
      { approaches: manyApproaches, axes: [tin], claims },
      manyApproaches[0] as Approach,
    );
    expect(cached).toHaveLength(count - 1);
    expect(cached).toEqual(fresh);
  });
});

describe('cells of one axis and of a group that contains it', () => {
  it('are cached separately', () => {
    const [keeps, stays] = [feature('keeps'), feature('stays')];
    const parts: Parts = {
      approaches: [rye, wheat],
      axes: [keeps, stays],
      claims: [
        ...claimsAlong(keeps, cellsIn(keeps, 'Yes ¦ —')),
        ...claimsAlong(stays, cellsIn(stays, '— ¦ No')),
      ],
    };
    const cache = cacheOf(parts);
    const equivalent = { ...parts, equivalent: [[keeps, stays]] };
    const verdicts = (given: Parts): readonly string[] =>
      runToEnd(compareCells(given.approaches, material(given), cache, {})).map(({ verdict }) => verdict);
    expect([parts, equivalent, parts].map(verdicts)).toEqual([['ONE_SIDED'], ['OPPOSITE'], ['ONE_SIDED']]);
    const indexes = [parts, equivalent].flatMap((given) =>
      groupAxes(material(given), [keeps.id, stays.id], []).map(
        (group) => (cache.cellOf(group, rye) as CachedCell).index,
      ),
    );
    expect(new Set(indexes).size).toBe(3);
  });
});

describe('the size of a cache', () => {
  const result: RowResult = {
    verdict: 'SAME',
    basis: 'TEXT',
    distance: 0,
    meanDistance: 0,
    statedCells: 2,
    span: null,
  };
  interface Sized {
    readonly axes: number;
    readonly approaches: number;
    readonly hasEqualCells: boolean;
  }
  const texts = ['Levain', 'Yeast', 'Steam', 'Soda'];

  /** Counts the claim reads of the second of two equal comparisons: 0 if all cells are still cached. */
  function readsAgain(bound: number, { axes: axisCount, approaches: count, hasEqualCells }: Sized): number {
    const axes = Array.from({ length: axisCount }, (_, number) => dimension(`axis-${number}`, 'TEXT'));
    const approaches = Array.from({ length: count }, (_, number) => approach(`bread-${number}`));
    const claims = axes.flatMap((axis) =>
      approaches.map((each, number) =>
        claim(each, axis, text(hasEqualCells ? 'Levain' : `${texts[number % 4]} ${number}`)),
      ),
    );
    let reads = 0;
    const cache = cachedCells(
      inMemoryClaims(claims, () => (reads += 1)),
      nameLookup([]),
      bound,
    );
    const given = material({ approaches, axes, claims });
    const stated = (): number => {
      const rows = runToEnd(compareCells(approaches, given, cache, {}));
      for (const row of rows) row.verdict satisfies string;
      const states = rows.flatMap((row) => row.cells.map(({ state }) => state));
      return states.filter((state) => state === 'STATED').length;
    };
    const all = axisCount * count;
    expect(stated()).toBe(all);
    const before = reads;
    expect(stated()).toBe(all);
    return reads - before;
  }

  it.each<[string, number, Sized]>([
    ['different cells', 400, { axes: 1, approaches: 50, hasEqualCells: false }],
    [
      'different cells, and the verdicts of their pairs',
      1_280,
      { axes: 1, approaches: 50, hasEqualCells: false },
    ],
    ['approaches', 100, { axes: 1, approaches: 50, hasEqualCells: true }],
    ['axis groups', 700, { axes: 50, approaches: 2, hasEqualCells: true }],
    ['equal cells', 120, { axes: 4, approaches: 10, hasEqualCells: true }],
  ])('includes %s: with a smaller bound, cells are evicted', (_, bound, sized) => {
    expect(readsAgain(bound, sized)).toBeGreaterThan(0);
    expect(readsAgain(largeBound, sized)).toBe(0);
  });

  it('is bounded separately for row results: to a quarter of the bound', () => {
    const sets = [
      [rye, wheat],
      [rye, spelt],
      [wheat, spelt],
    ];
    const cachedResults = (bound: number): readonly number[] => {
      const cache = cacheOf({ approaches: breads, axes: [], claims: [] }, bound);
      for (const approaches of sets) {
        const results = cache.rowResultsOf(approaches);
        for (const axis of ['a', 'b']) results?.set(textKey(axis), result);
      }
      return sets.toReversed().map((approaches) => {
        const results = cache.rowResultsOf(approaches);
        return ['a', 'b'].filter((axis) => results?.get(textKey(axis), () => [axis])).length;
      });
    };
    expect(cachedResults(24)).toEqual([2, 2, 2]);
    expect(cachedResults(16)).toEqual([2, 2, 0]);
  });

  it('includes the verdicts of pairs, up to half of the bound', () => {
    const baker = dimension('baker', 'TEXT');
    const approaches = Array.from({ length: 50 }, (_, number) => approach(`bread-${number}`));
    const claims = approaches.map((each, number) => claim(each, baker, text(`Baker ${number}`)));
    let lookUps = 0;
    const counting: NameLookup = () => {
      lookUps += 1;
      return new Set();
    };
    /** Counts the look-ups of each of two comparisons of 50 cells, which have 1,225 pairs. */
    const lookUpsWith = (bound: number): readonly number[] => {
      const cache = cachedCells(inMemoryClaims(claims), counting, bound);
      const given = { ...material({ approaches, axes: [baker], claims }), nameLookup: counting };
      return [1, 2].map(() => {
        const before = lookUps;
        const [row] = runToEnd(compareCells(approaches, given, cache, { axes: [baker.id] }));
        expect(row?.verdict).toBe('DIFFERENT');
        return lookUps - before;
      });
    };
    const [all = 0, none] = lookUpsWith(largeBound);
    expect(all).toBeGreaterThan(0);
    expect(none).toBe(0);
    const [first, second] = lookUpsWith(2_000);
    expect(first).toBe(all);
    expect(second).toBeGreaterThan(0);
    expect(lookUpsWith(2 * 1_225)[1]).toBe(0);
  });
});

/** Runs the garbage collector. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  // Until the end of a turn, the targets of new weak references are retained.
  await nextTurn();
  (runInNewContext('gc') as () => void)();
}

describe('cells of several views', () => {
  const leavening = dimension('leavening', 'TEXT');
  const crust = dimension('crust', 'TEXT');
  const approaches = [rye, wheat, spelt];
  const claimsAt = (revision: number) =>
    [leavening, crust].flatMap((axis) => claimsAlong(axis, cellsIn(axis, `Rye ${revision} ¦ Wheat ¦ Spelt`)));

  /** Opens the cells of a view, and counts the reads of claims. */
  function open(cache: CellCache, log: FilledLog, revision: number) {
    const claims = claimsAt(revision);
    const count = { reads: 0 };
    const cells = cache.at({
      claims: inMemoryClaims(claims, () => (count.reads += 1)),
      nameLookup: nameLookup([]),
      stamps: new ViewStamps(revision, log),
    });
    const given = material({ approaches, axes: [leavening, crust], claims });
    const shown = (): readonly string[] =>
      runToEnd(compareCells([...approaches], given, cells, {})).map(
        (row) => `${row.verdict}: ${row.cells.map(displayCell).join(', ')}`,
      );
    return { count, shown };
  }

  it('are computed again only if a publication touched their claims or their axis, and never from the claims of another view', () => {
    const [cache, log] = [new CellCache(largeBound), new FilledLog()];
    log.publish();
    const first = open(cache, log, 1);
    expect(first.shown()).toEqual(Array(2).fill('DIFFERENT: Rye 1, Wheat, Spelt'));
    expect(first.count.reads).toBe(6);
    log.publish(...[leavening, crust].map(({ id }) => linkTag(rye.id, id)), subjectTag(rye.id));
    const second = open(cache, log, 2);
    expect(second.shown()).toEqual(Array(2).fill('DIFFERENT: Rye 2, Wheat, Spelt'));
    expect(second.count.reads).toBe(2);
    // Another request may still read the first view.
    expect(first.shown()).toEqual(Array(2).fill('DIFFERENT: Rye 1, Wheat, Spelt'));
    const readsOfFirst = first.count.reads;
    expect(second.shown()).toEqual(Array(2).fill('DIFFERENT: Rye 2, Wheat, Spelt'));
    expect([second.count.reads, readsOfFirst]).toEqual([2, 8]);
    log.publish(conceptTag(crust.id));
    const third = open(cache, log, 3);
    third.shown();
    expect(third.count.reads).toBe(3);
  });

  it('stay cached if a publication touched other claims about their approach', () => {
    const [cache, log] = [new CellCache(largeBound), new FilledLog()];
    log.publish();
    const first = open(cache, log, 1);
    first.shown();
    for (const revision of [2, 3, 4]) {
      log.publish(linkTag(rye.id, crust.id), subjectTag(rye.id));
      const next = open(cache, log, revision);
      expect(next.shown()).toEqual([
        `DIFFERENT: Rye ${revision}, Wheat, Spelt`,
        'DIFFERENT: Rye 1, Wheat, Spelt',
      ]);
      expect(next.count.reads).toBe(1);
    }
    // The claims without a target, and the claims about another approach, are in no cell of these rows.
    log.publish(linkTag(rye.id, null), subjectTag(rye.id), linkTag('approach/oat', crust.id));
    const last = open(cache, log, 5);
    last.shown();
    expect(last.count.reads).toBe(0);
    expect(first.shown()).toEqual(Array(2).fill('DIFFERENT: Rye 1, Wheat, Spelt'));
  });

  it.each([
    { views: 'a view of a later revision', openings: [2, 'retained 1'] },
    { views: 'another view of the same revision', openings: [1, 'retained 1'] },
    { views: 'a view that was opened later', openings: ['retained 1', 2] },
    { views: 'views of an earlier and a later revision', openings: [1, 'retained 2', 3, 1] },
  ] as const)(
    'of all approaches are computed in the retained view, after other views that shared the cells were collected: $views',
    async ({ openings }) => {
      const [cache, log] = [new CellCache(largeBound), new FilledLog()];
      for (let revision = 1; revision <= 3; revision += 1) log.publish();
      const claims = claimsAlong(leavening, cellsIn(leavening, 'Levain, Yeast ¦ Steam ¦ Levain'));
      const given = material({ approaches, axes: [leavening], claims });
      const [group] = groupAxes(given, [leavening.id], []) as [AxisGroup];
      const retained: ViewCells[] = [];
      const columns = openings.map((opening) => {
        const revision = Number(String(opening).replace('retained ', ''));
        const stamps = new ViewStamps(revision, log);
        const cells = cache.at({ claims: inMemoryClaims(claims), nameLookup: nameLookup([]), stamps });
        if (typeof opening === 'string') retained.push(cells);
        return cells.columnOf(group);
      });
      expect(new Set(columns).size).toBe(1);
      await collectGarbage();
      const states = columns[0]?.distinct.map((cell) => cell.contentUnder([]).state);
      expect(new Set(states)).toEqual(new Set(['STATED']));
      // Retains the view until here.
      expect(retained).toHaveLength(1);
    },
  );

  it('are compared by the concepts that their texts name in the view', () => {
    const [cache, log] = [new CellCache(largeBound), new FilledLog()];
    const claims = claimsAlong(leavening, cellsIn(leavening, 'Levain ¦ Sourdough'));
    const given = material({ approaches: [rye, wheat], axes: [leavening], claims });
    const verdictAt = (revision: number, synonyms: readonly (readonly string[])[]): unknown => {
      const names = nameLookup(synonyms);
      const stamps = new ViewStamps(revision, log);
      const cells = cache.at({ claims: inMemoryClaims(claims), nameLookup: names, stamps });
      const knowledge = { ...given, nameLookup: names };
      return runToEnd(compareCells([rye, wheat], knowledge, cells, {}))[0]?.verdict;
    };
    log.publish();
    expect(verdictAt(1, [])).toBe('DIFFERENT');
    log.publish(subjectTag(rye.id), subjectTag(wheat.id), namesAlongTag(leavening.id));
    expect(verdictAt(2, [['Levain', 'Sourdough']])).toBe('EQUIVALENT');
    expect(verdictAt(1, [])).toBe('DIFFERENT');
  });
});
