/** Laws of every comparison, tested with random claims. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Axis } from '../../src/comparison/cells/axis.js';
import { displayCell } from '../../src/comparison/cells/display.js';
import { explain } from '../../src/words/sentences/explanation.js';
import { leadersOf } from '../../src/comparison/rows/leaders.js';
import { rowVerdicts } from '../../src/comparison/verdicts/verdict.js';
import type { ComparisonRow } from '../../src/comparison/rows/row.js';
import { mostDiscriminating, similarityOf, summarise } from '../../src/comparison/rows/summary.js';
import type { Approach } from '../../src/graph/concept.js';
import { runToEnd } from '../../src/graph/work/steps.js';
import { runs } from '../support/test-run.js';
import { largeParts, cellClaimAlong, selection } from './arbitraries.js';
import { claim, compareParts, type Parts, type CellClaim } from './material.js';

/** Generates permutations of `items`. */
function reordered<Item>(items: readonly Item[]): fc.Arbitrary<readonly Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}

/** Maps the slot of each row to the axes, the verdict, the basis and the distance of the row. */
function decisions(rows: readonly ComparisonRow[]): ReadonlyMap<string, unknown> {
  return new Map(
    rows.map(({ slot, axis, mergedAxes, verdict, basis, distance }) => [
      slot,
      { axis, mergedAxes, verdict, basis, distance },
    ]),
  );
}

describe('the order', () => {
  it('of the approaches does not affect verdict, basis or distance', () => {
    const given = largeParts.chain((parts) => fc.tuple(fc.constant(parts), reordered(parts.approaches)));
    fc.assert(
      fc.property(given, selection, ([parts, approaches], selected) => {
        const reorderedRows = compareParts({ ...parts, approaches }, selected);
        expect(decisions(reorderedRows)).toEqual(decisions(compareParts(parts, selected)));
        for (const row of reorderedRows) expect(row.cells.map((cell) => cell.approach)).toEqual(approaches);
      }),
    );
  });

  it('of the claims affects only the order in which a cell lists its claims', () => {
    const given = largeParts.chain((parts) => fc.tuple(fc.constant(parts), reordered(parts.claims)));
    const withoutOrder = (rows: readonly ComparisonRow[]): unknown =>
      rows.map((row) => ({
        ...row,
        cells: row.cells.map(({ approach, state, values, claims }) => ({
          approach,
          state,
          values,
          claims: new Set(claims),
        })),
      }));
    fc.assert(
      fc.property(given, selection, ([parts, claims], selected) => {
        expect(withoutOrder(compareParts({ ...parts, claims }, selected))).toEqual(
          withoutOrder(compareParts(parts, selected)),
        );
      }),
    );
  });

  it('of the requested axes does not affect the rows if no axes are equivalent', () => {
    const given = largeParts.chain((parts) => fc.tuple(fc.constant(parts), reordered(parts.axes)));
    fc.assert(
      fc.property(given, ([{ equivalent: _, ...parts }, axes]) => {
        const ids = (requested: readonly Axis[]): string[] => requested.map(({ id }) => id);
        expect(compareParts(parts, { axes: ids(axes) })).toEqual(
          compareParts(parts, { axes: ids(parts.axes) }),
        );
      }),
    );
  });
});

it('the same request on the same claims has the same result', () => {
  fc.assert(
    fc.property(largeParts, selection, (parts, selected) => {
      expect(compareParts(structuredClone(parts), selected)).toEqual(compareParts(parts, selected));
    }),
  );
});

it('the input is not changed', () => {
  fc.assert(
    fc.property(largeParts, selection, (parts, selected) => {
      const before = structuredClone(parts);
      compareParts(parts, selected);
      expect(parts).toEqual(before);
    }),
  );
});

it('every row has a cell for each approach, and every claim along an axis is in exactly one cell', () => {
  fc.assert(
    fc.property(largeParts, (parts) => {
      const rows = compareParts(parts, { axes: parts.axes.map(({ id }) => id) });
      expect(rows.flatMap((row) => row.cells.map((cell) => cell.approach))).toEqual(
        rows.flatMap(() => parts.approaches),
      );
      const inCells = rows.flatMap((row) => row.cells.flatMap((cell) => cell.claims));
      expect(inCells).toHaveLength(parts.claims.length);
      expect(new Set(inCells)).toEqual(new Set(parts.claims));
    }),
  );
});

