/** Tests the difference between two views of a comparison: laws on random pairs of views, and examples. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import type { Cell } from '../../../src/comparison/cells/cell.js';
import { displayCell } from '../../../src/comparison/cells/display.js';
import {
  countsOf,
  differenceOf,
  isEmpty,
  type ComparedRows,
  type ComparisonDifference,
} from '../../../src/comparison/difference/difference.js';
import { explain } from '../../../src/words/sentences/explanation.js';
import { leadersOf } from '../../../src/comparison/rows/leaders.js';
import type { ComparisonRow } from '../../../src/comparison/rows/row.js';
import type { AxisSelection } from '../../../src/comparison/compare.js';
import type { Claim } from '../../../src/graph/claim.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import { runs } from '../../support/test-run.js';
import { axisAlong, cellClaimAlong, largeParts, selection } from '../arbitraries.js';
import {
  amount,
  claim,
  claimsAlong,
  compareParts,
  dimension,
  feature,
  plainRow,
  rye,
  text,
  wheat,
  yes,
  type Parts,
} from '../material.js';
import { applyDifference } from './apply-difference.js';

function compared(parts: Parts, selected: AxisSelection): ComparedRows {
  return { approaches: parts.approaches, rows: compareParts(parts, selected) };
}

const differenceBetween = (before: ComparedRows, after: ComparedRows): ComparisonDifference =>
  runToEnd(differenceOf(before, after));

/** Returns the visible content of a claim, without its revision and position, which re-imports change. */
const visibleClaim = ({ since: _, position: __, ...claimContent }: Claim): unknown => claimContent;

function visibleCell(cell: Cell): unknown {
  return {
    state: cell.state,
    display: displayCell(cell),
    values: cell.values.map(({ claims, ...value }) => [value, claims.map(visibleClaim)]),
    claims: cell.claims.map(visibleClaim),
  };
}

/** Returns the visible content of a row, with the texts that are derived from the row. */
function visibleRow(row: ComparisonRow): unknown {
  const { axis, kind, group, mergedAxes, unmergedAxes, verdict, basis, distance } = row;
  return {
    ...{ axis, kind, group, mergedAxes, unmergedAxes, verdict, basis, distance },
    cells: row.cells.map((cell) => [cell.approach, visibleCell(cell)]),
    leaders: leadersOf(row),
    explanation: explain(row),
  };
}

function visible({ approaches, rows }: ComparedRows): unknown {
  return { approaches, rows: rows.map(visibleRow) };
}

/** An edit of the claims, axes, equivalences, synonyms or approaches of a graph. */
type Edit = (parts: Parts) => Parts;

const index = fc.nat({ max: 40 });
const at = <Item>(items: readonly Item[], number: number): Item | undefined => items[number % items.length];

function editClaim(number: number, replace: (given: Claim) => readonly Claim[]): Edit {
  return (parts) => ({
    ...parts,
    claims: parts.claims.flatMap((each) => (each === at(parts.claims, number) ? replace(each) : [each])),
  });
}

function editAxis(number: number, replace: (given: Axis) => Axis): Edit {
  return (parts) => ({
    ...parts,
    axes: parts.axes.map((axis) => (axis === at(parts.axes, number) ? replace(axis) : axis)),
    equivalent: (parts.equivalent ?? []).map((set) =>
      set.map((axis) => (axis.id === at(parts.axes, number)?.id ? replace(axis) : axis)),
    ),
  });
}

