import { describe, expect, it } from '@jest/globals';
import { compareCells } from '../../../src/comparison/compare.js';
import type { Cell } from '../../../src/comparison/cells/cell.js';
import { CellScope, ComparisonScope } from '../../../src/comparison/cells/content-ids.js';
import { noSpreads } from '../../../src/comparison/cells/spreads.js';
import { groupAxes } from '../../../src/comparison/rows/axis-group.js';
import { cellsOfClaims } from '../../../src/comparison/rows/cell-source.js';
import { LazyRow, type ComparisonRow } from '../../../src/comparison/rows/row.js';
import {
  evaluateAll,
  selectRows,
  sourcesOf,
  type RowSelection,
} from '../../../src/comparison/rows/row-selection.js';
import { runToEnd, type Steps } from '../../../src/graph/work/steps.js';
import {
  by,
  claimsAlong,
  dimension,
  feature,
  material,
  nameLookup,
  no,
  rye,
  wheat,
  yes,
  type Parts,
} from '../material.js';
import { cellsIn } from '../notation.js';

const levels = ['1', '2', '3'];
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((slug) => dimension(slug, 'ORDINAL', { levels })) as [
  ReturnType<typeof dimension>,
  ...ReturnType<typeof dimension>[],
];
const table = [
  [a, '1 ¦ 1'],
  [b, '1 ¦ 2'],
  [c, '2 ¦ —'],
  [d, '1 ¦ 3'],
] as const;
const parts: Parts = {
  approaches: [rye, wheat],
  axes: table.flatMap(([axis]) => axis ?? []),
  claims: table.flatMap(([axis, cells]) => (axis ? claimsAlong(axis, cellsIn(axis, cells)) : [])),
};
const knowledge = material(parts);
const inRye = { approach: rye.id };
const rows = (): readonly ComparisonRow[] =>
  runToEnd(
    compareCells(parts.approaches, knowledge, cellsOfClaims(parts.claims, [], knowledge.nameLookup), {}),
  );
const everyRow: RowSelection = { verdicts: null, where: [], any: [], everyStated: null };
const selected = (selection: Partial<RowSelection>): readonly string[] =>
  runToEnd(selectRows(rows(), { ...everyRow, ...selection })).map(({ axis }) => axis.slug);

function stepsOf(steps: Steps<unknown>): number {
  let count = 0;
  while (steps.next().done !== true) count += 1;
  return count;
}

/** Creates rows of one feature. `computed` counts the computations of cells, and `filled` the rows with cells in memory. */
function lazyRows(count: number): { rows: readonly LazyRow[]; filled: () => number; computed: () => number } {
  const keeps = feature('keeps');
  const cells = [[yes], [by('almanac', no)]];
  const source = cellsOfClaims(claimsAlong(keeps, cells), [], nameLookup([]));
  const [group] = groupAxes(material({ approaches: [], axes: [keeps], claims: [] }), [keeps.id], []);
  if (!group) throw new Error('The feature has no group.');
  const scope = new ComparisonScope([rye.id, wheat.id], new CellScope([], null));
  let computed = 0;
  const fill = (): readonly Cell[] => {
    computed += 1;
    return source.cellsOf(group, [rye, wheat]);
  };
  const lazy = Array.from(
    { length: count },
    () => new LazyRow(group, fill, { nameLookup: nameLookup([]), spreads: noSpreads }, scope),
  );
  const filled = (): number => {
    const before = computed;
    for (const row of lazy) row.cells.length satisfies number;
    return count - (computed - before);
  };
  return { rows: lazy, filled, computed: () => computed };
}

describe('the selected rows', () => {
  it('are all rows if there are no restrictions, and no row is evaluated', () => {
    const { rows: lazy, computed } = lazyRows(3);
    expect(runToEnd(selectRows(lazy, everyRow))).toBe(lazy);
    expect(computed()).toBe(0);
  });

  it('have one of the requested verdicts, and stay in order', () => {
    expect(selected({ verdicts: ['SAME', 'OPPOSITE'] })).toEqual(['a', 'd']);
    expect(selected({ verdicts: [] })).toEqual([]);
  });

  it('meet all conditions on their cells', () => {
    const oneInRye = { approach: rye.id, levels: ['1'] };
    const notStated = { approach: wheat.id, states: ['NOT_STATED'] as const };
    expect(selected({ where: [oneInRye] })).toEqual(['a', 'b', 'd']);
    expect(selected({ where: [notStated] })).toEqual(['c']);
    expect(selected({ where: [oneInRye, notStated] })).toEqual([]);
  });

  it('have one of the verdicts and meet the conditions', () => {
    const one = { approach: wheat.id, levels: ['1', '2'] };
    expect(selected({ verdicts: ['SAME', 'OPPOSITE'], where: [one] })).toEqual(['a']);
  });
});

it.each<[string, number, (given: readonly ComparisonRow[]) => Steps<unknown>]>([
  ['selecting rows by conditions', 1, (given) => selectRows(given, { ...everyRow, where: [inRye] })],
  ['selecting rows by verdict', 2, (given) => selectRows(given, { ...everyRow, verdicts: ['SAME'] })],
  ['evaluating rows', 1, evaluateAll],
  ['collecting the sources of rows', 1, sourcesOf],
])('%s yields for each row this number of times: %i', (_, steps, work) => {
  expect(stepsOf(work(rows()))).toBe(4 * steps);
});

describe('the results of rows', () => {
  it('are all available after the evaluation', () => {
    const { rows: lazy, computed } = lazyRows(3);
    runToEnd(evaluateAll(lazy));
    expect(computed()).toBe(3);
    for (const row of lazy) row.release();
    expect(lazy.map(({ verdict, statedCells }) => [verdict, statedCells])).toEqual(
      lazy.map(() => ['OPPOSITE', 2]),
    );
    expect(computed()).toBe(3);
  });

  it.each<[string, (given: readonly ComparisonRow[]) => Steps<unknown>]>([
    ['selecting rows', (given) => selectRows(given, { ...everyRow, verdicts: ['OPPOSITE'] })],
    ['evaluating rows', evaluateAll],
    ['collecting sources', sourcesOf],
  ])('need no memory for the cells of many rows: %s releases the cells', (_, work) => {
    const [few, many] = [lazyRows(1_000), lazyRows(1_001)];
    runToEnd(work(few.rows));
    runToEnd(work(many.rows));
    expect([few.filled(), many.filled()]).toEqual([1_000, 0]);
  });
});

describe('the sources of rows', () => {
  it('are the sources of all claims, each once', () => {
    expect([...runToEnd(sourcesOf(rows()))]).toEqual(['cited-source/source-1']);
    expect([...runToEnd(sourcesOf(lazyRows(2).rows))].sort()).toEqual([
      'cited-source/almanac',
      'cited-source/handbook',
    ]);
    expect(runToEnd(sourcesOf([]))).toEqual(new Set());
  });
});
