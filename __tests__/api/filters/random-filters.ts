/** Generates random graphs and filters of approaches, and finds the matching approaches without the code of filters. */
import fc from 'fast-check';
import { valueDefinitionOf, type Axis } from '../../../src/comparison/cells/axis.js';
import { contentOf, type CellContent } from '../../../src/comparison/cells/cell.js';
import type { AxisCondition } from '../../../src/comparison/conditions/axis-condition.js';
import type { Claim, Qualifier } from '../../../src/graph/claim.js';
import { qualifiersOverlap } from '../../../src/graph/identity.js';
import type { Change } from '../../../src/graph/ports/writing.js';
import { ExactDecimal } from '../../../src/graph/values/decimal.js';
import { ruleFor, type ClaimValue } from '../../../src/graph/values/value-rules.js';
import type { Interval } from '../../../src/graph/values/value-type.js';
import { cellClaimAlong } from '../../comparison/arbitraries.js';
import {
  approach,
  claim as claimAbout,
  dimension,
  drawback,
  feature,
  qualifiers,
  type CellClaim,
} from '../../comparison/material.js';
import { citedSource, claim, put } from '../../support/changes.js';

/** The axes of the graphs, in sets of equivalent axes. */
export const axisSets: readonly (readonly [Axis, ...Axis[]])[] = [
  [dimension('vegan', 'SUPPORT', { betterWhen: 'HIGHER' })],
  [
    dimension('flour', 'QUANTITY', { unit: 'kg', tolerance: '0.01' }),
    dimension('flour-in-pounds', 'QUANTITY', { unit: '[lb_av]', betterWhen: 'LOWER' }),
  ],
  [dimension('loaves', 'QUANTITY')],
  [dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'], betterWhen: 'LOWER' })],
  [dimension('since', 'DATE', { betterWhen: 'HIGHER' })],
  [dimension('recipe', 'VERSION')],
  [dimension('seeds', 'TERMS', { cardinality: 'MULTIPLE' })],
  [dimension('leavening', 'TEXT')],
  [feature('keeps'), feature('stays-fresh')],
  [drawback('crumbles')],
];
export const axes = axisSets.flat();
export const orderedAxes = axes.filter(
  (axis) => axis.kind !== 'DIMENSION' || !['TEXT', 'TERMS'].includes(axis.valueType),
);

/** Nine approaches. The first and the last have the same name. */
export const approaches = Array.from({ length: 9 }, (_, index) => ({
  ...approach(`bread-${index}`),
  name: `Bread ${index % 8}`,
}));

/** The claims of a graph. */
export type RandomGraph = readonly Claim[];

const claims = axes.flatMap((axis) =>
  approaches.map((subject) =>
    fc
      .oneof(
        { weight: 2, arbitrary: fc.constant<CellClaim[]>([]) },
        { weight: 5, arbitrary: fc.array(cellClaimAlong(axis), { minLength: 1, maxLength: 1 }) },
        { weight: 2, arbitrary: fc.array(cellClaimAlong(axis), { minLength: 2, maxLength: 3 }) },
      )
      .map((cell) => cell.map((each) => claimAbout(subject, axis, each))),
  ),
);

export const graphs: fc.Arbitrary<RandomGraph> = fc
  .tuple(...claims)
  .map((found) => [...new Map(found.flat().map((each) => [each.id, each])).values()]);

/** Builds the changes that create a graph. */
export function changesOf(graph: RandomGraph): readonly Change[] {
  const equivalences = axisSets.flatMap(([axis, ...others]) =>
    others.map((other) =>
      claim(axis.id, 'EQUIVALENT_TO', other.id, { source: 'cited-source/handbook', citations: [] }),
    ),
  );
  const sources = ['handbook', 'almanac', 'journal'].map(citedSource);
  return [...put([...sources, ...approaches, ...axes], equivalences), ...claimChanges(graph)];
}

/** Builds the changes that add the claims of a graph. */
export function claimChanges(graph: RandomGraph): readonly Change[] {
  return put(
    [],
    graph.map(({ id: _, since: _since, ...members }) => ({ ...members, citations: [] })),
  );
}

const oneOrTwo = <Item>(...items: readonly Item[]): fc.Arbitrary<Item[]> =>
  fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 2 });

