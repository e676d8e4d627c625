/** Tests the rows of a comparison: the selection of axes, and equivalent axes in one row. */
import { describe, expect, it } from '@jest/globals';
import type { Axis } from '../../src/comparison/cells/axis.js';
import { compare, type AxisSelection } from '../../src/comparison/compare.js';
import type { ComparisonRow } from '../../src/comparison/rows/row.js';
import type { Claim, Predicate } from '../../src/graph/claim.js';
import { runToEnd } from '../../src/graph/work/steps.js';
import {
  amount,
  at,
  benefit,
  by,
  claim,
  claimsAlong,
  compareParts,
  deprecated,
  dimension,
  drawback,
  feature,
  inSummer,
  inWinter,
  level,
  material,
  no,
  notApplicable,
  partly,
  qualifiers,
  rye,
  terms,
  text,
  unknown,
  useCase,
  wheat,
  whenLarge,
  yes,
  type CellClaim,
} from './material.js';
import { incompatibilityText } from '../../src/words/sentences/incompatibility-text.js';

const approaches = [rye, wheat];
const leavening = dimension('leavening', 'TEXT', { group: 'Rising' });
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'], group: 'Crust' });
const flours = dimension('flours', 'TERMS');
const servedWith = dimension('served-with', 'TEXT', { cardinality: 'MULTIPLE' });
const keeps = feature('keeps-a-week');
const fills = benefit('fills');
const crumbles = drawback('crumbles');
const toast = useCase('toast');
const axes = [leavening, crust, flours, keeps, fills, crumbles, toast];

const slugs = (rows: readonly ComparisonRow[]): readonly string[] => rows.map((row) => row.axis.slug);
const ids = (of: readonly Axis[]): readonly string[] => of.map(({ id }) => id);

describe('the rows of a comparison', () => {
  const claims = [
    claim(rye, leavening, text('Levain')),
    claim(wheat, crust, level('soft')),
    claim(rye, keeps, yes),
    claim(wheat, fills, partly('at noon')),
    claim(rye, crumbles, yes),
    claim(rye, toast, yes),
  ];
  const along = (selection: AxisSelection, of: readonly Claim[] = claims): readonly string[] =>
    slugs(compareParts({ approaches, axes, claims: of }, selection)).toSorted();

  it('include one row for each dimension with claims, and for each axis of another kind that an approach has', () => {
    expect(along({})).toEqual(['crumbles', 'crust', 'fills', 'keeps-a-week', 'leavening', 'toast']);
  });

  it.each<[string, AxisSelection, string[]]>([
    ['of one kind', { kinds: ['FEATURE'] }, ['keeps-a-week']],
    ['of several kinds', { kinds: ['BENEFIT', 'DIMENSION'] }, ['crust', 'fills', 'leavening']],
    ['whose kind is in an empty list', { kinds: [] }, []],
    ['along the requested axes', { axes: ids([toast, crust]) }, ['crust', 'toast']],
    ['whose axis is in an empty list', { axes: [] }, []],
    ['of a group', { groups: ['Rising'] }, ['leavening']],
    ['of several groups', { groups: ['Rising', 'Crust', 'Price'] }, ['crust', 'leavening']],
    ['whose group is in an empty list', { groups: [] }, []],
    ['that match every part of the selection', { kinds: ['DIMENSION'], groups: ['Crust'] }, ['crust']],
    ['that are requested and of one kind', { axes: ids([toast, crust]), kinds: ['USE_CASE'] }, ['toast']],
    [
      'that are requested and of one group',
      { axes: ids([toast, crust, leavening]), groups: ['Crust'] },
      ['crust'],
    ],
  ])('can be restricted to rows %s', (_, selection, expected) => {
    expect(along(selection)).toEqual(expected);
  });

  it('include a requested axis even if nothing is stated along it', () => {
    const [row] = compareParts({ approaches, axes, claims }, { axes: [flours.id] });
    expect(row).toMatchObject({ axis: flours, verdict: 'UNDETERMINED', basis: 'MISSING', distance: null });
    expect(row?.cells.map((cell) => cell.state)).toEqual(['NOT_STATED', 'NOT_STATED']);
  });

  it('omit a requested axis that does not exist', () => {
    expect(along({ axes: ['dimension/none', toast.id] })).toEqual(['toast']);
  });

  it.each<[string, Axis, readonly CellClaim[], boolean]>([
    ['a feature that an approach has', keeps, [yes], true],
    ['a feature that an approach has in part', keeps, [partly('when sliced')], true],
    ['a feature with contested support', keeps, [no, by('almanac', yes)], true],
    ['a feature that no approach has', keeps, [no], false],
    ['a feature whose support is unknown', keeps, [unknown], false],
    ['a feature that is not applicable', keeps, [notApplicable], false],
    ['a feature that only an outranked claim states', keeps, [no, by('almanac', deprecated(yes))], false],
    ['a benefit that no approach has', fills, [no], false],
    ['a dimension whose value is unknown', leavening, [unknown], true],
    ['a dimension that is not applicable', leavening, [notApplicable], true],
  ])(
    'exist for every dimension with claims, and for an axis of another kind only if an approach has it or it is requested: %s',
    (_, axis, cellClaims, isRow) => {
      const stated = cellClaims.map((each) => claim(wheat, axis, each));
      expect(along({}, stated)).toEqual(isRow ? [axis.slug] : []);
      expect(along({ axes: [axis.id] }, stated)).toEqual([axis.slug]);
    },
  );

  it('do not include claims that are not along an axis, or claims along axes that do not exist', () => {
    const definition: Claim = {
      ...claim(rye, leavening, text('Bread')),
      predicate: 'DEFINED_AS',
      target: null,
    };
    const broader: Claim = { ...claim(rye, keeps, yes), predicate: 'BROADER_THAN', target: wheat.id };
    const effect: Claim = { ...claim(rye, fills, yes), predicate: 'LEADS_TO' };
    const unlisted = claim(rye, feature('unlisted'), yes);
    expect(along({}, [definition, broader, effect, unlisted])).toEqual([]);
  });

  it.each<[Predicate, Axis, CellClaim]>([
    ['HAS_VALUE', leavening, text('Levain')],
    ['HAS_FEATURE', keeps, yes],
    ['BRINGS_BENEFIT', fills, yes],
    ['HAS_DRAWBACK', crumbles, yes],
    ['SUITS', toast, yes],
  ])(
    'exist for a claim with the predicate %s along an axis of the kind of the predicate',
    (predicate, axis, cellClaim) => {
      expect(along({}, [{ ...claim(rye, axis, cellClaim), predicate }])).toEqual([axis.slug]);
    },
  );

  it('have the kind and group of the axis', () => {
    const rows = compareParts({ approaches, axes, claims }, { axes: ids([crust, keeps]) });
    expect(rows).toMatchObject([
      { axis: crust, kind: 'DIMENSION', group: 'Crust', mergedAxes: [] },
      { axis: keeps, kind: 'FEATURE', group: null, mergedAxes: [] },
    ]);
  });
});

