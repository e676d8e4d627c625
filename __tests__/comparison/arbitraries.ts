/** Generators of random comparisons. They use few texts, conditions and sources, so that equal values are frequent. */
import fc from 'fast-check';
import { noSpread, type DimensionSpread } from '../../src/graph/spreads/dimension-spread.js';
import type { Axis } from '../../src/comparison/cells/axis.js';
import type { AxisSelection } from '../../src/comparison/compare.js';
import type { BetterWhen } from '../../src/graph/concept.js';
import {
  amount,
  at,
  benefit,
  breads,
  by,
  claim,
  date,
  deprecated,
  dimension,
  drawback,
  feature,
  level,
  marked,
  no,
  noBut,
  notApplicable,
  partly,
  preferred,
  quantity,
  terms,
  text,
  under,
  unknown,
  useCase,
  versions,
  yes,
  yesBut,
  type Parts,
  type CellClaim,
} from './material.js';

/** `leaven` is a name of two concepts, so that the equivalence of texts is not transitive. */
const synonyms = [
  ['levain', 'sourdough', 'leaven', 'sour dough'],
  ['yeast', 'leaven'],
];

const multiple = { cardinality: 'MULTIPLE' } as const;
const ofThree = { levels: ['soft', 'firm', 'hard'] };
const ofTwo = { levels: ['soft', 'hard'] };
const rising = { group: 'Rising' };
const crust = { group: 'Crust' };

/** Sets of axes that are declared equivalent. In some sets, some axes cannot be merged. */
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
  [
    dimension('flour', 'QUANTITY', { unit: 'kg', tolerance: '0.01' }),
    dimension('flour-in-pounds', 'QUANTITY', { unit: '[lb_av]', minimum: '0', maximum: '20', ...crust }),
    dimension('flour-for', 'QUANTITY', { unit: 'EUR' }),
  ],
  [dimension('oven-rent', 'QUANTITY', { unit: 'EUR/mo' })],
  [dimension('loaves', 'QUANTITY'), dimension('batch', 'QUANTITY', { unit: '%', ...rising })],
  [dimension('oven', 'QUANTITY', { unit: 'Cel', tolerance: '0.5', ...rising })],
  [dimension('first-baked', 'DATE'), dimension('known-since', 'DATE', crust)],
  [dimension('recipe', 'VERSION'), dimension('edition', 'VERSION', crust)],
  [dimension('vegan', 'SUPPORT')],
  [feature('keeps'), feature('stays-fresh')],
  [benefit('fills')],
  [drawback('crumbles'), drawback('falls-apart')],
  [useCase('toast')],
];
const axes = equivalent.flat();

const word = fc.constantFrom(
  ...['levain', 'Levain.', 'sourdough', 'leaven', 'yeast', 'steam', 'soda', 'sour-dough', 'sour dough'],
  ...['https://a.example/soda', 'https://a.example/soda/'],
);

/** Amounts by the unit of an axis, then by their own unit. The amounts of one unit are in ascending order. Some amounts in different units are equal after conversion. */
const amounts: Readonly<
  Record<string, readonly (readonly [unit: string | null, decimals: readonly string[]])[]>
> = {
  kg: [
    ['kg', ['0.45359237', '0.5', '0.505', '0.51', '1', '2', '5', '10']],
    ['g', ['453.59237', '500', '505', '1000', '5000']],
    ['[lb_av]', ['1', '2', '10']],
    ['L', ['1']],
  ],
  EUR: [
    ['EUR', ['0', '1', '2.5']],
    ['USD', ['1', '2.5']],
  ],
  'EUR/mo': [
    ['EUR/mo', ['0', '1', '2.5', '30']],
    ['EUR/a', ['12', '30', '360']],
    ['USD/mo', ['1']],
    ['EUR', ['1']],
  ],
  '1': [
    [null, ['-2', '-1', '0', '0.5', '1', '2', '9007199254740992', '9007199254740993']],
    ['%', ['-200', '0', '50', '100']],
    ['By', ['1', '8']],
  ],
  Cel: [
    ['Cel', ['-40', '0', '0.4', '0.6', '20', '230']],
    ['[degF]', ['-40', '32', '68', '446']],
    ['K', ['273.15', '293.15']],
  ],
};
const kindOfUnit: Readonly<Record<string, string>> = { '[lb_av]': 'kg', '%': '1' };

