import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textKey, type CacheKey } from '../../../src/graph/cache-keys.js';
import { ResponseCache } from '../../../src/http/cache/response-cache.js';
import {
  encodeResponse,
  type Representation,
  type EncodedResponse,
} from '../../../src/http/representations/representations.js';

const responseOf = (text: string): EncodedResponse =>
  encodeResponse('application/json', Buffer.from(text), { hasTag: false, namesRevision: false });
const representation = (text: string): Representation => responseOf(text).plain;
const budget = 100_000;

function cacheAt(revision: number): ResponseCache {
  const cache = new ResponseCache(budget);
  cache.get(textKey(''), revision);
  return cache;
}

test('an entry is found by its key and by its aliases', () => {
  const cache = cacheAt(1);
  const cached = responseOf('a');
  cache.set(textKey('key'), 1, cached);
  cache.link(textKey('alias'), textKey('key'));
  expect([
    cache.get(textKey('key'), 1),
    cache.get(textKey('alias'), 1),
    cache.get(textKey('other'), 1),
  ]).toEqual([cached, cached, undefined]);
});

test('a look-up with a newer or older revision clears the cache', () => {
  for (const revision of [1, 3]) {
    const cache = cacheAt(2);
    cache.set(textKey('key'), 2, responseOf('a'));
    expect(cache.get(textKey('key'), revision)).toBeUndefined();
    expect([cache.get(textKey('key'), 2), cache.size]).toEqual([undefined, 0]);
  }
});

test('a response of a revision other than the current revision is not cached', () => {
  const cache = cacheAt(2);
  cache.set(textKey('key'), 1, responseOf('of 1'));
  cache.set(textKey('key'), 3, responseOf('of 3'));
  expect(cache.has(textKey('key'))).toBe(false);
});

test('an alias of a missing entry is not added', () => {
  const cache = cacheAt(1);
  cache.link(textKey('alias'), textKey('key'));
  expect([cache.has(textKey('alias')), cache.size]).toEqual([false, 0]);
});

test('a response that exceeds an eighth of the budget is not cached', () => {
  const cache = cacheAt(1);
  cache.set(textKey('large'), 1, responseOf('x'.repeat(budget / 8)));
  cache.set(textKey('smaller'), 1, responseOf('x'.repeat(budget / 8 - 2_000)));
  expect([cache.has(textKey('large')), cache.has(textKey('smaller'))]).toEqual([false, true]);
});

test('compressed representations of a response are found by each of its keys, until the next revision', () => {
  const cache = cacheAt(1);
  const cached = responseOf('plain');
  cache.set(textKey('key'), 1, cached);
  cache.link(textKey('alias'), textKey('key'));
  const [br, gzip] = [representation('br'), representation('gz')];
  // Both compressions started before either was cached.
  cache.addRepresentation(cached, 'br', br);
  cache.addRepresentation(cached, 'gzip', gzip);
  for (const key of ['key', 'alias'].map(textKey)) {
    expect(cache.get(key, 1)).toEqual({ ...cached, compressed: { br, gzip } });
  }
  expect(cache.get(textKey('key'), 2)).toBeUndefined();
  cache.addRepresentation(cached, 'br', br);
  expect([cache.get(textKey('key'), 2), cache.size]).toEqual([undefined, 0]);
});

test('a compressed representation is not used for a later response with the same key', () => {
  const cache = cacheAt(1);
  const [first, second] = [responseOf('first'), responseOf('second')];
  cache.set(textKey('key'), 1, first);
  cache.set(textKey('key'), 1, second);
  cache.addRepresentation(first, 'br', representation('of the first'));
  expect(cache.get(textKey('key'), 1)).toBe(second);
});

test('a response stays cached without a compressed representation that would exceed the maximum entry size', () => {
  const cache = cacheAt(1);
  const cached = responseOf('x'.repeat(budget / 8 - 3_000));
  cache.set(textKey('key'), 1, cached);
  cache.addRepresentation(cached, 'br', representation('x'.repeat(2_000)));
  expect(cache.get(textKey('key'), 1)).toBe(cached);
  cache.addRepresentation(cached, 'br', representation('x'.repeat(500)));
  expect(cache.get(textKey('key'), 1)?.compressed.br?.body.byteLength).toBe(500);
});

test('the least recently used entry is evicted', () => {
  const cache = cacheAt(1);
  const text = 'x'.repeat(10_000);
  for (const key of ['a', 'b', 'c'].map(textKey)) cache.set(key, 1, responseOf(text));
  cache.get(textKey('a'), 1);
  for (let n = 0; n < 7; n++) cache.set(textKey(String(n)), 1, responseOf(text));
  expect([cache.has(textKey('a')), cache.has(textKey('b'))]).toEqual([true, false]);
});

test('keys and responses together stay within the budget for any sequence of requests', () => {
  const length = fc.integer({ min: 0, max: 20_000 });
  const step = fc.record({ key: length, body: length, compressed: length, alias: length });
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
      const cache = cacheAt(1);
      const sizes = new Map<CacheKey, number>();
      for (const [n, { key, body, compressed, alias }] of steps.entries()) {
        const responseKey = textKey(`${n}${'k'.repeat(key)}`);
        const aliasKey = textKey(`${n}${'a'.repeat(alias)}`);
        const cached = responseOf('x'.repeat(body));
        cache.set(responseKey, 1, cached);
        cache.addRepresentation(cached, 'br', representation('x'.repeat(compressed)));
        cache.link(aliasKey, responseKey);
        const compressedBytes = cache.get(responseKey, 1)?.compressed.br ? compressed : 0;
        sizes.set(responseKey, responseKey.length + body + compressedBytes).set(aliasKey, aliasKey.length);
        const bytes = [...sizes].reduce((sum, [text, size]) => sum + (cache.has(text) ? size : 0), 0);
        if (bytes > budget || cache.size > budget) return false;
      }
      return true;
    }),
    { numRuns: 20 },
  );
});