describe('conditions to compare under', () => {
  const claims = [
    claim(rye, leavening, inWinter(text('Levain'))),
    claim(rye, leavening, inSummer(text('Yeast'))),
    claim(wheat, leavening, text('Yeast')),
    claim(wheat, crust, inSummer(level('soft'))),
    claim(rye, keeps, whenLarge(yes)),
  ];
  const under = (conditions: Readonly<Record<string, string>>): readonly ComparisonRow[] =>
    compareParts({ approaches, axes, claims }, { under: qualifiers(conditions) });

  it('exclude claims that are incompatible with them', () => {
    expect(under({ season: 'winter' }).map((row) => [row.axis.slug, row.verdict])).toEqual([
      ['leavening', 'DIFFERENT'],
      ['keeps-a-week', 'ONE_SIDED'],
    ]);
    expect(under({ season: 'Summer', size: 'Small' }).map((row) => [row.axis.slug, row.verdict])).toEqual([
      ['leavening', 'SAME'],
      ['crust', 'UNDETERMINED'],
    ]);
  });

  it('exclude no claim if the list is empty, or if the claims have other keys', () => {
    const unrestricted = compareParts({ approaches, axes, claims });
    expect(under({})).toEqual(unrestricted);
    const withoutIds = (rows: readonly ComparisonRow[]): unknown => rows.map((row) => ({ ...row, id: '' }));
    expect(withoutIds(under({ mood: 'Merry' }))).toEqual(withoutIds(unrestricted));
  });
});

