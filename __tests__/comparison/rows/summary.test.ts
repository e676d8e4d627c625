import { describe, expect, it } from '@jest/globals';
import type { ComparisonRow } from '../../../src/comparison/rows/row.js';
import { mostDiscriminating, similarityOf, summarise } from '../../../src/comparison/rows/summary.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import { dimension, feature, rowAlong } from '../material.js';
import { cellsIn } from '../notation.js';

const crust = dimension('crust', 'ORDINAL', { levels: ['1', '2', '3', '4', '5'] });
const keeps = feature('keeps-a-week');
const onCrust = (cells: string): ComparisonRow => rowAlong(crust, cellsIn(crust, cells));

const same = onCrust('1 ¦ 1');
const near = onCrust('1 ¦ 2');
const far = onCrust('1 ¦ 4');
const alsoFar = onCrust('2 ¦ 5');
const opposite = onCrust('1 ¦ 5');
const notStated = onCrust('1 ¦ —');
const notKnown = onCrust('1 ¦ Unknown');
const notApplicable = onCrust('1 ¦ Not applicable');
const contested = onCrust('1 / 2 ¦ 3');
const oneSided = rowAlong(keeps, cellsIn(keeps, 'Yes ¦ —'));

describe('the summary of a comparison', () => {
  it('counts rows for each verdict that occurs, in the order of `rowVerdicts`', () => {
    expect(
      runToEnd(summarise([oneSided, same, near, notStated, opposite, far, notKnown, notApplicable])),
    ).toMatchObject({
      rowCount: 8,
      byVerdict: [
        { verdict: 'OPPOSITE', count: 1 },
        { verdict: 'DIFFERENT', count: 2 },
        { verdict: 'NOT_COMPARABLE', count: 1 },
        { verdict: 'UNDETERMINED', count: 2 },
        { verdict: 'SAME', count: 1 },
        { verdict: 'ONE_SIDED', count: 1 },
      ],
    });
  });

  it.each([
    ['1 if all rows agree', [same, same], 1],
    ['0 if all rows are opposite', [opposite], 0],
    ['1 minus the mean distance', [same, near, far], 1 - (0 + 0.25 + 0.75) / 3],
    ['computed from the rows with a distance', [near, notStated, oneSided, notApplicable], 0.75],
    ['null if no row has a distance', [notStated, notApplicable], null],
    ['null if there are no rows', [], null],
  ])('has a similarity: %s', (_, rows, similarity) => {
    const result = runToEnd(similarityOf(rows));
    if (similarity === null) expect(result).toBeNull();
    else expect(result).toBeCloseTo(similarity, 12);
  });

  it('has the same similarity in any order of the rows', () => {
    const [low, middle, high] = [0.1, 0.2, 0.3].map((distance) => ({ ...near, distance })) as [
      ComparisonRow,
      ComparisonRow,
      ComparisonRow,
    ];
    // 0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 are different floats.
    const similarities = [
      [low, middle, high],
      [high, middle, low],
      [middle, high, low],
    ].map((rows) => runToEnd(similarityOf(rows)));
    expect(new Set(similarities).size).toBe(1);
  });

  it('takes a step for every row, and another step for every thousand rows', () => {
    const rows = Array.from({ length: 2_500 }, () => near);
    for (const work of [summarise(rows), similarityOf(rows), mostDiscriminating(rows, 3)]) {
      let steps = 0;
      while (work.next().done !== true) steps += 1;
      expect(steps).toBeGreaterThanOrEqual(rows.length + 2);
      expect(steps).toBeLessThanOrEqual(rows.length + 10);
    }
  });

  it.each([
    ['1 if every cell is stated', [same, near], 1],
    ['1 if every cell is stated or contested', [contested], 1],
    ['0.5 if one of two cells is not stated', [notStated], 0.5],
    ['0.5 if one of two cells is unknown', [notKnown], 0.5],
    ['0.5 if one of two cells is not applicable', [notApplicable], 0.5],
    ['the share of stated cells of all rows', [same, notStated, notKnown, oneSided], 5 / 8],
    ['null if there are no cells', [], null],
  ])('has a coverage: %s', (_, rows, coverage) => {
    expect(runToEnd(summarise(rows)).coverage).toBe(coverage);
  });
});

const tin = dimension('tin', 'QUANTITY');
const recipe = dimension('recipe', 'TERMS', { cardinality: 'MULTIPLE' });
const onTin = (cells: string): ComparisonRow => rowAlong(tin, cellsIn(tin, cells));
const mostOf = (rows: readonly ComparisonRow[], first: number): readonly ComparisonRow[] =>
  runToEnd(mostDiscriminating(rows, first));

describe('the most discriminating rows', () => {
  it('are the rows with the greatest distances, at most as many as requested', () => {
    expect(mostOf([same, near, far, opposite, notStated], 2)).toEqual([opposite, far]);
  });

  it('do not include rows that agree, or that have no distance', () => {
    expect(mostOf([same, notStated, near, oneSided, notApplicable], 5)).toEqual([near]);
    expect(mostOf([near, far], 0)).toEqual([]);
  });

  it('list a differing row before an overlapping row, even if the overlapping row has the greater distance', () => {
    const inPart = rowAlong(recipe, cellsIn(recipe, 'a, b, c, d ¦ a, e, f, g'));
    expect(inPart.distance).toBeGreaterThan(near.distance ?? 1);
    expect(mostOf([inPart, near], 2)).toEqual([near, inPart]);
    expect(mostOf([near, inPart], 2)).toEqual([near, inPart]);
  });

  it('list the row with the greater mean distance of all pairs first if the greatest distances are equal', () => {
    const oneApart = onCrust('1 ¦ 1 ¦ 1 ¦ 5');
    const halfApart = onCrust('1 ¦ 1 ¦ 5 ¦ 5');
    expect([oneApart.meanDistance, halfApart.meanDistance]).toEqual([3 / 6, 4 / 6]);
    expect(mostOf([oneApart, halfApart], 2)).toEqual([halfApart, oneApart]);
  });

  it('keep the order of rows with equal distances', () => {
    const result = mostOf([near, alsoFar, far, opposite], 3);
    expect(result.map((row) => [opposite, alsoFar, far].indexOf(row))).toEqual([0, 1, 2]);
  });

  it('do not include rows without weight', () => {
    const weightless = { ...opposite, weighs: false };
    expect(mostOf([weightless, near], 2)).toEqual([near]);
    expect(runToEnd(similarityOf([weightless, near]))).toBe(0.75);
  });

  it('are ordered by distance, whether they are opposite or different', () => {
    expect(mostOf([far, opposite], 2)).toEqual([opposite, far]);
    const differing = rowAlong(recipe, cellsIn(recipe, 'a ¦ b'));
    expect(mostOf([opposite, differing], 2)).toEqual([opposite, differing]);
  });

  it('do not start with a row only because of an amount of zero: without a span, the distance from zero is 0.5', () => {
    expect(onTin('0 ¦ 5').distance).toBe(0.5);
    expect(mostOf([onTin('0 ¦ 5'), far], 1)).toEqual([far]);
  });
});