const edit: fc.Arbitrary<Edit> = fc.oneof(
  index.map((number) => editClaim(number, () => [])),
  index.map((number) => editClaim(number, (each) => [{ ...each, since: 9 }])),
  fc
    .tuple(index, fc.nat({ max: 5 }))
    .map(([number, position]) => editClaim(number, (each) => [{ ...each, position, since: 9 }])),
  index.map((number) => editClaim(number, (each) => [{ ...each, text: 'In other words.', since: 9 }])),
  index.map((number) => editClaim(number, (each) => [{ ...each, rank: 'DEPRECATED', since: 9 }])),
  index.map((number) => editAxis(number, (axis) => ({ ...axis, name: `${axis.name} renamed` }))),
  index.map((number) =>
    editAxis(number, (axis) => (axis.kind === 'DIMENSION' ? { ...axis, group: 'Regrouped' } : axis)),
  ),
  index.map((number) =>
    editAxis(number, (axis) => (axis.kind === 'DIMENSION' ? { ...axis, betterWhen: 'LOWER' } : axis)),
  ),
  index.map((number) => (parts: Parts) => ({
    ...parts,
    equivalent: (parts.equivalent ?? []).filter((set) => set !== at(parts.equivalent ?? [], number)),
  })),
  index.map((number) => (parts: Parts) => {
    const approaches = parts.approaches.map((each) =>
      each === at(parts.approaches, number) ? { ...each, name: `${each.name} renamed` } : each,
    );
    return { ...parts, approaches };
  }),
  fc.constant<Edit>((parts) => ({ ...parts, synonyms: [] })),
  // Adds a claim along one of the axes.
  fc.tuple(index, index, index).chain(([axisNumber, approachNumber, seed]) =>
    fc.constant<Edit>((parts) => {
      const axis = at(parts.axes, axisNumber) as Axis;
      const [cellClaim] = fc.sample(cellClaimAlong(axis), { numRuns: 1, seed });
      const added = claim(at(parts.approaches, approachNumber) as typeof rye, axis, cellClaim as never);
      return { ...parts, claims: [...parts.claims.filter(({ id }) => id !== added.id), added] };
    }),
  ),
);

/** Two views of a graph, the second after up to eight edits. About two thirds of the dimensions have a better end. */
const views: fc.Arbitrary<readonly [before: Parts, after: Parts]> = largeParts
  .chain((parts) =>
    fc
      .tuple(...parts.axes.map((axis) => axisAlong(axis, ['HIGHER', 'LOWER', 'NEITHER'])))
      .map((axes): Parts => ({ ...parts, axes })),
  )
  .chain((parts) =>
    fc
      .array(edit, { maxLength: 8 })
      .map((edits) => [parts, edits.reduce((edited: Parts, each) => each(edited), parts)] as const),
  );

describe('the difference between two views of a comparison', () => {
  test('results in the later comparison when it is applied to the earlier comparison', () => {
    fc.assert(
      fc.property(views, selection, ([before, after], selected) => {
        const [earlier, later] = [compared(before, selected), compared(after, selected)];
        const difference = differenceBetween(earlier, later);
        const [applied, expected] = [visible(applyDifference(earlier, difference)), visible(later)];
        // A call of `toEqual` for each run would take most of the time of this test.
        if (!isDeepStrictEqual(applied, expected)) expect(applied).toEqual(expected);
      }),
      { numRuns: runs(10_000) },
    );
  });

  test('contains only rows, cells and claims that the two views show differently', () => {
    fc.assert(
      fc.property(views, selection, ([before, after], selected) => {
        const [earlier, later] = [compared(before, selected), compared(after, selected)];
        const difference = differenceBetween(earlier, later);
        for (const row of difference.rows) {
          expect(row.kind).toBe(!row.before ? 'ADDED' : !row.after ? 'ENDED' : 'CHANGED');
          if (!row.before || !row.after) continue;
          expect(isDeepStrictEqual(withoutNames(row.before), withoutNames(row.after))).toBe(false);
          for (const cell of row.cells) {
            expect(isDeepStrictEqual(visibleCell(cell.before as Cell), visibleCell(cell.after as Cell))).toBe(
              false,
            );
            for (const each of cell.claims)
              expect(each.before && visibleClaim(each.before)).not.toEqual(
                each.after && visibleClaim(each.after),
              );
          }
          expect(row.isTurned).toBe(row.before.verdict !== row.after.verdict);
          const ids = (given: ComparisonRow): readonly string[] => leadersOf(given).map(({ id }) => id);
          const [former, current] = [ids(row.before), ids(row.after)];
          expect(row.newLeaders.map(({ id }) => id)).toEqual(current.filter((id) => !former.includes(id)));
          expect(row.formerLeaders.map(({ id }) => id)).toEqual(former.filter((id) => !current.includes(id)));
        }
        for (const change of difference.approaches) expect(change.before).not.toEqual(change.after);
        if (difference.order) {
          expect(difference.order).toEqual(later.rows.map(({ axis }) => axis.id));
        }
        expect(isEmpty(difference)).toBe(isDeepStrictEqual(visible(earlier), visible(later)));
      }),
      { numRuns: runs(2_000) },
    );
  });
});