describe('equivalent axes', () => {
  const raising = dimension('raising', 'TEXT', { group: 'Method' });
  const both = [leavening, raising];
  const merged = (
    parts: { axes: readonly Axis[]; claims: readonly Claim[]; apart?: boolean },
    selection: AxisSelection = {},
  ): readonly (readonly string[])[] =>
    compareParts(
      { approaches, axes: parts.axes, claims: parts.claims, equivalent: parts.apart ? [] : [parts.axes] },
      selection,
    )
      .map((row) => [row.axis.slug, ...row.mergedAxes.map(({ slug }) => slug)])
      .sort();

  const claims = [claim(rye, raising, text('Levain')), claim(wheat, leavening, text('Yeast'))];

  it('share one row with the claims of both axes', () => {
    const rows = compareParts({ approaches, axes: both, claims, equivalent: [both] });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      axis: leavening,
      mergedAxes: [raising],
      verdict: 'DIFFERENT',
      distance: 1,
    });
    expect(rows[0]?.cells.map((cell) => cell.state)).toEqual(['STATED', 'STATED']);
  });

  it('can have claims that contest each other in one cell', () => {
    const contesting = [claim(rye, raising, text('Levain')), claim(rye, leavening, text('Yeast'))];
    const [row] = compareParts({ approaches, axes: both, claims: contesting, equivalent: [both] });
    expect(row?.cells.map((cell) => cell.state)).toEqual(['CONTESTED', 'NOT_STATED']);
  });

  it('are not merged without a declaration', () => {
    expect(merged({ axes: both, claims, apart: true })).toEqual([['leavening'], ['raising']]);
  });

  it('have a row under the first requested axis, otherwise under the lowest id', () => {
    expect(merged({ axes: both, claims })).toEqual([['leavening', 'raising']]);
    expect(merged({ axes: both, claims }, { axes: [raising.id] })).toEqual([['raising', 'leavening']]);
    expect(merged({ axes: both, claims }, { axes: [raising.id, leavening.id] })).toEqual([
      ['raising', 'leavening'],
    ]);
  });

  it('are merged in the order of their ids, and only if they have claims or are requested', () => {
    const lifting = dimension('lifting', 'TEXT');
    const all = [...both, lifting, dimension('airing', 'TEXT')];
    const more = [...claims, claim(rye, lifting, text('Levain'))];
    expect(merged({ axes: all, claims: more })).toEqual([['leavening', 'lifting', 'raising']]);
    expect(merged({ axes: all, claims }, { axes: [raising.id, lifting.id] })).toEqual([
      ['raising', 'leavening', 'lifting'],
    ]);
  });

  it('are selected by the group of any of the axes', () => {
    for (const group of ['Rising', 'Method']) {
      expect(merged({ axes: both, claims }, { groups: [group] })).toEqual([['leavening', 'raising']]);
    }
  });

  it.each([
    ['features', feature('keeps'), feature('stays-fresh')],
    [
      'features of different feature kinds',
      feature('keeps'),
      { ...feature('stays-fresh'), featureKind: 'SERVICE' } as Axis,
    ],
    ['benefits', benefit('fills'), benefit('sates')],
    ['drawbacks', drawback('crumbles'), drawback('falls-apart')],
    ['use cases', useCase('toast'), useCase('toasting')],
  ])('share one row: %s', (_, one, other) => {
    const linked = [claim(rye, one, yes), claim(wheat, other, yes)];
    const rows = compareParts({ approaches, axes: [one, other], claims: linked, equivalent: [[one, other]] });
    expect(rows).toMatchObject([{ axis: one, mergedAxes: [other], verdict: 'SAME' }]);
  });

  it.each<[string, Axis, CellClaim, Axis, CellClaim]>([
    ['the types of their values', leavening, text('Levain'), flours, terms('Rye')],
    [
      'their levels',
      crust,
      level('soft'),
      dimension('shell', 'ORDINAL', { levels: ['soft', 'hard'] }),
      level('hard'),
    ],
    [
      'the order of their levels',
      crust,
      level('soft'),
      dimension('shell', 'ORDINAL', { levels: ['hard', 'firm', 'soft'] }),
      level('hard'),
    ],
    ['their kinds', keeps, yes, fills, yes],
  ])('are not merged if %s differ', (_, one, oneClaim, other, otherClaim) => {
    const stated = [claim(rye, one, oneClaim), claim(wheat, other, otherClaim)];
    const selection = { axes: ids([one]) };
    expect(merged({ axes: [one, other], claims: stated })).toEqual([[one.slug], [other.slug]].sort());
    expect(merged({ axes: [one, other], claims: stated }, selection)).toEqual([[one.slug]]);
  });

  it.each<[string, Axis, Axis, string]>([
    ['the types of their values', leavening, flours, 'Their values are of different types: TEXT and TERMS.'],
    [
      'their levels',
      crust,
      dimension('shell', 'ORDINAL', { levels: ['soft', 'hard'] }),
      'Their scales have different levels.',
    ],
    ['their cardinality', leavening, servedWith, 'One has a single value, the other may have several.'],
    ['their kinds', keeps, useCase('keeping'), 'One is a feature, the other a use case.'],
    [
      'the kinds of their units',
      dimension('flour', 'QUANTITY', { unit: 'kg' }),
      dimension('water', 'QUANTITY', { unit: 'L' }),
      'Their units are of different kinds: kg and L.',
    ],
    [
      'their currencies',
      dimension('cost', 'QUANTITY', { unit: 'EUR' }),
      dimension('price', 'QUANTITY', { unit: 'USD' }),
      'Their units are of different kinds: EUR and USD.',
    ],
    [
      'the kinds of their units, one of them without a unit',
      dimension('loaves', 'QUANTITY'),
      dimension('weight', 'QUANTITY', { unit: 'By' }),
      'Their units are of different kinds: 1 and By.',
    ],
  ])('have a reason why they are not merged: %s', (_, one, other, reason) => {
    const rows = compareParts(
      { approaches, axes: [one, other], claims: [], equivalent: [[one, other]] },
      { axes: ids([one, other]) },
    );
    const apart = new Map(rows.map((row) => [row.axis, row]));
    expect(apart.get(one)).toMatchObject({ mergedAxes: [], unmergedAxes: [{ axis: other }] });
    const [first] = apart.get(one)?.unmergedAxes ?? [];
    expect(first && incompatibilityText('en', first.reason)).toBe(reason);
    expect(first && incompatibilityText('de', first.reason)).toMatch(/^(?:Das|Ihre) \S.*\.$/u);
    const [unmerged] = apart.get(other)?.unmergedAxes ?? [];
    expect(apart.get(other)?.mergedAxes).toEqual([]);
    expect(unmerged?.axis).toBe(one);
    // The reason names the row's own axis first.
    const text = unmerged && incompatibilityText('en', unmerged.reason);
    expect(text?.split(/\W+/).sort()).toEqual(reason.split(/\W+/).sort());
  });

  it('are not listed as unmerged if they are merged, or if one of them has no claims', () => {
    const water = dimension('water', 'QUANTITY', { unit: 'L' });
    const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
    const stated = [claim(rye, flour, amount('1', 'kg'))];
    const parts = { approaches, axes: [flour, water], claims: stated };
    for (const equivalent of [[], [[flour, water]]]) {
      expect(compareParts({ ...parts, equivalent })).toMatchObject([
        { axis: flour, mergedAxes: [], unmergedAxes: [] },
      ]);
    }
    const [row] = compareParts({ approaches, axes: both, claims, equivalent: [both] });
    expect(row).toMatchObject({ mergedAxes: [raising], unmergedAxes: [] });
  });

  it('have rows, each of which lists all axes that are not merged into it', () => {
    const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
    const grain = dimension('grain', 'QUANTITY', { unit: 'g' });
    const water = dimension('water', 'QUANTITY', { unit: 'L' });
    const milk = dimension('milk', 'QUANTITY', { unit: 'mL' });
    const all = [flour, grain, water, milk];
    const rows = compareParts({ approaches, axes: all, claims: [], equivalent: [all] }, { axes: ids(all) });
    expect(
      rows.map((row) => [
        row.axis,
        row.mergedAxes,
        row.unmergedAxes.map(({ axis, reason }) => `${axis.slug}: ${incompatibilityText('en', reason)}`),
      ]),
    ).toEqual([
      [
        flour,
        [grain],
        [
          'milk: Their units are of different kinds: kg and mL.',
          'water: Their units are of different kinds: kg and L.',
        ],
      ],
      [
        water,
        [milk],
        [
          'flour: Their units are of different kinds: L and kg.',
          'grain: Their units are of different kinds: L and g.',
        ],
      ],
    ]);
  });

  it('with convertible units have the value definition of the axis that names the row', () => {
    const flour = dimension('flour', 'QUANTITY', { unit: 'kg', minimum: '0', maximum: '10' });
    const grain = dimension('grain', 'QUANTITY', { unit: 'g', tolerance: '2000' });
    const stated = [claim(rye, flour, amount('1', 'kg')), claim(wheat, grain, amount('3000', 'g'))];
    const parts = { approaches, axes: [flour, grain], claims: stated, equivalent: [[flour, grain]] };
    expect(compareParts(parts)).toMatchObject([
      { axis: flour, mergedAxes: [grain], verdict: 'DIFFERENT', basis: 'QUANTITY', distance: 0.2 },
    ]);
    expect(compareParts(parts, { axes: [grain.id] })).toMatchObject([
      { axis: grain, mergedAxes: [flour], verdict: 'EQUIVALENT', distance: 0 },
    ]);
  });

  it('that cannot be merged with the first axis are merged with each other', () => {
    const shell = dimension('shell', 'ORDINAL', { levels: ['soft', 'hard'] });
    const skin = dimension('skin', 'ORDINAL', { levels: ['soft', 'hard'] });
    const stated = [crust, shell, skin].flatMap((axis) =>
      claimsAlong(axis, [[level('soft')], [level('hard')]]),
    );
    expect(merged({ axes: [crust, shell, skin], claims: stated })).toEqual([['crust'], ['shell', 'skin']]);
  });

  it('have one scale if their levels agree', () => {
    const shell = dimension('shell', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
    const stated = [claim(rye, crust, level('soft')), claim(wheat, shell, level('hard'))];
    const rows = compareParts({
      approaches,
      axes: [crust, shell],
      claims: stated,
      equivalent: [[crust, shell]],
    });
    expect(rows).toMatchObject([{ axis: crust, verdict: 'OPPOSITE', distance: 1 }]);
  });
});

