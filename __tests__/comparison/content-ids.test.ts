import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compare, scopeOf, type AxisSelection } from '../../src/comparison/compare.js';
import { displayCell } from '../../src/comparison/display.js';
import { explain } from '../../src/comparison/explanation.js';
import { leadersOf } from '../../src/comparison/leaders.js';
import type { ComparisonRow } from '../../src/comparison/row.js';
import type { Approach } from '../../src/graph/concept.js';
import { largeParts, selection } from './arbitraries.js';
import {
  claim,
  dimension,
  inSummer,
  inWinter,
  material,
  plainRow,
  rye,
  spelt,
  text,
  wheat,
  type Parts,
} from './material.js';

interface Asked {
  readonly approaches: readonly Approach[];
  readonly selected: AxisSelection;
  readonly revision: number | null;
}

/** The rows of one question; as a store does, only what is claimed of the approaches compared is given. */
function rowsOf(parts: Parts, { approaches, selected, revision }: Asked): readonly ComparisonRow[] {
  const claims = parts.claims.filter(({ subject }) => approaches.some(({ id }) => id === subject));
  const scope = scopeOf(approaches, selected, revision);
  return compare(material({ ...parts, approaches, claims }), selected, scope);
}

const cellContent = (cell: ComparisonRow['cells'][number]): unknown => ({
  ...cell,
  display: displayCell(cell),
});

function* contents(parts: Parts, asked: Asked): Generator<readonly [id: string, content: unknown]> {
  const { revision } = asked;
  for (const row of rowsOf(parts, asked)) {
    const cells = row.cells.map(cellContent);
    yield [row.id, { ...plainRow(row), cells, revision, explanation: explain(row), leaders: leadersOf(row) }];
    for (const cell of row.cells) yield [cell.id, { ...(cellContent(cell) as object), revision }];
  }
}

const several = largeParts.chain((parts) => {
  const asked = fc.record({
    approaches: fc.shuffledSubarray([...parts.approaches], { minLength: 2 }),
    selected: fc.oneof(
      selection,
      fc.record({
        axes: fc.shuffledSubarray(
          parts.axes.map(({ id }) => id),
          { minLength: 1 },
        ),
      }),
    ),
    revision: fc.constantFrom(null, null, 1, 2),
  });
  return fc.tuple(fc.constant(parts), fc.array(asked, { minLength: 2, maxLength: 6 }));
});

describe('the id of a row and of a cell', () => {
  it('never stands for two contents, whatever is asked of the same material', () => {
    let found = 0;
    fc.assert(
      fc.property(several, ([parts, questions]) => {
        const byId = new Map<string, unknown>();
        for (const asked of questions) {
          for (const [id, content] of contents(parts, asked)) {
            if (byId.has(id)) found += 1;
            else byId.set(id, content);
            expect(content).toEqual(byId.get(id));
          }
        }
      }),
      { seed: 14, numRuns: 300 },
    );
    expect(found).toBeGreaterThan(500);
  });

  const leavening = dimension('leavening', 'TEXT');
  const raising = dimension('raising', 'TEXT');
  const raisers = dimension('raisers', 'TERMS');
  const parts: Parts = {
    approaches: [rye, wheat, spelt],
    axes: [leavening, raising, raisers],
    claims: [
      claim(rye, leavening, inWinter(text('Levain'))),
      claim(rye, leavening, inSummer(text('Yeast'))),
      claim(wheat, leavening, text('Yeast')),
      claim(spelt, raising, text('Steam')),
    ],
    equivalent: [[leavening, raising, raisers]],
  };
  const winter = [
    { key: 'season', value: 'winter' },
    { key: 'size', value: 'Large' },
  ];
  const along = { axes: [leavening.id] };
  const plain: Asked = { approaches: [rye, wheat], selected: along, revision: null };
  const idsOf = (asked: Partial<Asked>): { row: string; cells: readonly string[] } => {
    const [row] = rowsOf(parts, { ...plain, ...asked });
    return { row: row?.id ?? '', cells: row?.cells.map(({ id }) => id) ?? [] };
  };

  it('is short, and the same in every process', () => {
    expect(idsOf({})).toEqual({
      row: 'row/7qP1OQDR1PBtKa-8MwsGOP',
      cells: ['cell/jusSs1SnKqJZEnlUe5Pwq2FhQgQWduIr', 'cell/jusSs1SnKqJZEnlUVnBJy5GtXEnwYeTj'],
    });
  });

  it('of a cell is the same beside other approaches, and in any order', () => {
    const [ofRye, ofWheat] = idsOf({}).cells;
    expect(idsOf({ approaches: [wheat, rye] }).cells).toEqual([ofWheat, ofRye]);
    expect(idsOf({ approaches: [wheat, spelt, rye] }).cells).toEqual([ofWheat, expect.anything(), ofRye]);
  });

  it.each<readonly [string, Partial<Asked>]>([
    ['another order of the approaches', { approaches: [wheat, rye] }],
    ['another approach', { approaches: [rye, spelt] }],
    ['one approach more', { approaches: [rye, wheat, spelt] }],
    ['another axis', { selected: { axes: [raising.id] } }],
    ['an axis more, which is merged', { selected: { axes: [leavening.id, raising.id] } }],
    ['an axis more, which cannot be merged', { selected: { axes: [leavening.id, raisers.id] } }],
    ['conditions', { selected: { ...along, under: winter } }],
    ['a revision', { revision: 1 }],
  ])('of a row is another one for %s', (_, asked) => {
    expect(idsOf(asked).row).not.toBe(idsOf({}).row);
  });

  it.each<readonly [string, Partial<Asked>]>([
    ['another axis', { selected: { axes: [raising.id] } }],
    ['conditions', { selected: { ...along, under: winter } }],
    ['other conditions', { selected: { ...along, under: [{ key: 'season', value: 'Summer' }] } }],
    ['a revision', { revision: 1 }],
    ['another revision', { revision: 2 }],
  ])('of a cell is another one for %s', (_, asked) => {
    const [ofRye] = idsOf(asked).cells;
    expect(idsOf({}).cells).not.toContain(ofRye);
    const others = [{ revision: 3 }, { selected: { ...along, under: [{ key: 'season', value: 'Autumn' }] } }];
    for (const other of others) expect(idsOf(other).cells).not.toContain(ofRye);
  });

  it('is the same for conditions that mean the same', () => {
    const turned = [...winter, { key: 'size', value: 'large' }].reverse();
    expect(idsOf({ selected: { ...along, under: turned } })).toEqual(
      idsOf({ selected: { ...along, under: winter } }),
    );
  });
});
