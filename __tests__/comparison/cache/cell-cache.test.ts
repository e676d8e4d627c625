import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import type { Cell } from '../../../src/comparison/cells/cell.js';
import type { InMemoryClaims } from '../../../src/comparison/cells/in-memory-claims.js';
import { compareCells, scopeOf, type AxisSelection } from '../../../src/comparison/compare.js';
import type { EditorialPosition } from '../../../src/comparison/cells/editorial-position.js';
import { displayCell } from '../../../src/comparison/cells/display.js';
import { explain } from '../../../src/comparison/rows/explanation.js';
import type { CachedCell } from '../../../src/comparison/cache/cached-cell.js';
import { CellCache } from '../../../src/comparison/cache/cell-cache.js';
import { groupAxes } from '../../../src/comparison/rows/axis-group.js';
import { cellsOfClaims, type CellSource } from '../../../src/comparison/rows/cell-source.js';
import { summarise } from '../../../src/comparison/rows/summary.js';
import { compareWithEach, nearestTo } from '../../../src/comparison/nearest/nearest.js';
import type { ComparisonRow } from '../../../src/comparison/rows/row.js';
import type { Claim } from '../../../src/graph/claim.js';
import type { Approach } from '../../../src/graph/concept.js';
import type { NameLookup } from '../../../src/graph/values/value-type.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import { largeParts, selection } from '../arbitraries.js';
import {
  approach,
  breads,
  claimsAlong,
  dimension,
  feature,
  material,
  nameLookup,
  plainRow,
  rye,
  spelt,
  wheat,
  type Parts,
} from '../material.js';
import { cellsIn } from '../notation.js';

const largeBound = 1_000_000;

function inMemoryClaims(claims: readonly Claim[], onRead: () => void = () => undefined): InMemoryClaims {
  const distinct = (ids: readonly (string | null)[]): readonly string[] =>
    [...new Set(ids.flatMap((id) => id ?? []))].sort();
  return {
    claimsAlong(subject, predicate, target) {
      onRead();
      return claims.filter(
        (each) => each.subject === subject && each.predicate === predicate && each.target === target,
      );
    },
    *positionsOf(subjects, predicates) {
      const positions = new Map<string, EditorialPosition>();
      for (const [subject, id] of subjects.entries()) {
        for (const each of claims) {
          if (each.subject !== id || each.target === null || !predicates.includes(each.predicate)) continue;
          const { subject: first = subject, position = Infinity } = positions.get(each.target) ?? {};
          if (first === subject) {
            positions.set(each.target, { subject, position: Math.min(position, each.position) });
          }
        }
        yield;
      }
      return positions;
    },
    subjectsOf: (target, predicate) =>
      distinct(
        claims
          .filter((each) => each.target === target && each.predicate === predicate)
          .map((each) => each.subject),
      ),
    eachStatedToward(target, predicate, visit) {
      const toward = claims.filter((each) => each.target === target && each.predicate === predicate);
      for (const subject of distinct(toward.map((each) => each.subject))) {
        const own = toward.filter((each) => each.subject === subject);
        const signatures = new Set(
          own.map(({ value, absence, qualifiers, rank }) =>
            JSON.stringify([own.length, value, absence, qualifiers, rank]),
          ),
        );
        const [only, ...others] = own;
        const isPlain = others.length === 0 && only?.absence === null && only.qualifiers.length === 0;
        visit(
          subject,
          signatures.size === 1 ? ([...signatures][0] ?? null) : null,
          isPlain ? only.value : null,
        );
      }
    },
  };
}

function cacheOf(parts: Parts, bound = largeBound): CellCache {
  return new CellCache(inMemoryClaims(parts.claims), nameLookup(parts.synonyms ?? []), bound);
}