/** Generates the members of a condition that apply to the values of an axis. */
function membersFor(axis: Axis): fc.Arbitrary<AxisCondition> {
  switch (axis.kind === 'DIMENSION' ? axis.valueType : 'SUPPORT') {
    case 'SUPPORT':
      return fc.record(
        {
          supports: oneOrTwo('YES' as const, 'NO' as const, 'PARTIAL' as const),
          text: fc.constantFrom('crust', 'CRUM'),
        },
        { requiredKeys: [] },
      );
    case 'QUANTITY': {
      const amount = fc.constantFrom('-2', '0', '0.45359237', '0.5', '1', '2', '5', '10');
      return fc.record(
        { minimum: amount, maximum: amount, exclusiveMinimum: fc.boolean(), exclusiveMaximum: fc.boolean() },
        { requiredKeys: [] },
      );
    }
    case 'ORDINAL':
      return fc.record({ levels: oneOrTwo('soft', 'firm', 'hard') }, { requiredKeys: [] });
    case 'DATE': {
      const date = fc.constantFrom('0001', '2024', '2024-02', '2024-02-29', '2024-03-01', '2025');
      return fc.record({ from: date, to: date }, { requiredKeys: [] });
    }
    case 'VERSION': {
      const version = fc.constantFrom('0', '2.9', '2.10', '2.10-rc.1', '3');
      return fc.record({ oldest: version, newest: version }, { requiredKeys: [] });
    }
    case 'TERMS':
      return fc.record(
        {
          terms: fc.oneof(fc.constant([]), oneOrTwo('LEVAIN', 'steam', 'sour dough')),
          text: fc.constant('ea'),
        },
        { requiredKeys: [] },
      );
    case 'TEXT':
      return fc.record(
        { terms: oneOrTwo('levain', 'Soda'), text: fc.constantFrom('sour', 'x') },
        { requiredKeys: [] },
      );
  }
}

export const someQualifiers = fc.constantFrom<readonly Qualifier[]>(
  qualifiers({ season: 'WINTER' }),
  qualifiers({ size: 'Small' }),
);

/** A condition along an axis that is given by its slug. */
export type SluggedCondition = AxisCondition & { readonly axis: string };

const conditions: fc.Arbitrary<SluggedCondition> = fc.constantFrom(...axes).chain((axis) =>
  fc
    .record({
      axis: fc.constant(axis.slug),
      members: fc.oneof(
        { weight: 1, arbitrary: fc.constant({}) },
        { weight: 4, arbitrary: membersFor(axis) },
      ),
      states: fc.option(
        oneOrTwo(...(['STATED', 'CONTESTED', 'UNKNOWN', 'NOT_APPLICABLE', 'NOT_STATED'] as const)),
        { freq: 3 },
      ),
      under: fc.option(someQualifiers, { freq: 4 }),
      not: fc.boolean(),
    })
    .map(({ axis: slug, members, states, under, not }) => {
      const hasRestriction = Object.keys(members).some((member) => !member.startsWith('exclusive'));
      return {
        axis: slug,
        ...members,
        ...(states && { states }),
        ...(under && { under }),
        ...(hasRestriction && { not }),
      };
    }),
);

export interface RandomFilter {
  readonly where?: readonly SluggedCondition[];
  readonly any?: readonly SluggedCondition[];
  readonly without?: readonly string[];
  readonly references?: readonly string[];
}

const fewSlugs = fc.subarray(approaches.map(({ slug }) => slug));
export const filters: fc.Arbitrary<RandomFilter> = fc.record(
  {
    where: fc.array(conditions, { maxLength: 3 }),
    any: fc.array(conditions, { maxLength: 3 }),
    without: fewSlugs,
    references: fewSlugs,
  },
  { requiredKeys: [] },
);

/** Finds the ids of the approaches that match a filter: checks the conditions against each approach. */
export function matching(graph: RandomGraph, filter: RandomFilter): ReadonlySet<string> {
  const { where = [], any = [], without = [], references } = filter;
  const found = approaches.filter(
    ({ id, slug }) =>
      !without.includes(slug) &&
      (references?.includes(slug) ?? true) &&
      where.every((each) => meets(graph, id, each)) &&
      (any.length === 0 || any.some((each) => meets(graph, id, each))),
  );
  return new Set(found.map(({ id }) => id));
}

/** Builds the cell of an approach along an axis and its equivalents. */
export function cellOf(
  graph: RandomGraph,
  subject: string,
  slug: string,
  under: readonly Qualifier[] = [],
): { readonly axis: Axis; readonly content: CellContent } {
  const set = axisSets.find((each) => each.some((axis) => axis.slug === slug)) ?? [];
  const axis = set.find((each) => each.slug === slug) as Axis;
  const inOrder = [axis, ...set.filter((each) => each !== axis)].flatMap((each) =>
    graph
      .filter(({ subject: about, target }) => about === subject && target === each.id)
      .sort((left, right) => left.position - right.position || (left.id < right.id ? -1 : 1)),
  );
  const cellClaims = inOrder.filter((each) => qualifiersOverlap(each.qualifiers, under));
  return { axis, content: contentOf(cellClaims, valueDefinitionOf(axis), () => new Set()) };
}

