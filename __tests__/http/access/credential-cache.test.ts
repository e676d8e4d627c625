import { expect, test } from '@jest/globals';
import { CredentialCache } from '../../../src/http/access/credential-cache.js';

/** Creates a cache over a map. @returns the cache, its clock (set by the test), and the hashes that were looked up in the map */
function cacheOver(stored: Map<string, { name: string }>) {
  const reads: string[] = [];
  const clock = { now: 0 };
  const cache = new CredentialCache(
    (hash) => {
      reads.push(hash);
      const found = stored.get(hash) ?? null;
      return Promise.resolve(found);
    },
    () => clock.now,
  );
  return { cache, clock, reads };
}

test('a credential that was removed is not found a second later', async () => {
  const stored = new Map([['a', { name: 'Editor' }]]);
  const { cache, clock } = cacheOver(stored);
  expect(cache.cached('a')).toBeUndefined();
  await cache.load('a');
  stored.delete('a');
  expect(cache.cached('a')).toEqual({ name: 'Editor' });
  clock.now = 999;
  expect(cache.cached('a')).toBeUndefined();
  expect(await cache.load('a')).toBeNull();
  expect(cache.cached('a')).toBeNull();
});

test('a frequently used credential is read in the background, and its removal takes effect within a second', async () => {
  const stored = new Map([['a', { name: 'Editor' }]]);
  const { cache, clock, reads } = cacheOver(stored);
  await cache.load('a');
  let misses = 0;
  for (; clock.now < 5_000; clock.now += 50) {
    if (cache.cached('a') === undefined) misses += 1;
    await Promise.resolve();
  }
  expect(misses).toBe(0);
  expect(reads.length).toBeGreaterThan(5);
  expect(reads.length).toBeLessThan(20);
  stored.delete('a');
  const removedAt = clock.now;
  let lastSeen = removedAt;
  for (; clock.now < removedAt + 3_000; clock.now += 50) {
    if (cache.cached('a')) lastSeen = clock.now;
    await Promise.resolve();
  }
  expect(lastSeen - removedAt).toBeLessThan(1_000);
});

test('the age of a cached credential counts from the beginning of its look-up', async () => {
  let resolveRead = (_: { name: string } | null): void => undefined;
  let now = 0;
  const cache = new CredentialCache<{ name: string }>(
    () => new Promise((resolve) => (resolveRead = resolve)),
    () => now,
  );
  const loaded = cache.load('a');
  now = 900;
  resolveRead({ name: 'Editor' });
  await loaded;
  expect(cache.cached('a')).toBeUndefined();
});

test('simultaneous look-ups of one credential share a read, and a look-up after a failed read reads again', async () => {
  let isUp = false;
  let reads = 0;
  const cache = new CredentialCache(() => {
    reads += 1;
    return isUp ? Promise.resolve({ name: 'Editor' }) : Promise.reject(new Error('The store is down.'));
  });
  const results = await Promise.allSettled([cache.load('a'), cache.load('a')]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(reads).toBe(1);
  isUp = true;
  expect(await cache.load('a')).toEqual({ name: 'Editor' });
  expect(reads).toBe(2);
});