/** Returns the visible content of a row without approach names: a renamed approach changes no row, and is listed once. */
function withoutNames(row: ComparisonRow): unknown {
  const { axis, mergedAxes, unmergedAxes, verdict, basis, distance } = row;
  const numbered = row.cells.map((cell, column) => ({
    ...cell,
    approach: { ...cell.approach, name: `Column ${column}` },
  }));
  const explanation = explain(plainRow({ ...row, cells: numbered, nameLookup: row.nameLookup }));
  const cells = row.cells.map(visibleCell);
  return { axis, mergedAxes, unmergedAxes, verdict, basis, distance, cells, explanation };
}

describe('a difference', () => {
  const price = dimension('price', 'QUANTITY', { betterWhen: 'LOWER' });
  const flour = dimension('flour', 'TEXT');
  const base: Parts = {
    approaches: [rye, wheat],
    axes: [price, flour, feature('keeps')],
    claims: [
      ...claimsAlong(price, [[amount('1')], [amount('2')]]),
      ...claimsAlong(flour, [[text('rye')], [text('rye')]]),
    ],
  };
  const differenceTo = (claims: readonly Claim[]): ComparisonDifference =>
    differenceBetween(compared(base, {}), compared({ ...base, claims }, {}));

  test('has the added, changed and ended rows, their new and former leaders, and the changed claims of each cell', () => {
    const keeps = claimsAlong(feature('keeps'), [[yes], []]);
    const prices = claimsAlong(price, [[amount('3')], [amount('2')]]);
    const { rows, order } = differenceTo([...prices, ...keeps]);
    expect(
      rows.map(({ kind, axis, isTurned, newLeaders, formerLeaders }) => [
        ...[kind, axis.slug, isTurned],
        ...[newLeaders, formerLeaders].map((list) => list.map(({ slug }) => slug)),
      ]),
    ).toEqual([
      ['CHANGED', 'price', false, ['wheat'], ['rye']],
      ['ADDED', 'keeps', false, [], []],
      ['ENDED', 'flour', false, [], []],
    ]);
    expect(order).toBeNull();
    const [changed, added, ended] = rows;
    expect(changed?.cells.map(({ approach, claims }) => [approach.slug, claims])).toEqual([
      [
        'rye',
        [
          { before: base.claims[0], after: null },
          { before: null, after: prices[0] },
        ].sort((left, right) =>
          ((left.before ?? left.after)?.id ?? '' < ((right.before ?? right.after)?.id ?? '')) ? -1 : 1,
        ),
      ],
    ]);
    expect(added?.cells.map(({ before, after }) => [before, after?.approach.slug])).toEqual([[null, 'rye']]);
    expect(ended?.cells.map(({ after }) => after)).toEqual([null, null]);
    expect(countsOf({ approaches: [], rows, order })).toEqual({
      ...{ rowsAdded: 1, rowsChanged: 1, rowsEnded: 1 },
      ...{ cellsChanged: 1, verdictsTurned: 0, leadersChanged: 1 },
    });
  });

  test('reports a verdict that turned', () => {
    const claims = [
      ...claimsAlong(price, [[amount('1')], [amount('2')]]),
      ...claimsAlong(flour, [[text('rye')], [text('wheat')]]),
    ];
    const { rows } = differenceTo(claims);
    expect(rows.map(({ before, after, isTurned }) => [before?.verdict, after?.verdict, isTurned])).toEqual([
      ['SAME', 'DIFFERENT', true],
    ]);
  });

  test('is empty if only the revisions and positions of claims changed', () => {
    const claims = base.claims.map((each) => ({ ...each, since: 7, position: each.position + 1 }));
    expect(isEmpty(differenceTo(claims))).toBe(true);
  });

  test('has null as the earlier state of an approach that only the later view has', () => {
    const later = compared(base, {});
    const difference = differenceBetween({ approaches: [rye, null], rows: later.rows }, later);
    expect(difference).toEqual({
      approaches: [{ column: 1, before: null, after: wheat }],
      rows: [],
      order: null,
    });
  });
});
