import { describe, expect, it } from '@jest/globals';
import { CellScope, ComparisonScope } from '../../../src/comparison/cells/content-ids.js';
import { noSpreads, type Spreads } from '../../../src/comparison/cells/spreads.js';
import { groupAxes } from '../../../src/comparison/rows/axis-group.js';
import { cellsOfClaims } from '../../../src/comparison/rows/cell-source.js';
import { LazyRow, signature } from '../../../src/comparison/rows/row.js';
import { mostDiscriminating, similarityOf } from '../../../src/comparison/rows/summary.js';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import type { RowResult } from '../../../src/comparison/verdicts/verdict.js';
import type { RowResults } from '../../../src/comparison/verdicts/row-result-cache.js';
import type { CacheKey } from '../../../src/graph/cache-keys.js';
import type { DimensionSpread } from '../../../src/graph/spreads/dimension-spread.js';
import type { Claim } from '../../../src/graph/claim.js';
import type { Approach } from '../../../src/graph/concept.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import {
  amount,
  approach,
  claim,
  claimsAlong,
  dimension,
  feature,
  material,
  nameLookup,
  no,
  rowAlong,
  rye,
  wheat,
  yes,
  type CellClaim,
} from '../material.js';
import { cellsIn } from '../notation.js';

interface RowParts {
  readonly axes: readonly [Axis, ...Axis[]];
  readonly claims: readonly Claim[];
  readonly approaches?: readonly Approach[];
  readonly spreads?: Spreads;
  readonly results?: RowResults | null;
}

/** Creates the row of `axes`, which are declared equivalent. */
function lazyRow({
  axes,
  claims,
  approaches = [rye, wheat],
  spreads = noSpreads,
  results = null,
}: RowParts): LazyRow {
  const knowledge = { ...material({ approaches, axes, claims, equivalent: [axes] }), spreads };
  const ids = axes.map(({ id }) => id);
  const [group] = groupAxes(knowledge, ids, []);
  if (!group) throw new Error('The axis has no group.');
  const cells = cellsOfClaims(claims, [], nameLookup([])).cellsOf(group, approaches);
  const scope = new ComparisonScope(
    approaches.map(({ id }) => id),
    new CellScope([], null),
  );
  return new LazyRow(group, cells, knowledge, scope, results);
}

/** Creates `Spreads` whose `of` returns `spread` only after `measuring` has run, and null before. */
function measuredOnRequest(spread: DimensionSpread): Spreads & { readonly measured: readonly string[] } {
  const measured: string[] = [];
  return {
    measured,
    of: ({ id }) => (measured.includes(id) ? spread : null),
    *measuring({ id }) {
      yield;
      measured.push(id);
    },
  };
}

const tin = dimension('tin', 'QUANTITY');
const baker = dimension('baker', 'TEXT');
const keeps = feature('keeps');
const stays = feature('stays');

