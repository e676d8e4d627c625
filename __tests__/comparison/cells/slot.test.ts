import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { axisKinds } from '../../../src/graph/claim.js';
import { parseSlot, printSlot, type Slot } from '../../../src/comparison/cells/slot.js';
import { conceptId, slugMaxLength, type ConceptKind } from '../../../src/graph/concept.js';
import { compareParts, dimension, rye, wheat } from '../material.js';

const slug = fc.oneof(
  fc.stringMatching(/^[a-z0-9]{1,8}(?:-[a-z0-9]{1,8}){0,3}$/u),
  fc.constantFrom('a', '0', 'row', 'cell', 'z'.repeat(slugMaxLength)),
);
const idOf = (kind: ConceptKind): fc.Arbitrary<string> => slug.map((each) => conceptId(kind, each));
const axis = fc.constantFrom(...axisKinds).chain(idOf);

const slot: fc.Arbitrary<Slot> = fc.oneof(
  fc.record({ type: fc.constant('CELL' as const), axis, approach: idOf('APPROACH') }),
  fc.record({
    type: fc.constant('ROW' as const),
    axis,
    approaches: fc.uniqueArray(idOf('APPROACH'), { minLength: 1, maxLength: 50 }).map((ids) => ids.sort()),
  }),
);

describe('a slot', () => {
  it('can be printed and parsed without loss', () => {
    fc.assert(
      fc.property(slot, (each) => {
        const text = printSlot(each);
        expect(parseSlot(text)).toEqual(each);
        expect(printSlot(parseSlot(text) as Slot)).toBe(text);
      }),
      { seed: 14, numRuns: 500 },
    );
  });

  it('with one replaced or inserted character is another slot or invalid', () => {
    const character = fc.constantFrom(...':,/- rowcel\u00e9Z0');
    fc.assert(
      fc.property(slot, fc.nat(), character, fc.boolean(), (each, number, inserted, isInsertion) => {
        const text = printSlot(each);
        const at = number % (text.length + 1);
        const changed = text.slice(0, at) + inserted + text.slice(at + (isInsertion ? 0 : 1));
        if (changed === text) return;
        const parsed = parseSlot(changed);
        expect(parsed).not.toEqual(each);
        if (parsed) expect(printSlot(parsed)).toBe(changed);
      }),
      { seed: 14, numRuns: 2_000 },
    );
  });

  it('of a row does not depend on the order of the approaches, or on repeated approaches', () => {
    const [sorted, unsorted] = [
      ['approach/a', 'approach/b'],
      ['approach/b', 'approach/a', 'approach/b'],
    ].map((approaches) => printSlot({ type: 'ROW', axis: 'feature/f', approaches }));
    expect(sorted).toBe('row:feature/f:approach/a,approach/b');
    expect(unsorted).toBe(sorted);
  });

  test.each([
    '',
    'cell',
    'cell:dimension/d',
    'cell:dimension/d:approach/a:approach/b',
    'cell:dimension/d:approach/a,approach/b',
    'cell:approach/a:dimension/d',
    'cell:dimension/d:approach/A',
    'cell:question/q:approach/a',
    'row:dimension/d:',
    'row:dimension/d:approach/b,approach/a',
    'row:dimension/d:approach/a,approach/a',
    'row:dimension/d:approach/a,dimension/d',
    'column:dimension/d:approach/a',
  ])('is not parsed from %j', (text) => {
    expect(parseSlot(text)).toBeNull();
  });

  it('of a row or cell names its axis and approaches', () => {
    const crust = dimension('crust', 'TEXT');
    const [row] = compareParts({ approaches: [wheat, rye], axes: [crust], claims: [] }, { axes: [crust.id] });
    expect(parseSlot(row?.slot ?? '')).toEqual({
      type: 'ROW',
      axis: crust.id,
      approaches: [rye.id, wheat.id],
    });
    expect(row?.cells.map((cell) => parseSlot(cell.slot))).toEqual([
      { type: 'CELL', axis: crust.id, approach: wheat.id },
      { type: 'CELL', axis: crust.id, approach: rye.id },
    ]);
  });
});
