import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NameLookup, Related, Scale, ValueRule } from '../../../src/graph/values/value-type.js';
import { runs } from '../../support/test-run.js';

/** One row of a table of expected relations: the title of its test, the two sides, their relation and their distance. */
export type RelationRow<Value> = readonly [
  title: string,
  left: readonly Value[],
  right: readonly Value[],
  relation: Related['relation'],
  distance: number,
];

/** A name look-up of a graph without concepts. */
export const noNames: NameLookup = () => new Set();

/** Creates a name look-up. @param concepts the name and aliases of each concept in lower case, by the id of the concept */
export function namedBy(concepts: Readonly<Record<string, readonly string[]>>): NameLookup {
  return (text) =>
    new Set(Object.keys(concepts).filter((id) => concepts[id]?.includes(text.toLowerCase()) ?? false));
}

/** Declares tests of the laws of relations, which every value type must obey for any two sides. */
export function itObeysTheLawsOfRelations<Value>(
  rule: ValueRule<Value>,
  sides: fc.Arbitrary<readonly Value[]>,
  scale: Scale,
  names: NameLookup = noNames,
): void {
  const relate = (left: readonly Value[], right: readonly Value[]): Related | null =>
    rule.relate(left, right, scale, names);

  it('has a symmetric relation', () => {
    fc.assert(
      fc.property(sides, sides, (left, right) => {
        expect(relate(left, right)).toEqual(relate(right, left));
      }),
    );
  });

  it('has distance 0 exactly for SAME and EQUIVALENT, and at most 1 for other relations', () => {
    fc.assert(
      fc.property(sides, sides, (left, right) => {
        const related = relate(left, right);
        if (related === null) return;
        const { relation, distance } = related;
        expect(distance === 0).toBe(relation === 'SAME' || relation === 'EQUIVALENT');
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(distance).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('relates every value to itself as SAME', () => {
    fc.assert(
      fc.property(sides, (side) => {
        expect(relate(side, side)).toEqual({ relation: 'SAME', distance: 0 });
      }),
    );
  });

  it('has the same distance for prepared operands as for values', () => {
    fc.assert(
      fc.property(sides, sides, (left, right) => {
        const [leftOperand, rightOperand] = [left, right].map((side) => rule.prepare?.(side, scale) ?? null);
        const distance = leftOperand && rightOperand ? leftOperand.distanceTo(rightOperand, names) : null;
        if (distance !== null) expect(distance).toBe(relate(left, right)?.distance);
      }),
      { numRuns: runs(500) },
    );
  });

  it('relates values with equal canonical forms, in any order, as SAME', () => {
    const canonical = (values: readonly Value[]): string => values.map(rule.canonical).sort().join();
    const reordered = (side: readonly Value[]): fc.Arbitrary<readonly Value[]> =>
      fc.shuffledSubarray([...side], { minLength: side.length });
    const pairs = sides.chain((left) => fc.tuple(fc.constant(left), fc.oneof(reordered(left), sides)));
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        const areEqual = canonical(left) === canonical(right);
        expect(relate(left, right)?.relation === 'SAME' || !areEqual).toBe(true);
      }),
    );
  });
}