function quantityAlong(axis: Axis): fc.Arbitrary<CellClaim> {
  const unit = (axis.kind === 'DIMENSION' && axis.unit) || '1';
  return fc.constantFrom(...(amounts[kindOfUnit[unit] ?? unit] ?? [])).chain(([stated, decimals]) => {
    const one = fc.constantFrom(...decimals);
    return fc.oneof(
      { weight: 4, arbitrary: one.map((decimal) => amount(decimal, stated)) },
      { weight: 1, arbitrary: one.map((decimal) => quantity(decimal, null, stated)) },
      { weight: 1, arbitrary: one.map((decimal) => quantity(null, decimal, stated)) },
      {
        weight: 2,
        arbitrary: fc.tuple(one, one).map((ends) => {
          const [low = null, high = null] = ends.sort((a, b) => decimals.indexOf(a) - decimals.indexOf(b));
          return quantity(low, high, stated);
        }),
      },
    );
  });
}

/** Adds marks to a quantity. `below` and `above` exclude the lower and the upper bound of a range; `approximate` marks an amount or a range. */
function withMarks(each: CellClaim, [below, above, approximate]: readonly boolean[]): CellClaim {
  if (each.value?.type !== 'QUANTITY') return each;
  const { minimum, maximum } = each.value;
  const isRange = minimum !== maximum;
  return marked(
    {
      ...(below && isRange && minimum !== null && { exclusiveMinimum: true }),
      ...(above && isRange && maximum !== null && { exclusiveMaximum: true }),
      ...(approximate && { approximate: true }),
    },
    each,
  );
}
const randomMarks = fc.tuple(
  ...([1, 1, 1] as const).map(() => fc.integer({ min: 0, max: 4 }).map((each) => each === 0)),
);

/** Versions, oldest first; some adjacent versions are equal, such as `2.9` and `2.9.0`. */
export const versionsInOrder = [
  '0',
  '2.9',
  '2.9.0',
  '2.10-rc.1',
  '2.10',
  '2.10.0+b',
  '2.10.1',
  '03',
  '3.0.0',
];

const versionRange = fc
  .tuple(
    fc.constantFrom(...versionsInOrder),
    fc.constantFrom(...versionsInOrder),
    fc.integer({ max: 5, min: 0 }),
  )
  .map(([one, other, open]) => {
    const [low = '0', high = low] = [one, other].sort(
      (a, b) => versionsInOrder.indexOf(a) - versionsInOrder.indexOf(b),
    );
    if (open === 0) return versions(low, null);
    if (open === 1) return versions(null, high);
    return open === 2 ? versions(low, high) : versions(low, low);
  });

