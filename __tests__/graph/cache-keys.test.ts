import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  cacheKey,
  compactKey,
  maxPartNesting,
  digestKey,
  textKey,
  textsKey,
} from '../../src/graph/cache-keys.js';
import { anyText } from '../support/any-text.js';

/** Short texts. Many consist of a few characters, the separators of keys among them, so that two texts are often equal or similar. */
const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', '\\', ',', ':', '[', ']', '{', '}', '0', '1', ' '), maxLength: 4 }),
  fc.constantFrom(
    'null',
    'undefined',
    'true',
    '-0',
    'NaN',
    '1',
    '__proto__',
    'é',
    'e\u0301',
    '\ud800',
    '\ufffd',
  ),
  anyText({ maxLength: 3 }),
);
const leaves = fc.oneof(
  fc.constantFrom(undefined, null, true, false, 0, -0, 1, -1, 1e21, 0.1, NaN, Infinity, -Infinity),
  fc.double(),
  texts,
);
const part = fc.letrec((tie) => ({
  part: fc.oneof({ maxDepth: 3 }, leaves, tie('list'), tie('object')),
  list: fc.array(tie('part'), { maxLength: 3 }),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'ab', '', '__proto__', '"'), tie('part'), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
})).part as fc.Arbitrary<string | object>;
const parts = fc.array(part, { maxLength: 4 });

/** Two lists of parts: unrelated lists, or lists that differ in at most one part or one member. */
const pairs = fc.oneof(
  fc.tuple(parts, parts),
  fc.tuple(fc.array(leaves, { maxLength: 2 }), fc.array(leaves, { maxLength: 2 })),
  fc.tuple(parts, part, part).map(([common, one, other]) => [
    [...common, one],
    [...common, other],
  ]),
  fc.tuple(part, fc.constantFrom('a', 'b'), leaves).map(([one, name, value]) => {
    const object = typeof one === 'object' && one !== null && !Array.isArray(one) ? one : {};
    return [[object], [{ ...object, [name]: value }]];
  }),
) as fc.Arbitrary<[(string | object)[], (string | object)[]]>;

describe.each([
  ['cacheKey', cacheKey],
  ['digestKey', digestKey],
])('%s', (_, keyOf) => {
  test('is equal for equal parts only', () => {
    const seen = { equal: 0, different: 0 };
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const isEqual = isDeepStrictEqual(one, other);
        seen[isEqual ? 'equal' : 'different'] += 1;
        expect(keyOf(...one) === keyOf(...other)).toBe(isEqual);
      }),
      { numRuns: 3_000, seed: 14 },
    );
    expect(Math.min(seen.equal, seen.different)).toBeGreaterThan(100);
  });

  test('does not depend on the order of members or on the prototype of an object', () => {
    fc.assert(
      fc.property(fc.dictionary(texts, part, { maxKeys: 5 }), (object) => {
        const names = Object.keys(object).reverse();
        const reversed = Object.fromEntries(names.map((name) => [name, object[name]]));
        expect(keyOf(reversed)).toBe(keyOf(object));
      }),
      { seed: 14 },
    );
  });

  test('distinguishes undefined, null and empty parts', () => {
    const distinct = [
      ...[[], [undefined], [null], [''], [0], [-0], [false], ['null'], ['undefined'], ['0'], [[]], [{}]],
      ...[[{ n: undefined }], [{ n: null }], [{ n: '' }], [[undefined]], [[null]], [[[]]], [undefined, null]],
      ...[[null, undefined], [NaN], ['NaN'], ['a', 'b'], ['ab'], [['a', 'b']], ['a,b'], ['a","b']],
    ];
    expect(new Set(distinct.map((each) => keyOf(...(each as string[])))).size).toBe(distinct.length);
  });

  test('rejects parts that are nested too deeply, and parts that are not plain data', () => {
    const nested = (depth: number): object => {
      let value: object = [];
      for (let level = 2; level <= depth; level += 1) value = [value];
      return value;
    };
    expect(keyOf(nested(maxPartNesting))).toEqual(expect.any(String));
    expect(() => keyOf(nested(maxPartNesting + 1))).toThrow(RangeError);
    expect(() => keyOf(nested(200_000))).toThrow(RangeError);
    for (const value of [new Date(0), new Map(), new (class Point {})(), () => 1, Symbol('s'), 1n]) {
      expect(() => keyOf(value)).toThrow(TypeError);
    }
  });
});

describe('textsKey', () => {
  const digits = fc.array(fc.string({ unit: fc.constantFrom('0', '1', '2', ':', 'x'), maxLength: 12 }), {
    maxLength: 3,
  });

  test('is equal for equal lists of texts only', () => {
    fc.assert(
      fc.property(digits, digits, (one, other) => {
        expect(textsKey(...one) === textsKey(...other)).toBe(isDeepStrictEqual(one, other));
      }),
      { numRuns: 2_000, seed: 14 },
    );
    expect(textsKey('1:a')).not.toBe(textsKey('', 'a'));
    expect(textsKey('a', 'b c')).not.toBe(textsKey('a b', 'c'));
  });

  test('never equals a cacheKey', () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 3 }), parts, (list, others) => {
        expect(textsKey(...list)).not.toBe(cacheKey(...others));
        expect(textsKey(...list)).not.toBe(cacheKey(...list));
      }),
      { seed: 14 },
    );
  });
});

test('compactKey returns an equal key', () => {
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 3 }), (list) => {
      for (const key of [cacheKey(...list), textsKey(...list)]) expect(compactKey(key)).toBe(key);
    }),
    { seed: 14 },
  );
});

test('textKey is equal for equal texts only', () => {
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      expect(textKey(one) === textKey(other)).toBe(one === other);
    }),
    { seed: 14 },
  );
});