describe('the rows of equivalent axes', () => {
  const [first, second, third] = [feature('a'), feature('b'), feature('c')];
  const order = (placed: readonly (readonly [Axis, number])[]): readonly string[] =>
    compareParts({
      approaches,
      axes: [first, second, third],
      claims: placed.map(([axis, position]) => claim(rye, axis, at(position, yes))),
      equivalent: [[first, third]],
    }).map((row) => row.axis.slug);

  it('are ordered by the first claim along any of their axes', () => {
    expect(
      order([
        [first, 1],
        [second, 2],
        [third, 3],
      ] as const),
    ).toEqual(['a', 'b']);
    expect(
      order([
        [first, 3],
        [second, 2],
        [third, 1],
      ] as const),
    ).toEqual(['a', 'b']);
    expect(
      order([
        [first, 3],
        [second, 2],
        [third, 4],
      ] as const),
    ).toEqual(['b', 'a']);
    expect(
      order([
        [second, 2],
        [third, 1],
      ] as const),
    ).toEqual(['c', 'b']);
  });
});

describe('a comparison along 600 axes', () => {
  const manyAxes = Array.from({ length: 600 }, (_, number) => dimension(`d-${number}`, 'TEXT'));
  const claims = manyAxes.map((axis) => claim(rye, axis, text('Levain')));
  const given = material({ approaches, axes: manyAxes, claims });

  function stepsOf(selection: AxisSelection): number {
    const steps = compare(given, selection);
    let count = 0;
    while (steps.next().done !== true) count += 1;
    return count;
  }

  it('takes 7 to 20 steps, or 70 to 200 steps if the axes are requested, because then all cells are computed', () => {
    const [all, requested] = [stepsOf({}), stepsOf({ axes: ids(manyAxes) })];
    expect(all).toBeGreaterThanOrEqual(7);
    expect(all).toBeLessThanOrEqual(20);
    expect(requested).toBeGreaterThanOrEqual(70);
    expect(requested).toBeLessThanOrEqual(200);
  });
});

