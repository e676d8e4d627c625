import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareCodePoints } from '../../../src/graph/text/code-points.js';

test('compareCodePoints orders texts like their UTF-8 bytes', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', '\u00e9', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'),
  });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const bytes = Buffer.compare(Buffer.from(one), Buffer.from(other));
      expect(Math.sign(compareCodePoints(one, other))).toBe(bytes);
    }),
    { numRuns: 500 },
  );
});
