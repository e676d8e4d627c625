import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NameLookup, Related, Scale, ValueRule } from '../../../src/graph/values/value-type.js';
import { runs } from '../../support/test-run.js';

/** One line of a relation table: what it shows, the two sides, and what they come to. */
export type RelationRow<Value> = readonly [
  shows: string,
  left: readonly Value[],
  right: readonly Value[],
  relation: Related['relation'],
  distance: number,
];

/** A text that no concept is named by. */
export const namesNothing: NameLookup = () => new Set();

/** Names concepts as a graph would: each list is one concept's name and aliases, folded. */
export function namedBy(concepts: Readonly<Record<string, readonly string[]>>): NameLookup {
  return (text) =>
    new Set(Object.keys(concepts).filter((id) => concepts[id]?.includes(text.toLowerCase()) ?? false));
}

/** What holds for every type of value, whatever the two sides are. */
export function itKeepsTheLawsOfRelations<Value>(
  rule: ValueRule<Value>,
  sides: fc.Arbitrary<readonly Value[]>,
  scale: Scale,
  naming: NameLookup = namesNothing,
): void {
  const relate = (left: readonly Value[], right: readonly Value[]): Related | null =>
    rule.relate(left, right, scale, naming);

  it('relates the two sides alike from either end', () => {
    fc.assert(
      fc.property(sides, sides, (left, right) => {
        expect(relate(left, right)).toEqual(relate(right, left));
      }),
    );
  });

  it('measures 0 exactly for SAME and EQUIVALENT, and up to 1 for the others', () => {
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

  it('relates everything with itself as the SAME', () => {
    fc.assert(
      fc.property(sides, (side) => {
        expect(relate(side, side)).toEqual({ relation: 'SAME', distance: 0 });
      }),
    );
  });

  it('measures by gauges exactly what it relates', () => {
    fc.assert(
      fc.property(sides, sides, (left, right) => {
        const [here, there] = [left, right].map((side) => rule.prepare?.(side, scale, naming) ?? null);
        const measured = here && there ? here.distanceTo(there) : null;
        if (measured !== null) expect(measured).toBe(relate(left, right)?.distance);
      }),
      { numRuns: runs(500) },
    );
  });

  it('relates what is alike in canonical form, in whatever order, as the SAME', () => {
    const canonical = (values: readonly Value[]): string => values.map(rule.canonical).sort().join();
    const reordered = (side: readonly Value[]): fc.Arbitrary<readonly Value[]> =>
      fc.shuffledSubarray([...side], { minLength: side.length });
    const pairs = sides.chain((left) => fc.tuple(fc.constant(left), fc.oneof(reordered(left), sides)));
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        const alike = canonical(left) === canonical(right);
        expect(relate(left, right)?.relation === 'SAME' || !alike).toBe(true);
      }),
    );
  });
}