function meets(graph: RandomGraph, subject: string, condition: SluggedCondition): boolean {
  const { axis, content } = cellOf(graph, subject, condition.axis, condition.under ?? []);
  const states = condition.states ?? ['STATED', 'CONTESTED'];
  if (!states.includes(content.state)) return false;
  if (!['STATED', 'CONTESTED'].includes(content.state)) return true;
  const results = content.statements.flatMap(({ values, absence }) =>
    absence === null ? [resultFor(values, condition, axis)] : [],
  );
  return condition.not === true
    ? results.every((each) => each === 'no')
    : results.some((each) => each === 'yes');
}

type Result = 'yes' | 'no' | 'maybe';

/** Checks the values of one cell statement against a condition; ignores `states`, `under` and `not`. */
function resultFor(values: readonly ClaimValue[], condition: AxisCondition, axis: Axis): Result {
  const results: Result[] = [];
  const check = (isMet: boolean): void => void results.push(isMet ? 'yes' : 'no');
  const texts = values.flatMap((value) => {
    if (value.type === 'TEXT') return [value.text];
    if (value.type === 'TERMS') return value.terms;
    return value.type === 'SUPPORT' && value.note !== null ? [value.note] : [];
  });
  if (condition.supports)
    check(values.some((value) => value.type === 'SUPPORT' && condition.supports?.includes(value.support)));
  if (condition.levels)
    check(values.some((value) => value.type === 'ORDINAL' && condition.levels?.includes(value.level)));
  if (condition.terms) {
    const stated = texts.map(plain);
    check(
      condition.terms.length === 0
        ? texts.length === 0
        : condition.terms.every((term) => stated.includes(plain(term))),
    );
  }
  const { text } = condition;
  if (typeof text === 'string') check(texts.some((word) => plain(word).includes(plain(text))));
  const range = rangeOf(condition, axis);
  const [value] = values;
  if (range && value) results.push(resultInRange(value, range, axis));
  if (results.includes('no')) return 'no';
  return results.includes('maybe') ? 'maybe' : 'yes';
}

function plain(word: string): string {
  return word.toLowerCase().replace(/\.$/u, '').replace(/-/gu, ' ').replace(/\/$/u, '');
}

type Test = (position: ExactDecimal) => boolean;

/** A range of positions: its ends, and the test for one position. */
interface Range {
  readonly ends: readonly ExactDecimal[];
  readonly contains: Test;
}

function rangeOf(condition: AxisCondition, axis: Axis): Range | null {
  const ends: ExactDecimal[] = [];
  const tests: Test[] = [];
  const add = (
    end: ExactDecimal | null,
    test: (position: ExactDecimal, end: ExactDecimal) => boolean,
  ): void => {
    if (!end) return;
    ends.push(end);
    tests.push((position) => test(position, end));
  };
  const decimal = (text: string | null | undefined) => (text ? new ExactDecimal(text) : null);
  add(decimal(condition.minimum), (a, b) => (condition.exclusiveMinimum === true ? a.gt(b) : a.gte(b)));
  add(decimal(condition.maximum), (a, b) => (condition.exclusiveMaximum === true ? a.lt(b) : a.lte(b)));
  const { from, to, oldest, newest } = condition;
  const bounds = (value: ClaimValue): Interval | null => intervalOf(value, axis);
  if (from) add(bounds({ type: 'DATE', date: from })?.low ?? null, (a, b) => a.gte(b));
  if (to) add(bounds({ type: 'DATE', date: to })?.high ?? null, (a, b) => a.lte(b));
  if (oldest) add(bounds({ type: 'VERSION', oldest, newest: oldest })?.low ?? null, (a, b) => a.gte(b));
  if (newest) add(bounds({ type: 'VERSION', oldest: newest, newest })?.low ?? null, (a, b) => a.lte(b));
  return tests.length === 0 ? null : { ends, contains: (position) => tests.every((test) => test(position)) };
}

function intervalOf(value: ClaimValue, axis: Axis): Interval | null {
  return ruleFor(value.type).order?.interval(value, valueDefinitionOf(axis).scale) ?? null;
}

/** Checks a value against a range at the ends of both, just beside these ends, and far outside. */
function resultInRange(value: ClaimValue, { ends, contains }: Range, axis: Axis): Result {
  const interval = intervalOf(value, axis);
  if (!interval) return 'maybe';
  const { low, high, excludesLow, excludesHigh } = interval;
  const far = new ExactDecimal('1e12');
  const positions = [low, high, ...ends, far, far.neg()].flatMap((end) =>
    end ? [end, end.plus('1e-240'), end.minus('1e-240')] : [],
  );
  const inside = positions.filter(
    (each) =>
      (low === null || (excludesLow === true ? each.gt(low) : each.gte(low))) &&
      (high === null || (excludesHigh === true ? each.lt(high) : each.lte(high))),
  );
  const results = new Set(inside.map(contains));
  return results.size === 2 ? 'maybe' : results.has(true) ? 'yes' : 'no';
}
