import { describe, expect, it } from '@jest/globals';
import { valueDefinitionOf, type Axis } from '../../../src/comparison/cells/axis.js';
import { contentOf } from '../../../src/comparison/cells/cell.js';
import { CellClass } from '../../../src/comparison/cells/cell-class.js';
import { distanceOfClasses, operandOf, relateCells } from '../../../src/comparison/cells/pair.js';
import type { PairVerdict } from '../../../src/comparison/verdicts/verdict.js';
import { textKey } from '../../../src/graph/cache-keys.js';
import { nameTag } from '../../../src/graph/dependencies/dependency-tag.js';
import { ViewStamps } from '../../../src/graph/dependencies/view-stamps.js';
import type { PreparedOperand } from '../../../src/graph/values/value-type.js';
import { RevisionLog } from '../../../src/read-model/log/revision-log.js';
import { claim, dimension, nameLookup, rowAlong, rye } from '../material.js';
import { cellsIn } from '../notation.js';

const names = nameLookup([['levain', 'sourdough']]);
const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
const leavening = dimension('leavening', 'TEXT');

function classIn(axis: Axis, cell: string, onCached = (): void => undefined): CellClass {
  const [claims = []] = cellsIn(axis, cell);
  const about = claims.map((each) => claim(rye, axis, each));
  return new CellClass(
    contentOf(about, valueDefinitionOf(axis), names),
    textKey(cell),
    { first: 1, last: 1 },
    onCached,
    null,
  );
}

describe('a cell class', () => {
  const { scale } = valueDefinitionOf(flour);
  const different: PairVerdict = { verdict: 'DIFFERENT', basis: 'QUANTITY', distance: 0.5 };

  it('computes its verdict against another class once, until verdicts are evicted', () => {
    let [computed, cached] = [0, 0];
    const one = classIn(flour, '1 kg', () => (cached += 1));
    const others = [classIn(flour, '3 kg'), classIn(flour, '5 kg')];
    const relate = (): PairVerdict => {
      computed += 1;
      return different;
    };
    const verdicts = [...others, ...others].map((other) => one.verdictAgainst(other, scale, relate));
    expect(verdicts).toEqual([different, different, different, different]);
    expect([computed, cached]).toEqual([2, 2]);
    one.evictVerdicts();
    for (const other of others) one.verdictAgainst(other, scale, relate);
    expect([computed, cached]).toEqual([4, 4]);
  });

  it('prepares its operand once, even if the operand is null', () => {
    const operand: PreparedOperand = { distanceTo: () => 0 };
    for (const prepared of [operand, null]) {
      let count = 0;
      const prepare = (): PreparedOperand | null => {
        count += 1;
        return prepared;
      };
      const one = classIn(flour, '1 kg');
      expect([one.operand(scale, prepare), one.operand(scale, prepare)]).toEqual([prepared, prepared]);
      expect(count).toBe(1);
    }
  });

  it.each([
    ['operands', '1 kg'],
    ['verdicts', 'winter: 1 kg'],
  ])('is shared by views with different spreads: %s are computed again for another span', (_, cell) => {
    const [one, other] = [classIn(flour, cell), classIn(flour, '3 kg')];
    const definition = valueDefinitionOf(flour);
    const distances = ['10', '20', '10'].map((maximum) => {
      const measured = { ...definition, scale: { ...scale, spread: { minimum: '0', maximum } } };
      return distanceOfClasses(one, other, measured, names);
    });
    expect(distances).toEqual([0.2, 0.1, 0.2]);
  });

  it.each<[string, Axis, string, boolean]>([
    ['one amount', flour, '1 kg', true],
    ['an amount in a unit of another kind', flour, '1 L', false],
    ['an amount under conditions', flour, 'winter: 1 kg', false],
    ['an absence', flour, 'Not applicable', false],
    ['two amounts', flour, '1 kg / 3 kg', false],
    ['no claim', flour, '—', false],
    ['a level', crust, 'firm', false],
  ])(
    'of amounts or levels has a prepared operand only for one unconditional amount in a unit of the same kind as the unit of the axis: %s',
    (_, axis, cell, isPrepared) => {
      const operand = operandOf(classIn(axis, cell), valueDefinitionOf(axis));
      expect(operand !== null).toBe(isPrepared);
    },
  );
});

it.each<[string, Axis, string, boolean]>([
  ['a text', leavening, 'Levain', false],
  ['another text', leavening, 'Yeast', true],
  ['an amount', flour, '1 kg', true],
])(
  'a cell class is valid until a publication changes the concepts that its text names: %s',
  (_, axis, cell, isValid) => {
    const log = new RevisionLog(1);
    log.stage(2).complete(new Set([nameTag('levain')]));
    log.publish();
    const one = classIn(axis, cell);
    expect(one.isValidIn(new ViewStamps(1, log))).toBe(true);
    expect(one.isValidIn(new ViewStamps(2, log))).toBe(isValid);
  },
);

describe('the distance of two cell classes', () => {
  it.each<[string, Axis, string, string]>([
    ['amounts', flour, '1 kg', '3 kg'],
    ['an amount and a missing cell', flour, '1 kg', '—'],
    ['an unknown amount and a stated amount', flour, 'Unknown', '3 kg'],
    ['amounts in units of different kinds', flour, '1 L', '3 kg'],
    ['amounts under conditions', flour, 'winter: 1 kg', '3 kg'],
    ['amounts under conditions that exclude each other', flour, 'winter: 1 kg', 'summer: 3 kg'],
    ['contested amounts', flour, '1 kg / 2 kg', '3 kg'],
    ['an absence', flour, 'Not applicable', '3 kg'],
    ['equivalent texts', leavening, 'Levain', 'Sourdough'],
    ['levels', crust, 'soft', 'firm'],
  ])('is the distance of their cells: %s', (_, axis, left, right) => {
    const definition = valueDefinitionOf(axis);
    const distances = [
      [left, right],
      [right, left],
    ].map(([one = '', other = '']) =>
      distanceOfClasses(classIn(axis, one), classIn(axis, other), definition, names),
    );
    const [first, second] = rowAlong(axis, cellsIn(axis, `${left} ¦ ${right}`)).cells;
    const expected = first && second && relateCells(first, second, definition, names).distance;
    expect(distances).toEqual([expected, expected]);
  });

  it('needs no verdict if both classes have a prepared operand', () => {
    let cached = 0;
    const [one, other] = ['1 kg', '3 kg'].map((cell) => classIn(flour, cell, () => (cached += 1)));
    expect(one && other && distanceOfClasses(one, other, valueDefinitionOf(flour), names)).toBe(0.5);
    expect(cached).toBe(0);
  });
});
