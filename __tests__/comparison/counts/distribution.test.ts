import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { valueDefinitionOf } from '../../../src/comparison/cells/axis.js';
import { contentOf, type CellContent } from '../../../src/comparison/cells/cell.js';
import {
  countedCellOf,
  distributionOf,
  type Distribution,
} from '../../../src/comparison/counts/distribution.js';
import type { Claim } from '../../../src/graph/claim.js';
import type { Dimension } from '../../../src/graph/concept.js';
import { ruleFor, ruleOf, type ClaimValue } from '../../../src/graph/values/value-rules.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import { runs } from '../../support/test-run.js';
import { cellClaimAlong } from '../arbitraries.js';
import { approach, claim, dimension, nameLookup, type CellClaim } from '../material.js';
import { cellsIn } from '../notation.js';

const noNames = nameLookup([]);

function contentsOf(of: Dimension, cells: readonly (readonly CellClaim[])[]): readonly CellContent[] {
  return cells.map((cell, index) => {
    const claims = cell.map((each) => claim(approach(`a${index}`), of, each));
    const distinct = [...new Map(claims.map((each): [string, Claim] => [each.id, each])).values()];
    return contentOf(distinct, valueDefinitionOf(of), noNames);
  });
}

function distributionAlong(of: Dimension, contents: readonly CellContent[]): Distribution {
  const claimed = contents.filter(({ state }) => state !== 'NOT_STATED');
  return runToEnd(distributionOf(claimed.map(countedCellOf), of, contents.length));
}

/** Counts the values and states of a line of cells. Values are printed as texts. */
function countsOf(of: Dimension, line: string): readonly (readonly [string, number])[] {
  const { values, states } = distributionAlong(of, contentsOf(of, cellsIn(of, line)));
  return [...values, ...states].map(({ value, state, count }) => [
    value ? ruleOf(value).display(value) : state,
    count,
  ]);
}

