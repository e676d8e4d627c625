import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import { compare, scopeOf, type AxisSelection } from '../../../src/comparison/compare.js';
import { explainContribution } from '../../../src/words/sentences/ranking-explanation.js';
import { displayCell } from '../../../src/comparison/cells/display.js';
import { explain } from '../../../src/words/sentences/explanation.js';
import { leadersOf } from '../../../src/comparison/rows/leaders.js';
import { rank, type Criterion, type Ranking } from '../../../src/comparison/ranking/rank.js';
import type { ComparisonRow } from '../../../src/comparison/rows/row.js';
import type { Qualifier } from '../../../src/graph/claim.js';
import type { Approach } from '../../../src/graph/concept.js';
import { largeParts, selection } from '../arbitraries.js';
import {
  amount,
  claim,
  dimension,
  feature,
  inSummer,
  inWinter,
  level,
  material,
  plainRow,
  rye,
  spelt,
  text,
  wheat,
  yes,
  type Parts,
} from '../material.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import { criterion, scoreScale } from '../ranking/ranking.js';

interface ComparisonRequest {
  readonly approaches: readonly Approach[];
  readonly selected: AxisSelection;
  readonly revision: number | null;
}

/** Computes the rows of one comparison from the claims about the compared approaches: a store reads no other claims. */
function rowsOf(
  parts: Parts,
  { approaches, selected, revision }: ComparisonRequest,
): readonly ComparisonRow[] {
  const claims = parts.claims.filter(({ subject }) => approaches.some(({ id }) => id === subject));
  const scope = scopeOf(approaches, selected, revision);
  return runToEnd(compare(material({ ...parts, approaches, claims }), selected, scope));
}

const cellContent = (cell: ComparisonRow['cells'][number]): unknown => ({
  ...cell,
  display: displayCell(cell),
});

function* contents(
  parts: Parts,
  requested: ComparisonRequest,
): Generator<readonly [id: string, content: unknown]> {
  const { revision } = requested;
  for (const row of rowsOf(parts, requested)) {
    const cells = row.cells.map(cellContent);
    yield [row.id, { ...plainRow(row), cells, revision, explanation: explain(row), leaders: leadersOf(row) }];
    for (const cell of row.cells) yield [cell.id, { ...(cellContent(cell) as object), revision }];
  }
}