describe('the distance of a row along a quantity', () => {
  const span = { minimum: '0', maximum: '16' };
  const claims = claimsAlong(tin, cellsIn(tin, '1 ¦ 3'));

  it('is computed after the span is measured, if the row is evaluated in steps', () => {
    const spreads = measuredOnRequest({ span, isIdentifying: false });
    const row = lazyRow({ axes: [tin], claims, spreads });
    runToEnd(row.evaluating());
    expect(spreads.measured).toEqual([tin.id]);
    expect([row.distance, row.meanDistance]).toEqual([0.125, 0.125]);
  });

  it('is the difference divided by the sum until the span is measured, then the difference divided by the span', () => {
    const spreads = measuredOnRequest({ span, isIdentifying: false });
    const row = lazyRow({ axes: [tin], claims, spreads });
    expect([row.verdict, row.distance, row.meanDistance]).toEqual(['DIFFERENT', 0.5, 0.5]);
    runToEnd(row.measuring());
    expect([row.verdict, row.distance, row.meanDistance]).toEqual(['DIFFERENT', 0.125, 0.125]);
  });

  it('needs no measurement if the span is declared or the axis is a feature', () => {
    const declared = dimension('declared', 'QUANTITY', { minimum: '0', maximum: '4' });
    const spreads = measuredOnRequest({ span, isIdentifying: false });
    const rows = [
      lazyRow({ axes: [declared], claims: claimsAlong(declared, cellsIn(declared, '1 ¦ 3')), spreads }),
      lazyRow({ axes: [keeps], claims: claimsAlong(keeps, [[yes], [no]]), spreads }),
    ];
    for (const row of rows) runToEnd(row.evaluating());
    expect(rows.map(({ distance }) => distance)).toEqual([0.5, 1]);
    expect(spreads.measured).toEqual([]);
  });

  it('is taken from cached results for the same span', () => {
    const results = new Map<CacheKey, RowResult>();
    const row = lazyRow({ axes: [tin], claims, results });
    runToEnd(row.evaluating());
    const [[key, result] = []] = results;
    expect(result).toMatchObject({ verdict: 'DIFFERENT', distance: 0.5 });
    results.set(key as CacheKey, { ...(result as NonNullable<typeof result>), distance: 0.25 });
    expect(lazyRow({ axes: [tin], claims, results }).distance).toBe(0.25);
  });
});

describe('a row along a text', () => {
  it('has no weight in a similarity if its texts identify approaches; the spread is measured first', () => {
    const claims = claimsAlong(baker, cellsIn(baker, 'Ada ¦ Bo'));
    for (const isIdentifying of [true, false]) {
      const spreads = measuredOnRequest({ span: null, isIdentifying });
      const row = lazyRow({ axes: [baker], claims, spreads });
      expect(runToEnd(similarityOf([row]))).toBe(isIdentifying ? null : 0);
      expect(runToEnd(mostDiscriminating([row], 1))).toEqual(isIdentifying ? [] : [row]);
      expect(spreads.measured).toContain(baker.id);
    }
  });
});

describe('cached row results', () => {
  it('are used instead of comparing the cells again, and belong to the set of axes of the row', () => {
    const results = new Map<CacheKey, RowResult>();
    const claims = [claim(rye, keeps, yes), claim(wheat, keeps, no), claim(wheat, stays, yes)];
    const alone = lazyRow({ axes: [keeps], claims, results });
    const together = lazyRow({ axes: [keeps, stays], claims, results });
    expect([alone.verdict, together.verdict]).toEqual(['OPPOSITE', 'UNDETERMINED']);
    runToEnd(together.evaluating());
    expect(results.size).toBe(2);
    const fromCache = lazyRow({ axes: [keeps], claims: [], results });
    runToEnd(fromCache.evaluating());
    expect([fromCache.verdict, fromCache.statedCells]).toEqual(['OPPOSITE', 2]);
  });

  it('are added when a row is evaluated in steps', () => {
    const results = new Map<CacheKey, RowResult>();
    runToEnd(lazyRow({ axes: [keeps], claims: claimsAlong(keeps, [[yes], [no]]), results }).evaluating());
    expect([...results.values()].map(({ verdict }) => verdict)).toEqual(['OPPOSITE']);
  });
});