const text = dimension('text', 'TEXT');
const terms = dimension('terms', 'TERMS', { cardinality: 'MULTIPLE' });
const support = dimension('support', 'SUPPORT');
const level = dimension('level', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
const mass = dimension('mass', 'QUANTITY', { unit: 'kg', tolerance: '0.1' });
const heat = dimension('heat', 'QUANTITY', { unit: 'Cel' });
const date = dimension('date', 'DATE');
const version = dimension('version', 'VERSION');

describe('the distribution of values along a dimension', () => {
  it.each<[string, Dimension, string, readonly (readonly [string, number])[]]>([
    [
      'counts the approaches of each value, the most frequent value first',
      level,
      'soft ¦ hard ¦ hard',
      [
        ['hard', 2],
        ['soft', 1],
      ],
    ],
    [
      'orders equal counts by text',
      level,
      'soft ¦ hard ¦ firm',
      [
        ['firm', 1],
        ['hard', 1],
        ['soft', 1],
      ],
    ],
    [
      'unites texts that are equal after folding, and shows their most frequent wording',
      text,
      'sour-dough ¦ Sour dough. ¦ sour-dough ¦ Yeast',
      [
        ['sour-dough', 3],
        ['Yeast', 1],
      ],
    ],
    ['shows the first of equally frequent wordings', text, 'yeast ¦ Yeast', [['Yeast', 2]]],
    [
      'counts each term of a set, and the empty set',
      terms,
      'rye, oats ¦ Oats ¦ none',
      [
        ['Oats', 2],
        ['none', 1],
        ['rye', 1],
      ],
    ],
    [
      'counts a term once for each approach',
      terms,
      'rye, oats / oats',
      [
        ['oats', 1],
        ['rye', 1],
      ],
    ],
    [
      'ignores notes',
      support,
      'Partly (crust) ¦ Partly (crumb) ¦ Yes (crust) ¦ No',
      [
        ['Partly', 2],
        ['No', 1],
        ['Yes', 1],
      ],
    ],
    [
      'converts amounts to the unit of the dimension, and ignores the tolerance',
      mass,
      '1 kg ¦ 1000 g ¦ 1.05 kg ¦ 1 L',
      [
        ['1 kg', 2],
        ['1 L', 1],
        ['1.05 kg', 1],
      ],
    ],
    [
      'unites amounts whose conversion is rounded',
      heat,
      '20 Cel ¦ 68 [degF] ¦ 0 Cel ¦ 32 [degF]',
      [
        ['0 Cel', 2],
        ['20 Cel', 2],
      ],
    ],
    [
      'counts ranges, bounds and approximate amounts separately',
      mass,
      '1 kg ¦ ~1 kg ¦ 1 to 2 kg ¦ 1 or more kg',
      [
        ['1 kg', 1],
        ['1 or more kg', 1],
        ['1 to 2 kg', 1],
        ['~1 kg', 1],
      ],
    ],
    [
      'counts dates of different precision separately',
      date,
      '2024 ¦ 2024-05 ¦ 2024',
      [
        ['2024', 2],
        ['2024-05', 1],
      ],
    ],
    [
      'unites versions that differ in trailing zeros',
      version,
      '3.9 ¦ 3.9.0 ¦ 3.10 ¦ 3.9 or newer',
      [
        ['3.9', 2],
        ['3.10', 1],
        ['3.9 or newer', 1],
      ],
    ],
    [
      'lists the states after the values, in the order of the states',
      level,
      '— ¦ Unknown ¦ Not applicable ¦ — ¦ hard',
      [
        ['hard', 1],
        ['UNKNOWN', 1],
        ['NOT_APPLICABLE', 1],
        ['NOT_STATED', 2],
      ],
    ],
    [
      'counts a contested cell for each of its values, and as contested',
      level,
      'soft / hard ¦ hard',
      [
        ['hard', 2],
        ['soft', 1],
        ['CONTESTED', 1],
      ],
    ],
    [
      'counts a cell for each of its values under different conditions',
      level,
      'winter: soft / summer: hard ¦ —',
      [
        ['hard', 1],
        ['soft', 1],
        ['NOT_STATED', 1],
      ],
    ],
    [
      'counts only the claims of the highest rank',
      level,
      'preferred soft / hard / deprecated firm ¦ deprecated firm',
      [
        ['firm', 1],
        ['soft', 1],
      ],
    ],
    [
      'does not count an unknown value beside a stated value',
      level,
      'soft / Unknown ¦ —',
      [
        ['soft', 1],
        ['NOT_STATED', 1],
      ],
    ],
    [
      'counts claims that agree within the tolerance as different values',
      mass,
      '1 kg / 1.05 kg',
      [
        ['1 kg', 1],
        ['1.05 kg', 1],
      ],
    ],
  ])('%s', (_, of, line, expected) => {
    expect(countsOf(of, line)).toEqual(expected);
  });

  it('counts only approaches without claims if nothing is stated', () => {
    expect(countsOf(level, '— ¦ —')).toEqual([['NOT_STATED', 2]]);
  });

  const dimensions = [text, terms, support, level, { ...mass, tolerance: null }, heat, date, version];

  it('has the counts of a pairwise comparison of random values, in any order of the cells', () => {
    const along = fc
      .constantFrom(...dimensions)
      .chain((of) =>
        fc.tuple(
          fc.constant(of),
          fc.array(fc.array(cellClaimAlong(of), { maxLength: 3 }), { minLength: 1, maxLength: 12 }),
        ),
      );
    fc.assert(
      fc.property(along, ([of, cells]) => {
        const contents = contentsOf(of, cells);
        const { values, states } = distributionAlong(of, contents);
        expect(
          values.map(({ value, count }) => [classOf(value as ClaimValue, of, contents), count]).sort(),
        ).toEqual(referenceCounts(of, contents));
        expect(values.map(({ count }) => count)).toEqual(
          values.map(({ count }) => count).sort((a, b) => b - a),
        );
        for (const state of ['CONTESTED', 'UNKNOWN', 'NOT_APPLICABLE', 'NOT_STATED'] as const) {
          expect(states.find((each) => each.state === state)?.count ?? 0).toBe(
            contents.filter((content) => content.state === state).length,
          );
        }
        expect(distributionAlong(of, [...contents].reverse())).toEqual({ values, states });
      }),
      { numRuns: runs(4_000) },
    );
  });
});

/** Returns the values of a cell's highest-ranked claims, each term separately. Values with the same support get the same note. */
function valuesOf({ values }: CellContent): readonly ClaimValue[] {
  return values
    .flatMap(({ claims }) => claims.flatMap(({ value }) => value ?? []))
    .flatMap((value): readonly ClaimValue[] => {
      if (value.type === 'SUPPORT') return [{ ...value, note: value.support === 'PARTIAL' ? 'part' : null }];
      if (value.type !== 'TERMS' || value.terms.length === 0) return [value];
      return value.terms.map((term) => ({ type: 'TERMS', terms: [term] }));
    });
}

/** Whether two values are counted as one value: equal dates, or other values with the distance 0. */
function countAsOne(left: ClaimValue, right: ClaimValue, of: Dimension): boolean {
  if (left.type === 'DATE' && right.type === 'DATE') return left.date === right.date;
  return ruleFor(left.type).relate([left], [right], of, noNames)?.distance === 0;
}

/** Finds the index of the first value in `contents` that is counted as one value with `value`. */
function classOf(value: ClaimValue, of: Dimension, contents: readonly CellContent[]): number {
  const shown: ClaimValue =
    value.type === 'SUPPORT' && value.support === 'PARTIAL' ? { ...value, note: 'part' } : value;
  return contents.flatMap(valuesOf).findIndex((each) => countAsOne(each, shown, of));
}

function referenceCounts(of: Dimension, contents: readonly CellContent[]): readonly (readonly number[])[] {
  const classes = new Map<number, number>();
  for (const content of contents) {
    for (const each of new Set(valuesOf(content).map((value) => classOf(value, of, contents))))
      classes.set(each, (classes.get(each) ?? 0) + 1);
  }
  return [...classes].sort();
}
