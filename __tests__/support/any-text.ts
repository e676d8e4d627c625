import fc from 'fast-check';

const surrogates = { first: 0xd800, count: 0x800 };

/**
 * Generates a code point that is not a surrogate. fast-check's unit `binary` is slower: building its table of all 1.1 million
 * code points takes half a second in each test file.
 */
const codePoint = fc.nat({ max: 0x10ffff - surrogates.count }).map(
  (nth) => String.fromCodePoint(nth < surrogates.first ? nth : nth + surrogates.count),
  (unit) => {
    const code = typeof unit === 'string' ? unit.codePointAt(0) : undefined;
    if (code === undefined || unit !== String.fromCodePoint(code))
      throw new TypeError('Expected a code point.');
    return code < surrogates.first ? code : code - surrogates.count;
  },
);

/** Generates texts of any code points except surrogates. Lengths are in code points. */
export function anyText(
  constraints: { readonly minLength?: number; readonly maxLength?: number } = {},
): fc.Arbitrary<string> {
  return fc.string({ unit: codePoint, ...constraints });
}
