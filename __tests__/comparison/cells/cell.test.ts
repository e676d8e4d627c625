import { describe, expect, it } from '@jest/globals';
import { linkValueDefinition, valueDefinitionOf } from '../../../src/comparison/cells/axis.js';
import { contentOf, statedValues, type Cell } from '../../../src/comparison/cells/cell.js';
import type { Claim } from '../../../src/graph/claim.js';
import { claim, dimension, feature, nameLookup, rowAlong, rye, text, yes, by, no } from '../material.js';
import { cellsIn } from '../notation.js';

const leavening = dimension('leavening', 'TEXT');
const keeps = feature('keeps-a-week');
const synonyms = [
  ['levain', 'sourdough', 'leaven'],
  ['yeast', 'leaven'],
];

/** Parses a cell in the notation of the tables. */
function cell(line: string): Cell {
  return rowAlong(leavening, cellsIn(leavening, `${line} ¦ —`), { synonyms }).cells[0] as Cell;
}

const textsOf = (claims: readonly Claim[]): readonly string[] =>
  claims.map(({ value, absence }) => (value?.type === 'TEXT' ? value.text : (absence ?? ''))).sort();

describe('a cell', () => {
  it('without claims is not stated', () => {
    const empty = {
      contest: null,
      stated: [],
      values: [],
      claims: [],
      position: null,
      statements: [],
      cellClass: null,
    };
    const content = contentOf([], valueDefinitionOf(leavening), nameLookup([]));
    expect(content).toEqual({ state: 'NOT_STATED', ...empty });
  });

  it('has all its claims, including outranked ones', () => {
    const { claims, values } = cell('preferred Levain / Steam / deprecated Yeast / preferred Unknown');
    expect(textsOf(claims)).toEqual(['Levain', 'Steam', 'UNKNOWN', 'Yeast']);
    expect(values.map((each) => textsOf(each.claims))).toEqual([['Levain']]);
  });

  it('groups claims that agree under the same conditions', () => {
    const { values } = cell('Levain / sourdough / winter: Levain / WINTER: levain');
    expect(values.map((each) => textsOf(each.claims)).sort()).toEqual([
      ['Levain', 'levain'],
      ['Levain', 'sourdough'],
    ]);
  });

  it('groups claims with the same absence', () => {
    const { values } = cell('Not applicable / Not applicable');
    expect(values.map((each) => textsOf(each.claims))).toEqual([['NOT_APPLICABLE', 'NOT_APPLICABLE']]);
  });

  // The ids of the claims depend on their sources, and determine the order.
  it.each(['handbook', 'almanac', 'journal', 'diary', 'letter', 'leaflet'])(
    'groups claims only if each pair of claims agrees (%s)',
    (source) => {
      const cellClaims = ['Levain', 'Leaven', 'Yeast'].map((value) => by(source, text(value)));
      const { values } = rowAlong(leavening, [cellClaims, []], { synonyms }).cells[0] as Cell;
      expect(values).toHaveLength(2);
      expect(values.map(({ claims }) => textsOf(claims))).not.toContainEqual(['Levain', 'Yeast']);
    },
  );

  it('has the value with the most sources first, not the value with the most claims', () => {
    const cellClaims = [
      by('handbook', text('Steam')),
      by('handbook', text('Levain')),
      by('handbook', text('Sourdough')),
      by('handbook', text('Leaven')),
      by('almanac', text('steam')),
    ];
    const [row] = [rowAlong(leavening, [cellClaims, []], { synonyms })];
    expect(row.cells[0]?.values.map((each) => textsOf(each.claims))).toEqual([
      ['Steam', 'steam'],
      ['Leaven', 'Levain', 'Sourdough'],
    ]);
  });

  it('orders values with the same number of sources by the id of their first claim', () => {
    const { values } = cell('Levain / Steam / Soda / Yeast');
    const ids = values.map(({ claims }) => claims[0]?.id ?? '');
    expect(ids).toHaveLength(4);
    expect(ids).toEqual([...ids].sort());
  });
});

describe('the values of link claims', () => {
  it('are ordered by the number of their sources, like the values of a cell', () => {
    const claims = [no, by('almanac', yes), by('journal', yes)].map((each) => claim(rye, keeps, each));
    expect(statedValues(claims, linkValueDefinition, nameLookup([])).map(({ value }) => value)).toEqual([
      yes.value,
      no.value,
    ]);
  });
});