describe('approaches', () => {
  it('are never merged, even if they are declared equivalent', () => {
    const claims = claimsAlong(leavening, [[text('Levain')], [text('Yeast')]]);
    const given = material({ approaches, axes, claims });
    const equivalents = (id: string): readonly string[] => (id === leavening.id ? [id] : [rye.id, wheat.id]);
    const [row] = runToEnd(compare({ ...given, equivalents }, {}));
    expect(row?.cells.map((cell) => cell.approach)).toEqual([rye, wheat]);
    expect(row?.verdict).toBe('DIFFERENT');
  });

  it('are in the requested order in each row', () => {
    const claims = claimsAlong(leavening, [[text('Levain')], [text('Yeast')]]);
    const rows = compareParts({ approaches: [wheat, rye], axes, claims });
    expect(rows[0]?.cells.map((cell) => [cell.approach.slug, cell.claims.length])).toEqual([
      ['wheat', 1],
      ['rye', 1],
    ]);
  });

  it('are not affected by claims about other approaches', () => {
    const claims = [...claimsAlong(leavening, [[text('Levain')], [], [text('Yeast')]])];
    const [row] = compareParts({ approaches, axes, claims });
    expect(row?.cells.map((cell) => cell.state)).toEqual(['STATED', 'NOT_STATED']);
    expect(compareParts({ approaches, axes, claims: claims.slice(1) })).toEqual([]);
  });
});
