import { describe, expect, it } from '@jest/globals';
import { claimOrders, orderClaims, type ClaimOrder } from '../../../src/comparison/ranking/claim-order.js';
import type { BetterWhen, Dimension } from '../../../src/graph/concept.js';
import { breads, claim, dimension } from '../material.js';
import { cellsIn } from '../notation.js';

const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
const vegan = dimension('vegan', 'SUPPORT');
const since = dimension('since', 'DATE');
const recipe = dimension('recipe', 'VERSION');
const loaves = dimension('loaves', 'QUANTITY');
const leavening = dimension('leavening', 'TEXT');

/** Orders the claims of a line. @returns their input positions in the new order; 1 is the first */
function order(axis: Dimension, betterWhen: BetterWhen, line: string, by: ClaimOrder): string {
  const dimension = { ...axis, betterWhen };
  const claims = cellsIn(axis, line).flatMap((cell, index) =>
    cell.map((cellClaim) =>
      claim(breads[index % breads.length] ?? breads[0]!, axis, { ...cellClaim, source: `s${index}` }),
    ),
  );
  const given = [...claims];
  const ordered = orderClaims(claims, dimension, by);
  expect(claims).toEqual(given);
  return ordered.map((each) => claims.indexOf(each) + 1).join(' ');
}

describe('the claims along a dimension', () => {
  it.each<[string, Dimension, BetterWhen, string, string, string]>([
    ['amounts', flour, 'HIGHER', '2 kg ¦ 10 kg ¦ 1 kg', '2 1 3', '3 1 2'],
    ['amounts, if lower is better', flour, 'LOWER', '2 kg ¦ 10 kg ¦ 1 kg', '3 1 2', '2 1 3'],
    [
      'amounts without a better end, the higher first',
      flour,
      'NEITHER',
      '2 kg ¦ 10 kg ¦ 1 kg',
      '2 1 3',
      '3 1 2',
    ],
    ['amounts in several units', flour, 'HIGHER', '2 kg ¦ 10000 g ¦ 3 [lb_av]', '2 1 3', '3 1 2'],
    ['negative amounts', flour, 'HIGHER', '-2 kg ¦ 0 kg ¦ -10 kg', '2 1 3', '3 1 2'],
    ['equal values, in input order', flour, 'HIGHER', '1 kg ¦ 2 kg ¦ 1000 g ¦ 2000 g', '2 4 1 3', '1 3 2 4'],
    ['levels', crust, 'HIGHER', 'firm ¦ hard ¦ soft', '2 1 3', '3 1 2'],
    ['levels, if lower is better', crust, 'LOWER', 'firm ¦ hard ¦ soft ¦ firm', '3 1 4 2', '2 1 4 3'],
    ['support', vegan, 'HIGHER', 'Partly (no egg) ¦ No ¦ Yes', '3 1 2', '2 1 3'],
    ['dates, the later first', since, 'HIGHER', '2023-05 ¦ 2024 ¦ 2023-04-30', '2 1 3', '3 1 2'],
    ['dates, the earlier first', since, 'LOWER', '2023-05 ¦ 2024 ¦ 2023-04-30', '3 1 2', '2 1 3'],
    ['versions, the newer first', recipe, 'HIGHER', '3.9 ¦ 3.10 ¦ 3.10-rc.1 ¦ 2.99', '2 3 1 4', '4 1 3 2'],
    ['texts, which have no order', leavening, 'HIGHER', 'b ¦ c ¦ a', '1 2 3', '1 2 3'],
    ['absences last', flour, 'HIGHER', 'Unknown ¦ 1 kg ¦ Not applicable ¦ 2 kg', '4 2 1 3', '2 4 1 3'],
    [
      'absences last, if lower is better',
      flour,
      'LOWER',
      'Unknown ¦ 1 kg ¦ Not applicable ¦ 2 kg',
      '2 4 1 3',
      '4 2 1 3',
    ],
    ['ranges last', flour, 'HIGHER', '5 to 6 kg ¦ 1 kg ¦ 5 or more kg ¦ 2 kg', '4 2 1 3', '2 4 1 3'],
    [
      'ranges last, if lower is better',
      flour,
      'LOWER',
      'up to 1 kg ¦ 2 kg ¦ 0 to 1 kg ¦ 3 kg',
      '2 4 1 3',
      '4 2 1 3',
    ],
    [
      'amounts in inconvertible units last',
      flour,
      'HIGHER',
      '9 L ¦ 1 kg ¦ 9 EUR ¦ 2 kg',
      '4 2 1 3',
      '2 4 1 3',
    ],
    [
      'amounts in inconvertible units last, among plain numbers',
      loaves,
      'HIGHER',
      '1 kg ¦ 3 ¦ 500 g ¦ 400 %',
      '4 2 1 3',
      '2 4 1 3',
    ],
    ['no claims', flour, 'HIGHER', '—', '', ''],
  ])('are ordered best first and worst first: %s', (_, axis, betterWhen, line, bestFirst, worstFirst) => {
    expect(order(axis, betterWhen, line, 'BEST_FIRST')).toBe(bestFirst);
    expect(order(axis, betterWhen, line, 'WORST_FIRST')).toBe(worstFirst);
  });

  it('stay in input order if the order is APPROACH', () => {
    expect(order(flour, 'HIGHER', '1 kg ¦ Unknown ¦ 3 kg ¦ 2 kg', 'APPROACH')).toBe('1 2 3 4');
  });

  it.each(claimOrders)('that are already sorted as %s stay in this order', (by) => {
    const higher = { ...flour, betterWhen: 'HIGHER' } as const;
    const claims = cellsIn(flour, '1 kg ¦ 5 to 6 kg ¦ 3 kg ¦ Unknown').flatMap((cell, index) =>
      cell.map((cellClaim) => claim(breads[index]!, flour, cellClaim)),
    );
    const sorted = orderClaims(claims, higher, by);
    expect(orderClaims(sorted, higher, by)).toEqual(sorted);
  });
});
