import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import type { Cell } from '../../../src/comparison/cells/cell.js';
import { countCells, type CellCount } from '../../../src/comparison/counts/cell-counts.js';
import { runs } from '../../support/test-run.js';
import { largeParts, smallParts } from '../arbitraries.js';
import { compareParts, dimension, feature, rowAlong } from '../material.js';
import { cellsIn } from '../notation.js';

const keeps = feature('keeps');
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
const leaven = dimension('leaven', 'TEXT');

const countsOf = (axis: Axis, cells: string): readonly (readonly unknown[])[] =>
  countCells(rowAlong(axis, cellsIn(axis, cells))).map(({ state, support, level, count }) => [
    state,
    ...(support === null ? [] : [support]),
    ...(level === null ? [] : [level]),
    count,
  ]);

describe('the counts of the cells of a row', () => {
  it.each([
    [
      'by support, in ascending order',
      keeps,
      'Yes ¦ No ¦ Yes ¦ Partly (crust)',
      [
        ['STATED', 'NO', 1],
        ['STATED', 'PARTIAL', 1],
        ['STATED', 'YES', 2],
      ],
    ],
    [
      'by state, in the order of the states',
      keeps,
      'Not applicable ¦ — ¦ Unknown ¦ Yes',
      [
        ['STATED', 'YES', 1],
        ['UNKNOWN', 1],
        ['NOT_APPLICABLE', 1],
        ['NOT_STATED', 1],
      ],
    ],
    [
      'without a support if sources state different supports',
      keeps,
      'Yes / No ¦ Yes ¦ Yes',
      [
        ['STATED', 'YES', 2],
        ['CONTESTED', 1],
      ],
    ],
    [
      'with the support that all contesting claims share',
      keeps,
      'Partly (crust) / Partly (crumb) ¦ —',
      [
        ['CONTESTED', 'PARTIAL', 1],
        ['NOT_STATED', 1],
      ],
    ],
    [
      'without a support if it depends on conditions',
      keeps,
      'winter: Yes / summer: No ¦ winter: Yes / summer: Yes',
      [
        ['STATED', 'YES', 1],
        ['STATED', 1],
      ],
    ],
    [
      'without a support if the feature is not applicable under some conditions',
      keeps,
      'winter: Yes / summer: Not applicable ¦ Yes',
      [
        ['STATED', 'YES', 1],
        ['STATED', 1],
      ],
    ],
    [
      'by level, in the order of the scale',
      crust,
      'hard ¦ soft ¦ hard ¦ —',
      [
        ['STATED', 'soft', 1],
        ['STATED', 'hard', 2],
        ['NOT_STATED', 1],
      ],
    ],
    [
      'only by state for other types of values',
      leaven,
      'Levain ¦ Yeast ¦ — ¦ Levain / Yeast',
      [
        ['STATED', 2],
        ['CONTESTED', 1],
        ['NOT_STATED', 1],
      ],
    ],
  ])('are grouped %s', (_, axis, cells, expected) => {
    expect(countsOf(axis, cells)).toEqual(expected);
  });

  it.each([
    ['small', smallParts, 1_000],
    ['large', largeParts, 200],
  ])(
    'equal the numbers of matching cells, and count each cell once, for %s random matrices',
    (_, parts, numRuns) => {
      fc.assert(
        fc.property(parts, (given) => {
          for (const row of compareParts(given)) {
            const counts = countCells(row);
            expect(counts.map((each) => row.cells.filter((cell) => isCounted(cell, each)).length)).toEqual(
              counts.map(({ count }) => count),
            );
            expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(row.cells.length);
            expect(counts.every(({ count }) => count > 0)).toBe(true);
          }
        }),
        { numRuns: runs(numRuns) },
      );
    },
  );
});

/** Whether `cell` belongs to the count, by the state and the values of the cell. */
function isCounted(cell: Cell, { state, support, level }: CellCount): boolean {
  if (cell.state !== state) return false;
  const stated = cell.values.flatMap(({ claims }) => claims.map(({ value }) => value));
  const [supports, levels] = [
    new Set(stated.map((value) => (value?.type === 'SUPPORT' ? value.support : null))),
    new Set(stated.map((value) => (value?.type === 'ORDINAL' ? value.level : null))),
  ];
  const only = <Value>(of: ReadonlySet<Value | null>): Value | null =>
    of.size === 1 ? ([...of][0] ?? null) : null;
  return only(supports) === support && only(levels) === level;
}
