/** Random matrices, from few words, conditions and sources, so that they meet often. */
import fc from 'fast-check';
import type { Axis } from '../../src/comparison/axis.js';
import type { AxisSelection } from '../../src/comparison/compare.js';
import {
  at,
  benefit,
  breads,
  by,
  claim,
  deprecated,
  dimension,
  drawback,
  feature,
  level,
  no,
  notApplicable,
  partly,
  preferred,
  terms,
  text,
  under,
  unknown,
  useCase,
  yes,
  yesBut,
  type Parts,
  type Said,
} from './material.js';

/** `leaven` is a name of two concepts, so that equivalence of words is not transitive. */
const synonyms = [
  ['levain', 'sourdough', 'leaven'],
  ['yeast', 'leaven'],
];

const multiple = { cardinality: 'MULTIPLE' } as const;
const ofThree = { levels: ['soft', 'firm', 'hard'] };
const ofTwo = { levels: ['soft', 'hard'] };
const rising = { group: 'Rising' };
const crust = { group: 'Crust' };

/** Axes that are declared equivalent, in sets; some of them must stay apart all the same. */
const equivalent: readonly (readonly Axis[])[] = [
  [dimension('leavening', 'TEXT', rising), dimension('raising', 'TEXT', crust)],
  [dimension('served-with', 'TEXT', multiple), dimension('toppings', 'TEXT', { ...multiple, ...rising })],
  [dimension('flours', 'TERMS'), dimension('grains', 'TERMS', crust)],
  [dimension('seeds', 'TERMS', multiple)],
  [
    dimension('bite', 'ORDINAL', { ...ofTwo, ...crust }),
    dimension('crust', 'ORDINAL', { ...ofThree, ...crust }),
    dimension('shell', 'ORDINAL', ofThree),
    dimension('shell-in-words', 'TEXT', crust),
  ],
  [dimension('vegan', 'SUPPORT')],
  [feature('keeps'), feature('stays-fresh')],
  [benefit('fills')],
  [drawback('crumbles'), drawback('falls-apart')],
  [useCase('toast')],
];
const axes = equivalent.flat();

const word = fc.constantFrom('levain', 'Levain.', 'sourdough', 'leaven', 'yeast', 'steam', 'soda');

function valueAlong(axis: Axis): fc.Arbitrary<Said> {
  switch (axis.kind === 'DIMENSION' ? axis.valueType : 'SUPPORT') {
    case 'TEXT':
      return word.map(text);
    case 'TERMS':
      return fc
        .uniqueArray(word, {
          minLength: 1,
          maxLength: 3,
          selector: (each) => each.toLowerCase().replace('.', ''),
        })
        .map((list) => terms(...list));
    case 'ORDINAL':
      return fc.constantFrom(...((axis.kind === 'DIMENSION' && axis.levels) || [])).map(level);
    case 'SUPPORT':
      return fc.constantFrom(
        yes,
        yes,
        no,
        partly('crust'),
        partly('Crust.'),
        partly('crumb'),
        yesBut('crust'),
      );
  }
}

const conditions = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { season: 'Winter' },
      { season: 'winter' },
      { season: 'Summer' },
      { size: 'Large' },
      { season: 'Winter', size: 'Large' },
      { season: 'Summer', size: 'Small' },
    ),
  },
);
const itself = (said: Said): Said => said;

/** What a source says in a cell of an axis. */
export function saidAlong(axis: Axis): fc.Arbitrary<Said> {
  const stated = fc.oneof(
    { weight: 8, arbitrary: valueAlong(axis) },
    { weight: 1, arbitrary: fc.constant(unknown) },
    { weight: 1, arbitrary: fc.constant(notApplicable) },
  );
  return fc
    .tuple(
      stated,
      conditions,
      fc.constantFrom(itself, itself, itself, itself, preferred, deprecated),
      fc.constantFrom('handbook', 'almanac', 'journal'),
      fc.nat({ max: 5 }),
    )
    .map(([said, when, ranked, source, position]) => at(position, by(source, ranked(under(when, said)))));
}

/** A set of axes and the number of cells; every cell of every axis has up to three claims. */
function partsAlong(chosen: readonly Axis[], approachCount: number): fc.Arbitrary<Parts> {
  const approaches = breads.slice(0, approachCount);
  const cells = chosen.flatMap((axis) =>
    approaches.map((approach) =>
      fc
        .array(saidAlong(axis), { maxLength: 3 })
        .map((cell) => cell.map((said) => claim(approach, axis, said))),
    ),
  );
  return fc.tuple(...cells).map((filled) => ({
    approaches,
    axes: chosen,
    claims: [...new Map(filled.flat().map((each) => [each.id, each])).values()],
    equivalent,
    synonyms,
  }));
}

/** A comparison of two to four approaches along one set of equivalent axes. */
export const smallParts: fc.Arbitrary<Parts> = fc
  .tuple(fc.constantFrom(...equivalent), fc.integer({ min: 2, max: breads.length }))
  .chain(([chosen, count]) => partsAlong(chosen, count));

/** A comparison of two to four approaches along axes of several kinds. */
export const largeParts: fc.Arbitrary<Parts> = fc
  .tuple(fc.subarray([...axes], { minLength: 1, maxLength: 7 }), fc.integer({ min: 2, max: breads.length }))
  .chain(([chosen, count]) => partsAlong(chosen, count));

/** Mostly everything; else restricted in some of the ways that there are. */
export const selection: fc.Arbitrary<AxisSelection> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        kinds: fc.subarray(['DIMENSION', 'FEATURE', 'DRAWBACK'] as const, { minLength: 1 }),
        axes: fc.shuffledSubarray(
          axes.map(({ id }) => id),
          { minLength: 1 },
        ),
        groups: fc.subarray(['Rising', 'Crust'], { minLength: 1 }),
        under: fc.constantFrom([{ key: 'season', value: 'WINTER' }], [{ key: 'size', value: 'Small' }], []),
      },
      { requiredKeys: [] },
    ),
  },
);
