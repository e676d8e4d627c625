import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CitationTable } from '../../../src/read-model/tables/citation-table.js';
import { TextHeap } from '../../../src/read-model/tables/text-heap.js';
import { citation } from '../../support/changes.js';

const counts = fc.array(fc.nat(6), { minLength: 1, maxLength: 5 });
const citationsToAdd = counts.chain((numbers) => {
  const pairs = numbers.flatMap((count, claim) =>
    Array.from({ length: count }, (_, ordinal) => ({ claim, ordinal })),
  );
  return fc.record({
    numbers: fc.constant(numbers),
    shuffled: fc.shuffledSubarray(pairs, { minLength: pairs.length }),
  });
});

test('the citations of a claim are sorted by ordinal, independently of the order in which they are added', () => {
  fc.assert(
    fc.property(citationsToAdd, ({ numbers, shuffled }) => {
      const table = new CitationTable(new TextHeap());
      const locator = (claim: number, ordinal: number): string => `page ${claim}.${ordinal}`;
      for (const { claim, ordinal } of shuffled) {
        table.add(claim, { ...citation(locator(claim, ordinal)), ordinal });
      }
      for (const [claim, count] of numbers.entries()) {
        expect(table.of(claim).map((each) => each.locator)).toStrictEqual(
          Array.from({ length: count }, (_, ordinal) => locator(claim, ordinal)),
        );
      }
    }),
  );
});