/** A cell without the members that only cached cells have. */
function plainCell(cell: Cell): Cell {
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

function cachedRows(parts: Parts, cache: CellCache, selected: AxisSelection): readonly unknown[] {
  return plainRows(runToEnd(compareCells(parts.approaches, material(parts), cache, selected)));
}

function freshRows(parts: Parts, { under: _, ...selected }: AxisSelection): readonly unknown[] {
  const cells = cellsOfClaims(parts.claims, [], nameLookup(parts.synonyms ?? []));
  return plainRows(runToEnd(compareCells(parts.approaches, material(parts), cells, selected)));
}

describe('cached cells', () => {
  it('give the same rows as new ones, the first time and again', () => {
    fc.assert(
      fc.property(largeParts, fc.array(selection, { minLength: 1, maxLength: 4 }), (parts, selections) => {
        const cache = cacheOf(parts);
        for (const { under: _, ...selected } of [...selections, ...selections]) {
          expect(cachedRows(parts, cache, selected)).toEqual(freshRows(parts, selected));
        }
      }),
    );
  });

  it('give the same rows as new ones with a bound that few cells reach', () => {
    fc.assert(
      fc.property(largeParts, fc.integer({ min: 0, max: 40 }), (parts, bound) => {
        const cache = cacheOf(parts, bound);
        expect(cachedRows(parts, cache, {})).toEqual(freshRows(parts, {}));
        expect(cachedRows(parts, cache, {})).toEqual(freshRows(parts, {}));
      }),
    );
  });

  it('give the same neighbours as new ones', () => {
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

  it('have unique record indexes that do not change while they are cached', () => {
    const keeps = feature('keeps');
    const given: Parts = {
      approaches: breads,
      axes: [keeps],
      claims: claimsAlong(keeps, cellsIn(keeps, 'Yes ¦ No')),
    };
    const cells = (cache: CellCache): readonly CachedCell[] =>
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

describe('cached cells of a revision that the request names', () => {
  it('give the same rows as new ones, with the ids that contain the revision', () => {
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
    const [plain, pinned, again] = [cache, cache.pinnedTo(7), cache.pinnedTo(7)].map(
      (source) => source.cellOf(group, rye) as CachedCell,
    );
    expect(plain?.id).toBe(row?.cells[0]?.id);
    expect(pinned?.id).not.toBe(plain?.id);
    expect(pinned?.slot).toBe(plain?.slot);
    expect(pinned?.table).not.toBe(plain?.table);
    expect(again?.table).toBe(pinned?.table);
  });
});

describe('cached cells that state the same in the same words', () => {
  const mass = dimension('mass', 'QUANTITY', { unit: 'kg' });

  it('have one class, however many claims they have; a cell with another wording beside it has its own', () => {
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

describe('results derived from cached cells', () => {
  const leavening = dimension('leavening', 'TEXT');

  /** Evaluates the row of an axis twice. @returns the number of name look-ups of each time */
  function lookUps(axis: Axis, table: string): readonly [number, number] {
    const claims = claimsAlong(axis, cellsIn(axis, table));
    let count = 0;
    const counting: NameLookup = () => {
      count += 1;
      return new Set();
    };
    const cache = new CellCache(inMemoryClaims(claims), counting, largeBound);
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
    const many = Array.from({ length: 40 }, (_, number) => approach(`bread-${number}`));
    const words = ['Levain', 'Yeast', 'Steam'];
    const claims = many.flatMap((each, number) =>
      claimsAlong(leavening, cellsIn(leavening, words[number % words.length] as string)).map((claim) => ({
        ...claim,
        id: `${claim.id}-${number}`,
        subject: each.id,
      })),
    );
    const others = new Map(many.map((each) => [each.id, each]));
    const count = { reads: 0, lookUps: 0 };
    const counting: NameLookup = () => {
      count.lookUps += 1;
      return new Set();
    };
    const cache = new CellCache(
      inMemoryClaims(claims, () => (count.reads += 1)),
      counting,
      largeBound,
    );
    const groups = groupAxes(material({ approaches: many, axes: [leavening], claims }), [leavening.id], []);
    const nearest = (one: Approach): readonly number[] => {
      const similarity = cache.similaritiesTo(one);
      for (const group of groups) similarity.add(group);
      return nearestTo({ approach: one, others }, similarity.similarities(), 100).map((each) => each.score);
    };
    const scores = nearest(many[0] as Approach);
    expect(scores.filter((score) => score > 0)).toHaveLength(13);
    expect(scores).toHaveLength(39);
    // A text is compared as stated; its claim is not read.
    expect(count.reads).toBe(0);
    for (const one of many) expect(nearest(one)).toHaveLength(39);
    expect(count.reads).toBe(0);
    expect(count.lookUps).toBeLessThanOrEqual(words.length);
  });

  it('include row results by the set of approaches, so that an interrupted comparison continues where it ended', () => {
    const axes = Array.from({ length: 12 }, (_, number) =>
      dimension(`axis-${number}`, 'ORDINAL', { levels: ['1', '2', '3', '4', '5'] }),
    );
    const claims = axes.flatMap((axis) => claimsAlong(axis, cellsIn(axis, '1 ¦ 2 ¦ 5')));
    const approaches = breads.slice(0, 3);
    const given = material({ approaches, axes, claims });
    let reads = 0;
    // Almost no cells are cached.
    const cache = new CellCache(
      inMemoryClaims(claims, () => (reads += 1)),
      given.nameLookup,
      1,
    );
    const summarising = (some: readonly Approach[]) =>
      summarise(runToEnd(compareCells(some, given, cache, {})));
    const ended = summarising(approaches);
    for (let steps = 0; steps < 7; steps += 1) ended.next();
    ended.return(undefined as never);
    const before = reads;
    const all = 12 * 3;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(all);
    const { rowCount, coverage } = runToEnd(summarising(approaches.toReversed()));
    expect({ rowCount, coverage }).toEqual({ rowCount: 12, coverage: 1 });
    // Only the row at which it was interrupted is computed again.
    expect(reads).toBeGreaterThanOrEqual(all);
    expect(reads).toBeLessThanOrEqual(all + 3);
    const after = reads;
    expect(runToEnd(summarising(approaches)).rowCount).toBe(12);
    expect(reads).toBe(after);
  });

  it('are evicted if they exceed half of the bound, but the cells stay', () => {
    const many = Array.from({ length: 50 }, (_, number) => approach(`bread-${number}`));
    const claims = many.flatMap((each, number) =>
      claimsAlong(leavening, cellsIn(leavening, `Leaven ${number}`)).map((claim) => ({
        ...claim,
        id: `${claim.id}-${number}`,
        subject: each.id,
      })),
    );
    const given = material({ approaches: many, axes: [leavening], claims });
    let reads = 0;
    // An axis group with fifty cells in fifty classes: some 560 entries. The relations of all pairs: 1225 entries.
    const cache = new CellCache(
      inMemoryClaims(claims, () => (reads += 1)),
      nameLookup([]),
      1_200,
    );
    const verdicts = (): readonly string[] =>
      runToEnd(compareCells(many, given, cache, { axes: [leavening.id] })).map((row) => row.verdict);
    for (let again = 0; again < 3; again += 1) expect(verdicts()).toEqual(['DIFFERENT']);
    expect(reads).toBe(50);
  });

  it('are read from the claims once, and again only if the claims themselves are selected', () => {
    const claims = claimsAlong(leavening, cellsIn(leavening, 'Levain ¦ Yeast ¦ Steam'));
    let reads = 0;
    const cache = new CellCache(
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
