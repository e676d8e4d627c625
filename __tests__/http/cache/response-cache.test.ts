import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textKey, type CacheKey } from '../../../src/graph/cache-keys.js';
import { noDependencies, onWholeGraph } from '../../../src/graph/dependencies/dependency-recorder.js';
import { sourceTag } from '../../../src/graph/dependencies/dependency-tag.js';
import { ResponseCache } from '../../../src/http/cache/response-cache.js';
import {
  encodeResponse,
  type Representation,
  type EncodedResponse,
} from '../../../src/http/representations/representations.js';
import { FilledLog } from '../../support/publication-log.js';

const responseOf = (text: string): EncodedResponse =>
  encodeResponse('application/json', Buffer.from(text), { hasTag: false, namesRevision: false });
const representation = (text: string): Representation => responseOf(text).plain;
const budget = 100_000;

function cacheWithLog(): { cache: ResponseCache; log: FilledLog } {
  const log = new FilledLog();
  return { cache: new ResponseCache(budget, () => log), log };
}

const cacheAtOne = (): ResponseCache => new ResponseCache(budget, () => undefined);

test('an entry is found by its key and by its aliases', () => {
  const cache = cacheAtOne();
  const cached = responseOf('a');
  cache.set(textKey('key'), 1, cached, noDependencies);
  cache.link(textKey('alias'), textKey('key'));
  expect([
    cache.get(textKey('key'), 1),
    cache.get(textKey('alias'), 1),
    cache.get(textKey('other'), 1),
  ]).toEqual([cached, cached, undefined]);
});

test('a response is found at every revision up to which no publication touched its tags', () => {
  const { cache, log } = cacheWithLog();
  log.publish();
  const [ofA, ofB] = [responseOf('a'), responseOf('b')];
  cache.set(textKey('a'), 1, ofA, new Set([sourceTag('source/a')]));
  cache.set(textKey('b'), 1, ofB, new Set([sourceTag('source/b'), sourceTag('source/c')]));
  log.publish(sourceTag('source/c'));
  const found = (revision: number) => ['a', 'b'].map((key) => cache.get(textKey(key), revision));
  expect(found(2)).toEqual([ofA, undefined]);
  log.publish(sourceTag('source/d'));
  // Requests that read an earlier revision find the response that is valid at that revision.
  expect([found(3), found(2), found(1)]).toEqual([
    [ofA, undefined],
    [ofA, undefined],
    [ofA, ofB],
  ]);
});

test('a response that depends on the whole graph is found at its own revision only', () => {
  const { cache, log } = cacheWithLog();
  log.publish();
  const response = responseOf('a');
  cache.set(textKey('key'), 1, response, onWholeGraph);
  log.publish();
  expect([1, 2].map((revision) => cache.get(textKey('key'), revision))).toEqual([response, undefined]);
});

test('without a log, a response is found at its own revision only', () => {
  const cache = new ResponseCache(budget, () => undefined);
  const response = responseOf('a');
  cache.set(textKey('key'), 2, response, noDependencies);
  expect([1, 2, 3].map((revision) => cache.get(textKey('key'), revision))).toEqual([
    undefined,
    response,
    undefined,
  ]);
});

test('a response of an earlier revision does not replace that of a later one', () => {
  const { cache, log } = cacheWithLog();
  log.publish();
  log.publish(sourceTag('source/a'));
  const tags = new Set([sourceTag('source/a')]);
  const later = responseOf('later');
  cache.set(textKey('key'), 2, later, tags);
  cache.set(textKey('key'), 1, responseOf('earlier'), tags);
  expect([2, 1].map((revision) => cache.get(textKey('key'), revision))).toEqual([later, undefined]);
});

test('an alias of a missing entry is not added', () => {
  const cache = cacheAtOne();
  cache.link(textKey('alias'), textKey('key'));
  expect([cache.has(textKey('alias')), cache.size]).toEqual([false, 0]);
});

test('a response that exceeds an eighth of the budget is not cached', () => {
  const cache = cacheAtOne();
  cache.set(textKey('large'), 1, responseOf('x'.repeat(budget / 8)), noDependencies);
  cache.set(textKey('smaller'), 1, responseOf('x'.repeat(budget / 8 - 2_000)), noDependencies);
  expect([cache.has(textKey('large')), cache.has(textKey('smaller'))]).toEqual([false, true]);
});

test('compressed representations of a response are found by each of its keys, at the revisions at which the response is found', () => {
  const cache = cacheAtOne();
  const cached = responseOf('plain');
  cache.set(textKey('key'), 1, cached, noDependencies);
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
  expect(cache.get(textKey('key'), 2)).toBeUndefined();
});

test('a compressed representation is not used for a later response with the same key', () => {
  const cache = cacheAtOne();
  const [first, second] = [responseOf('first'), responseOf('second')];
  cache.set(textKey('key'), 1, first, noDependencies);
  cache.set(textKey('key'), 1, second, noDependencies);
  cache.addRepresentation(first, 'br', representation('of the first'));
  expect(cache.get(textKey('key'), 1)).toBe(second);
});

test('a response stays cached without a compressed representation that would exceed the maximum entry size', () => {
  const cache = cacheAtOne();
  const cached = responseOf('x'.repeat(budget / 8 - 3_000));
  cache.set(textKey('key'), 1, cached, noDependencies);
  cache.addRepresentation(cached, 'br', representation('x'.repeat(2_000)));
  expect(cache.get(textKey('key'), 1)).toBe(cached);
  cache.addRepresentation(cached, 'br', representation('x'.repeat(500)));
  expect(cache.get(textKey('key'), 1)?.compressed.br?.body.byteLength).toBe(500);
});

test('the least recently used entry is evicted', () => {
  const cache = cacheAtOne();
  const text = 'x'.repeat(10_000);
  for (const key of ['a', 'b', 'c'].map(textKey)) cache.set(key, 1, responseOf(text), noDependencies);
  cache.get(textKey('a'), 1);
  for (let n = 0; n < 7; n++) cache.set(textKey(String(n)), 1, responseOf(text), noDependencies);
  expect([cache.has(textKey('a')), cache.has(textKey('b'))]).toEqual([true, false]);
});

test('keys and responses together stay within the budget for any sequence of requests', () => {
  const length = fc.integer({ min: 0, max: 20_000 });
  const step = fc.record({ key: length, body: length, compressed: length, alias: length });
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
      const cache = cacheAtOne();
      const sizes = new Map<CacheKey, number>();
      for (const [n, { key, body, compressed, alias }] of steps.entries()) {
        const responseKey = textKey(`${n}${'k'.repeat(key)}`);
        const aliasKey = textKey(`${n}${'a'.repeat(alias)}`);
        const cached = responseOf('x'.repeat(body));
        cache.set(responseKey, 1, cached, noDependencies);
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