describe('a claim that fills a cell that was not stated', () => {
  const isQuantity = (row: ComparisonRow | undefined): boolean =>
    row?.axis.kind === 'DIMENSION' && row.axis.valueType === 'QUANTITY';
  interface Filled {
    readonly parts: Parts;
    readonly approach: Approach;
    readonly axis: Axis;
    readonly cellClaim: CellClaim;
  }
  // The new claim is along an axis of the row, or along an equivalent axis that had no claims.
  const filled: fc.Arbitrary<Filled> = largeParts.chain((parts) =>
    fc
      .record({
        parts: fc.constant(parts),
        approach: fc.constantFrom(...parts.approaches),
        axis: fc.constantFrom(...parts.axes),
      })
      .chain((cell) => cellClaimAlong(cell.axis).map((cellClaim) => ({ ...cell, cellClaim }))),
  );
  const differences = ['OPPOSITE', 'DIFFERENT', 'OVERLAPPING'];

  it('never turns a difference into a smaller difference, an agreement or an undetermined verdict', () => {
    fc.assert(
      fc.property(filled, ({ parts, approach, axis, cellClaim }) => {
        const after = compareParts({ ...parts, claims: [...parts.claims, claim(approach, axis, cellClaim)] });
        const rowAfter = after.find((row) => [row.axis, ...row.mergedAxes].includes(axis));
        const before = compareParts(parts).find((row) =>
          [rowAfter?.axis, ...(rowAfter?.mergedAxes ?? [])].includes(row.axis),
        );
        const cell = before?.cells.find((each) => each.approach === approach);
        // If an equivalent axis becomes the axis of the row, its span and tolerance apply, and the distance can decrease.
        if (before?.axis !== rowAfter?.axis && isQuantity(before)) return;
        if (!before || cell?.state !== 'NOT_STATED' || !differences.includes(before.verdict)) return;

        expect(differences).toContain(rowAfter?.verdict);
        expect(differences.indexOf(rowAfter?.verdict ?? '')).toBeLessThanOrEqual(
          differences.indexOf(before.verdict),
        );
        expect(rowAfter?.distance).toBeGreaterThanOrEqual(before.distance ?? 0);
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe('the distance of a row', () => {
  it('is 0 for agreement, null for rows that are not comparable, undetermined or one-sided, and otherwise above 0 and at most 1', () => {
    fc.assert(
      fc.property(largeParts, selection, (parts, selected) => {
        for (const { verdict, distance } of compareParts(parts, selected)) {
          const hasNone = ['NOT_COMPARABLE', 'UNDETERMINED', 'ONE_SIDED'].includes(verdict);
          expect(distance === null).toBe(hasNone);
          if (distance === null) continue;
          expect(distance === 0).toBe(verdict === 'SAME' || verdict === 'EQUIVALENT');
          expect(distance).toBeGreaterThanOrEqual(0);
          expect(distance).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('the distance of two approaches', () => {
  it('does not depend on the other approaches: a row has the largest and the mean distance of its pairs', () => {
    fc.assert(
      fc.property(largeParts, ({ equivalent: _, ...parts }) => {
        for (const { axis, distance, meanDistance } of compareParts(parts)) {
          const pairs = parts.approaches.flatMap((one, index) =>
            parts.approaches.slice(index + 1).flatMap((other) => {
              const pair = { ...parts, approaches: [one, other] };
              return compareParts(pair, { axes: [axis.id] });
            }),
          );
          const distances = pairs.flatMap((pair) => pair.distance ?? []);
          if (distance !== null) expect(distance).toBe(Math.max(...distances));
          const mean = distances.reduce((sum, each) => sum + each, 0) / distances.length;
          if (meanDistance === null) expect(distances).toEqual([]);
          else expect(meanDistance).toBeCloseTo(mean, 8);
        }
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('the summary', () => {
  it('counts every row once; similarity and coverage are null or from 0 to 1', () => {
    fc.assert(
      fc.property(largeParts, selection, (parts, selected) => {
        const rows = compareParts(parts, selected);
        const { rowCount, byVerdict, coverage } = runToEnd(summarise(rows));
        const similarity = runToEnd(similarityOf(rows));
        expect(rowCount).toBe(rows.length);
        expect(byVerdict.reduce((total, { count }) => total + count, 0)).toBe(rowCount);
        expect(byVerdict.every(({ count }) => count > 0)).toBe(true);
        expect(byVerdict.map(({ verdict }) => verdict)).toEqual(
          rowVerdicts.filter((verdict) => rows.some((row) => row.verdict === verdict)),
        );
        expect(similarity === null).toBe(rows.every((row) => row.distance === null || !row.weighs));
        expect(coverage === null).toBe(rows.length === 0);
        for (const figure of [similarity, coverage]) {
          expect(figure ?? 0).toBeGreaterThanOrEqual(0);
          expect(figure ?? 1).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('does not depend on the order of the rows, to the last digit', () => {
    const given = largeParts
      .map((parts) => compareParts(parts))
      .chain((rows) => fc.tuple(fc.constant(rows), reordered(rows)));
    fc.assert(
      fc.property(given, ([rows, reorderedRows]) => {
        expect(runToEnd(summarise(reorderedRows))).toEqual(runToEnd(summarise(rows)));
        expect(runToEnd(similarityOf(reorderedRows))).toBe(runToEnd(similarityOf(rows)));
      }),
    );
  });

  it('lists differing rows before overlapping rows, and within both groups the most distant row first', () => {
    fc.assert(
      fc.property(largeParts, fc.nat({ max: 5 }), (parts, first) => {
        const rows = compareParts(parts);
        const differing = rows.filter((row) => row.weighs && (row.distance ?? 0) > 0);
        const rankOf = ({ verdict, distance, meanDistance }: ComparisonRow): readonly number[] => [
          verdict === 'OVERLAPPING' ? 0 : 1,
          distance ?? 0,
          meanDistance ?? 0,
        ];
        const isBefore = (one: ComparisonRow, other: ComparisonRow): boolean => {
          const [ranks, others] = [rankOf(one), rankOf(other)];
          const index = ranks.findIndex((rank, part) => rank !== others[part]);
          return index >= 0 && (ranks[index] ?? 0) > (others[index] ?? 0);
        };
        const listed = runToEnd(mostDiscriminating(rows, first));
        expect(listed).toHaveLength(Math.min(first, differing.length));
        listed.slice(1).forEach((row, index) => {
          expect(isBefore(row, listed[index] as ComparisonRow)).toBe(false);
        });
        const last = listed.at(-1);
        for (const row of differing) {
          if (last && !listed.includes(row)) expect(isBefore(row, last)).toBe(false);
        }
      }),
    );
  });
});

describe('the explanations of a comparison', () => {
  it('are complete sentences', () => {
    fc.assert(
      fc.property(largeParts, selection, (parts, selected) => {
        for (const row of compareParts(parts, selected)) {
          expect(explain(row)).toMatch(/^[A-Z].*[\p{L}\p{N})\]%"…/]\.$/su);
          expect(explain(row)).not.toMatch(/[:;,] ?[.;,]|\s\s|\(\)|undefined|null/);
          for (const cell of row.cells) expect(displayCell(cell)).toMatch(/^\S(.*\S)?$/su);
        }
      }),
      { numRuns: runs(500) },
    );
  });
});

it('leaders are among the approaches, and exist only if every cell is stated', () => {
  fc.assert(
    fc.property(largeParts, fc.constantFrom('HIGHER', 'LOWER'), (parts, betterWhen) => {
      const axes = parts.axes.map((axis): Axis =>
        axis.kind === 'DIMENSION' ? { ...axis, betterWhen } : axis,
      );
      for (const row of compareParts({ ...parts, axes })) {
        const leaders = leadersOf(row);
        expect(row.cells.map((cell) => cell.approach).filter((each) => leaders.includes(each))).toEqual(
          leaders,
        );
        if (row.cells.some((cell) => cell.state !== 'STATED')) expect(leaders).toEqual([]);
      }
    }),
  );
});