function valueAlong(axis: Axis): fc.Arbitrary<CellClaim> {
  switch (axis.kind === 'DIMENSION' ? axis.valueType : 'SUPPORT') {
    case 'TEXT':
      return word.map(text);
    case 'TERMS':
      return fc
        .uniqueArray(word, {
          maxLength: 3,
          selector: (each) => each.toLowerCase().replace('.', ''),
        })
        .map((list) => terms(...list));
    case 'QUANTITY':
      return fc.tuple(quantityAlong(axis), randomMarks).map(([each, marks]) => withMarks(each, marks));
    case 'DATE':
      return fc
        .constantFrom(
          ...['2024', '2024-02', '2024-02-29', '2024-03-01', '2025', '2025-03', '0001'],
          ...['2024/..', '2024-02/..', '2024-03-01/..', '../2024', '../2024-02', '../0001'],
        )
        .map(date);
    case 'VERSION':
      return versionRange;
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
        noBut('crumb'),
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
const unchanged = (each: CellClaim): CellClaim => each;

/** Generates the claim of one source in a cell along `axis`. */
export function cellClaimAlong(axis: Axis): fc.Arbitrary<CellClaim> {
  const stated = fc.oneof(
    { weight: 8, arbitrary: valueAlong(axis) },
    { weight: 1, arbitrary: fc.constant(unknown) },
    { weight: 1, arbitrary: fc.constant(notApplicable) },
  );
  return fc
    .tuple(
      stated,
      conditions,
      fc.constantFrom(unchanged, unchanged, unchanged, unchanged, preferred, deprecated),
      fc.constantFrom('handbook', 'almanac', 'journal'),
      fc.nat({ max: 5 }),
    )
    .map(([cellClaim, qualifiers, ranked, source, position]) =>
      at(position, by(source, ranked(under(qualifiers, cellClaim)))),
    );
}

/** Generates a spread for each of `chosen`, as if the spreads had been measured in a larger graph. */
function spreadsAlong(chosen: readonly Axis[]): fc.Arbitrary<Readonly<Record<string, DimensionSpread>>> {
  const spread = fc.record({
    span: fc.constantFrom(null, null, { minimum: '0', maximum: '20' }, { minimum: '-1', maximum: '1' }),
    isIdentifying: fc.boolean(),
  });
  return fc
    .tuple(...chosen.map(() => spread))
    .map((spreads) => Object.fromEntries(chosen.map(({ id }, index) => [id, spreads[index] ?? noSpread])));
}

/** Generates a comparison of `approachCount` approaches along `chosen`, with up to three claims for each approach and axis. */
function partsAlong(chosen: readonly Axis[], approachCount: number): fc.Arbitrary<Parts> {
  const approaches = breads.slice(0, approachCount);
  const cells = chosen.flatMap((axis) =>
    approaches.map((approach) =>
      fc
        .array(cellClaimAlong(axis), { maxLength: 3 })
        .map((cell) => cell.map((cellClaim) => claim(approach, axis, cellClaim))),
    ),
  );
  return fc.tuple(fc.tuple(...cells), spreadsAlong(chosen)).map(([filled, spreads]) => ({
    approaches,
    axes: chosen,
    claims: [...new Map(filled.flat().map((each) => [each.id, each])).values()],
    equivalent,
    synonyms,
    spreads,
  }));
}

/** Comparisons of two to four approaches along one set of equivalent axes. */
export const smallParts: fc.Arbitrary<Parts> = fc
  .tuple(fc.constantFrom(...equivalent), fc.integer({ min: 2, max: breads.length }))
  .chain(([chosen, count]) => partsAlong(chosen, count));

/** Comparisons of two to four approaches along one to seven axes of any kinds. */
export const largeParts: fc.Arbitrary<Parts> = fc
  .tuple(fc.subarray([...axes], { minLength: 1, maxLength: 7 }), fc.integer({ min: 2, max: breads.length }))
  .chain(([chosen, count]) => partsAlong(chosen, count));

/** Generates the claim itself, or the claim with other conditions, another note or an additional term. */
function variantOf(cellClaim: CellClaim): fc.Arbitrary<CellClaim> {
  const { value } = cellClaim;
  const variants = [
    fc.constant(cellClaim),
    fc.constant(cellClaim),
    conditions.map((qualifiers) => under(qualifiers, cellClaim)),
  ];
  if (value?.type === 'SUPPORT' && value.support !== 'PARTIAL')
    variants.push(
      fc
        .constantFrom('crust', 'Crust.', 'crumb', null)
        .map((note) => ({ ...cellClaim, value: { ...value, note } })),
    );
  if (value?.type === 'TERMS' && !value.terms.includes('salt'))
    variants.push(fc.constant({ ...cellClaim, value: { ...value, terms: [...value.terms, 'salt'] } }));
  return fc.oneof(...variants);
}

/**
 * Comparisons with similar cells, along one set of equivalent axes: all claims are along the first axis, and are variants
 * of one or two claims. About half of the comparisons have no synonyms.
 */
export const similarParts: fc.Arbitrary<Parts> = fc
  .tuple(fc.constantFrom(...equivalent), fc.integer({ min: 2, max: breads.length }), fc.boolean())
  .chain(([chosen, count, hasSynonyms]) => {
    const approaches = breads.slice(0, count);
    const [axis] = chosen as [Axis, ...Axis[]];
    return fc
      .array(cellClaimAlong(axis), { minLength: 1, maxLength: 2 })
      .chain((pool) => {
        const cell = fc.array(fc.constantFrom(...pool).chain(variantOf), { minLength: 1, maxLength: 2 });
        return fc.tuple(...approaches.map(() => cell));
      })
      .map((cells) => {
        const claims = approaches.flatMap((approach, index) =>
          (cells[index] ?? []).map((cellClaim) => claim(approach, axis, cellClaim)),
        );
        return {
          approaches,
          axes: chosen,
          claims: [...new Map(claims.map((each) => [each.id, each])).values()],
          equivalent,
          synonyms: hasSynonyms ? synonyms : [],
        };
      });
  });

/** Generates a dimension with one of `betterWhens`; a dimension of quantities or dates also gets a declared span. Other axes do not change. */
export function axisAlong(axis: Axis, betterWhens: readonly BetterWhen[]): fc.Arbitrary<Axis> {
  if (axis.kind !== 'DIMENSION') return fc.constant(axis);
  const [minimum, maximum] = axis.valueType === 'QUANTITY' ? ['-1', '3'] : [null, null];
  const [earliest, latest] = axis.valueType === 'DATE' ? ['2023-07', '2025'] : [null, null];
  return fc
    .constantFrom(...betterWhens)
    .map((betterWhen) => ({ ...axis, betterWhen, minimum, maximum, earliest, latest }));
}

/** Comparisons of two to four approaches along one to five axes with ordered values. */
export const orderedParts: fc.Arbitrary<Parts> = fc
  .tuple(
    fc.subarray(
      axes.filter((axis) => axis.kind !== 'DIMENSION' || !['TEXT', 'TERMS'].includes(axis.valueType)),
      { minLength: 1, maxLength: 5 },
    ),
    fc.integer({ min: 2, max: breads.length }),
  )
  .chain(([chosen, count]) => partsAlong(chosen, count));

/** Axis selections: about three of four have no restriction, the others a random set of restrictions. */
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