describe('evaluating a row', () => {
  const manyApproaches = Array.from({ length: 64 }, (_, number) => approach(`bread-${number}`));
  const claims = manyApproaches.map((each, number) => claim(each, tin, amount(`${number + 1}`)));

  it('takes a step for every few different cells', () => {
    const steps = lazyRow({ axes: [tin], claims, approaches: manyApproaches }).evaluating();
    let count = 0;
    while (steps.next().done !== true) count += 1;
    expect(count).toBeGreaterThanOrEqual(6);
    expect(count).toBeLessThanOrEqual(20);
  });

  it('takes no steps if the row has few statements and needs no measured span', () => {
    const span = { minimum: '0', maximum: '16' };
    const quick = lazyRow({ axes: [keeps], claims: claimsAlong(keeps, [[yes], [no]]) });
    const measuring = lazyRow({
      axes: [tin],
      claims: claimsAlong(tin, cellsIn(tin, '1 ¦ 3')),
      spreads: measuredOnRequest({ span, isIdentifying: false }),
    });
    const large = lazyRow({
      axes: [keeps],
      claims: manyApproaches.map((each) => claim(each, keeps, yes)),
      approaches: manyApproaches,
    });
    expect([quick, measuring, large].map((row) => row.evaluateIfQuick())).toEqual([true, false, false]);
    runToEnd(large.evaluating());
    expect(large.evaluateIfQuick()).toBe(true);
  });

  it('has the same result in steps and without steps', () => {
    const [one, other] = [1, 2].map(() => lazyRow({ axes: [tin], claims, approaches: manyApproaches })) as [
      LazyRow,
      LazyRow,
    ];
    runToEnd(one.evaluating());
    expect([one.verdict, one.distance, one.meanDistance]).toEqual([
      other.verdict,
      other.distance,
      other.meanDistance,
    ]);
  });
});

describe('the mean distance of a row', () => {
  const crust = dimension('crust', 'ORDINAL', { levels: ['1', '2', '3', '4', '5'] });

  it.each([
    ['counts pairs of cells that have a distance', '1 ¦ 5 ¦ — ¦ 3', (1 + 0.5 + 0.5) / 3],
    ['counts pairs of equal cells', '1 ¦ 1 ¦ 5', 2 / 3],
    ['counts pairs with contested cells only if they have a distance', '1 / 2 ¦ 1 ¦ 3', (0.5 + 0.5) / 2],
    ['is null if no pair has a distance', '1 ¦ — ¦ Unknown', null],
  ])('%s: %s', (_, cells, mean) => {
    const { meanDistance } = rowAlong(crust, cellsIn(crust, cells));
    if (mean === null) expect(meanDistance).toBeNull();
    else expect(meanDistance).toBeCloseTo(mean, 8);
  });
});

describe('the signature of a cell', () => {
  const seeds = dimension('seeds', 'TERMS', { cardinality: 'MULTIPLE' });
  const leavening = dimension('leavening', 'TEXT');
  const cellOf = (axis: Axis, cells: readonly CellClaim[]) => {
    const [cell] = rowAlong(axis, [cells, []]).cells;
    if (!cell) throw new Error('The row has no cell.');
    return cell;
  };
  const signatureOf = (axis: Axis, line: string): CacheKey =>
    signature(cellOf(axis, cellsIn(axis, line).flat()));

  it('is the same in any order of statements, and of values that accumulate', () => {
    const contested = cellOf(leavening, cellsIn(leavening, 'Levain / winter: Steam / Yeast').flat());
    const accumulated = cellOf(seeds, cellsIn(seeds, 'poppy / flax / winter: sesame').flat());
    for (const cell of [contested, accumulated]) {
      const statements = cell.statements
        .map((statement) => ({ ...statement, values: statement.values.toReversed() }))
        .reverse();
      expect(signature({ ...cell, statements })).toBe(signature(cell));
    }
  });

  it.each([
    ['another value', 'Levain', 'Yeast'],
    ['a different second value', 'Levain / Steam', 'Levain / Yeast'],
    ['conditions', 'Levain', 'winter: Levain'],
    ['other conditions', 'summer: Levain', 'winter: Levain'],
    ['an absence', 'Unknown', 'Not applicable'],
    ['an absence under conditions', 'winter: Unknown', 'winter: Not applicable'],
    ['another state', 'Unknown', '—'],
  ])('differs for %s', (_, one, other) => {
    const [first = [], second = []] = [one, other].map((line) => cellsIn(leavening, line));
    expect(signature(cellOf(leavening, first.flat()))).not.toBe(signature(cellOf(leavening, second.flat())));
  });

  it('is the same for equal values in different wordings', () => {
    expect(signatureOf(leavening, 'Levain')).toBe(signatureOf(leavening, 'levain.'));
  });
});