const severalRequests = largeParts.chain((parts) => {
  const requested = fc.record({
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
  return fc.tuple(fc.constant(parts), fc.array(requested, { minLength: 2, maxLength: 6 }));
});

describe('the id of a row and of a cell', () => {
  it('identifies one content in all requests on the same claims', () => {
    let repeatedIds = 0;
    fc.assert(
      fc.property(severalRequests, ([parts, requests]) => {
        const byId = new Map<string, unknown>();
        for (const requested of requests) {
          for (const [id, content] of contents(parts, requested)) {
            if (byId.has(id)) repeatedIds += 1;
            else byId.set(id, content);
            expect(content).toEqual(byId.get(id));
          }
        }
      }),
      { seed: 14, numRuns: 150 },
    );
    expect(repeatedIds).toBeGreaterThan(500);
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
  const plain: ComparisonRequest = { approaches: [rye, wheat], selected: along, revision: null };
  const idsOf = (requested: Partial<ComparisonRequest>): { row: string; cells: readonly string[] } => {
    const [row] = rowsOf(parts, { ...plain, ...requested });
    return { row: row?.id ?? '', cells: row?.cells.map(({ id }) => id) ?? [] };
  };

  it('is short, and the same in every process', () => {
    expect(idsOf({})).toEqual({
      row: 'row/7qP1OQDR1PBtKa-8MwsGOP',
      cells: ['cell/jusSs1SnKqJZEnlUe5Pwq2FhQgQWduIr', 'cell/jusSs1SnKqJZEnlUVnBJy5GtXEnwYeTj'],
    });
  });

  it('of a cell does not depend on the other approaches or on their order', () => {
    const [ryeId, wheatId] = idsOf({}).cells;
    expect(idsOf({ approaches: [wheat, rye] }).cells).toEqual([wheatId, ryeId]);
    expect(idsOf({ approaches: [wheat, spelt, rye] }).cells).toEqual([wheatId, expect.anything(), ryeId]);
  });

  it.each<readonly [string, Partial<ComparisonRequest>]>([
    ['another order of the approaches', { approaches: [wheat, rye] }],
    ['another approach', { approaches: [rye, spelt] }],
    ['an additional approach', { approaches: [rye, wheat, spelt] }],
    ['another axis', { selected: { axes: [raising.id] } }],
    ['an additional axis that is merged', { selected: { axes: [leavening.id, raising.id] } }],
    ['an additional axis that cannot be merged', { selected: { axes: [leavening.id, raisers.id] } }],
    ['conditions', { selected: { ...along, under: winter } }],
    ['a revision', { revision: 1 }],
  ])('of a row differs for %s', (_, requested) => {
    expect(idsOf(requested).row).not.toBe(idsOf({}).row);
  });

  it('of a row depends on the merged axes and on the axes that cannot be merged', () => {
    const lifting = dimension('lifting', 'TEXT');
    const lifters = dimension('lifters', 'TERMS');
    const given: Parts = {
      approaches: [rye, wheat],
      axes: [leavening, raising, lifting, raisers, lifters],
      claims: [],
      equivalent: [[leavening, raising, lifting, raisers, lifters]],
    };
    const ids = [raising, lifting, raisers, lifters].map((other) => {
      const selected = { axes: [leavening.id, other.id] };
      return rowsOf(given, { approaches: [rye, wheat], selected, revision: null })[0]?.id;
    });
    expect(new Set(ids).size).toBe(4);
  });

  it.each<readonly [string, Partial<ComparisonRequest>]>([
    ['another axis', { selected: { axes: [raising.id] } }],
    ['conditions', { selected: { ...along, under: winter } }],
    ['other conditions', { selected: { ...along, under: [{ key: 'season', value: 'Summer' }] } }],
    ['a revision', { revision: 1 }],
    ['another revision', { revision: 2 }],
  ])('of a cell differs for %s', (_, requested) => {
    const [ryeId] = idsOf(requested).cells;
    expect(idsOf({}).cells).not.toContain(ryeId);
    const others = [{ revision: 3 }, { selected: { ...along, under: [{ key: 'season', value: 'Autumn' }] } }];
    for (const other of others) expect(idsOf(other).cells).not.toContain(ryeId);
  });

  it('is the same for equivalent conditions', () => {
    const reversed = [...winter, { key: 'size', value: 'large' }].reverse();
    expect(idsOf({ selected: { ...along, under: reversed } })).toEqual(
      idsOf({ selected: { ...along, under: winter } }),
    );
  });
});

describe('the id of a comparison', () => {
  const axes = [null, ['dimension/crust'], null];
  const id = (approaches: readonly Approach[], selected: unknown, conditions: AxisSelection = {}): string =>
    scopeOf(approaches, conditions, null).comparisonId(selected);

  it('is short, and equal for equal requests', () => {
    expect(id([rye, wheat], axes)).toBe(id([rye, wheat], structuredClone(axes)));
    expect(id([rye, wheat], axes)).toMatch(/^comparison\/[\w-]{22}$/u);
  });

  it('differs for other axes, other approaches, another order of the approaches, and conditions', () => {
    const ids = [
      id([rye, wheat], axes),
      id([rye, wheat], [null, ['dimension/crumb'], null]),
      id([rye, spelt], axes),
      id([wheat, rye], axes),
      id([rye, wheat], axes, { under: [{ key: 'season', value: 'Winter' }] }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the ids in a ranking', () => {
  const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'], betterWhen: 'HIGHER' });
  const price = dimension('price', 'QUANTITY', { minimum: '0', maximum: '9', betterWhen: 'LOWER' });
  const keeps = feature('keeps');
  const parts: Parts = {
    approaches: [rye, wheat, spelt],
    axes: [crust, price, keeps],
    claims: [
      claim(rye, crust, inWinter(level('hard'))),
      claim(rye, crust, inSummer(level('soft'))),
      claim(wheat, crust, level('firm')),
      claim(rye, price, amount('4')),
      claim(spelt, price, amount('3')),
      claim(wheat, keeps, yes),
    ],
  };
  interface RankingRequest {
    readonly approaches: readonly Approach[];
    readonly criteria: readonly Criterion[];
    readonly under: readonly Qualifier[];
    readonly revision: number | null;
  }
  const rankingOf = ({ approaches, criteria, under, revision }: RankingRequest): Ranking => {
    const claims = parts.claims.filter(({ subject }) => approaches.some(({ id }) => id === subject));
    return runToEnd(rank(material({ ...parts, approaches, claims }), criteria, under, revision));
  };

  it('identify one content in all requests on the same claims', () => {
    const criteria = fc
      .shuffledSubarray([crust, price, keeps], { minLength: 1 })
      .chain((axes) =>
        fc.tuple(
          ...axes.map((axis) =>
            fc
              .tuple(fc.constantFrom(1, 2), fc.constantFrom(null, axis === crust ? 'firm' : null))
              .map(([weight, atLeast]) => criterion(axis, weight, atLeast)),
          ),
        ),
      );
    const ranked: fc.Arbitrary<RankingRequest> = fc.record({
      approaches: fc.shuffledSubarray([rye, wheat, spelt], { minLength: 1 }),
      criteria,
      under: fc.constantFrom([], [{ key: 'season', value: 'winter' }], [{ key: 'season', value: 'Summer' }]),
      revision: fc.constantFrom(null, null, 1),
    });
    let repeatedIds = 0;
    fc.assert(
      fc.property(fc.array(ranked, { minLength: 2, maxLength: 20 }), (all) => {
        const byId = new Map<string, unknown>();
        const expectSameContent = (id: string, content: unknown): void => {
          if (byId.has(id)) repeatedIds += 1;
          else byId.set(id, content);
          expect(content).toEqual(byId.get(id));
        };
        for (const each of all) {
          const { revision } = each;
          const { id, places, flip } = rankingOf(each);
          expectSameContent(id, { places, flip, revision });
          for (const place of places) {
            expectSameContent(place.id, { ...place, revision });
            for (const contribution of place.contributions) {
              expectSameContent(contribution.id, {
                ...contribution,
                revision,
                explanation: explainContribution(contribution),
              });
              expectSameContent(contribution.cell.id, { ...contribution.cell, revision });
            }
          }
        }
      }),
      { seed: 14, numRuns: 50 },
    );
    expect(repeatedIds).toBeGreaterThan(100);
  });

  const criterionOnSpan = (axis: Axis, minimum: string, maximum: string): Criterion => ({
    ...criterion(axis),
    scoreScale: scoreScale(axis, { ends: { minimum, maximum } }),
  });
  const plain: RankingRequest = {
    approaches: [rye, wheat],
    criteria: [criterion(crust), criterion(price)],
    under: [],
    revision: null,
  };
  const idsOf = (requested: Partial<RankingRequest>) => {
    const { id, places } = rankingOf({ ...plain, ...requested });
    const ofRye = places.find(({ approach }) => approach === rye);
    const [contribution] = ofRye?.contributions ?? [];
    return {
      ranking: id,
      place: ofRye?.id ?? '',
      contribution: contribution?.id ?? '',
      cell: contribution?.cell.id ?? '',
    };
  };

  it.each<readonly [string, Partial<RankingRequest>, readonly string[]]>([
    ['another order of the approaches', { approaches: [wheat, rye] }, []],
    ['an additional approach', { approaches: [rye, wheat, spelt] }, ['ranking', 'place']],
    [
      'another weight of another criterion',
      { criteria: [criterion(crust), criterion(price, 2)] },
      ['ranking', 'place', 'contribution'],
    ],
    [
      'a must-have',
      { criteria: [criterion(crust, 1, 'firm'), criterion(price)] },
      ['ranking', 'place', 'contribution'],
    ],
    [
      'other ends of the scale of another criterion',
      { criteria: [criterion(crust), criterionOnSpan(price, '1', '9')] },
      ['ranking', 'place', 'contribution'],
    ],
    [
      'conditions',
      { under: [{ key: 'season', value: 'Winter' }] },
      ['ranking', 'place', 'contribution', 'cell'],
    ],
    ['a revision', { revision: 1 }, ['ranking', 'place', 'contribution', 'cell']],
  ])('differ for %s if the content depends on this change', (_, requested, expected) => {
    const [before, after] = [idsOf({}), idsOf(requested)];
    const changed = (['ranking', 'place', 'contribution', 'cell'] as const).filter(
      (each) => before[each] !== after[each],
    );
    expect(changed).toEqual(expected);
  });

  it('of contributions differ for every criterion and approach, and have a fixed length', () => {
    const { places } = rankingOf(plain);
    const ids = places.flatMap(({ contributions }) => contributions.map(({ id }) => id));
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^contribution\/[\w-]{32}$/u);
  });

  it('of cells are the same as in a comparison', () => {
    const selected = { axes: [crust.id] };
    const requested = { approaches: [wheat, rye], selected, revision: null };
    expect(rowsOf(parts, requested)[0]?.cells[1]?.id).toBe(idsOf({}).cell);
  });
});
