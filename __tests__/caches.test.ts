import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';

const root = new URL('../', import.meta.url);
const keyModule = 'src/graph/cache-keys.ts';
const page = await readFile(new URL('docs/caching.md', root), 'utf8');
const listedPaths = new Set(
  [...page.matchAll(/`((?:src|__tests__)\/[^`]+)`/gu)].map(([, path = '']) => path),
);

const sources = new Map<string, string>();
for (const name of await readdir(new URL('src', root), { recursive: true })) {
  if (name.endsWith('.ts')) sources.set(`src/${name}`, await readFile(new URL(`src/${name}`, root), 'utf8'));
}

/** Whether a source file imports the module of cache keys or `lru-cache`, or creates an LRU cache or a weak map. */
function hasCacheOrKeys(source: string): boolean {
  return /from '[^']*\/cache-keys\.js'|from 'lru-cache'|new (?:LRUCache|WeakMap)\b/u.test(source);
}

/** Whether a source file casts a value to a cache key. */
function createsKeys(source: string): boolean {
  return /\bas CacheKey\b/u.test(source);
}

describe('docs/caching.md', () => {
  test('lists every source file that has an LRU cache, a weak map or cache keys', () => {
    const caches = [...sources].filter(([, source]) => hasCacheOrKeys(source)).map(([name]) => name);
    expect(caches.filter((name) => !listedPaths.has(name))).toEqual([]);
    expect(caches.length).toBeGreaterThan(15);
  });

  test('names only existing source files and tests', async () => {
    for (const path of listedPaths) await expect(readFile(new URL(path, root))).resolves.toBeDefined();
  });
});

test('one module creates all cache keys', () => {
  const modules = [...sources].filter(([, source]) => createsKeys(source)).map(([name]) => name);
  expect(modules).toEqual([keyModule]);
});

test('the patterns match caches and casts to cache keys, but no other import and no map of keys', () => {
  expect(hasCacheOrKeys("import { LRUCache } from 'lru-cache';")).toBe(true);
  expect(hasCacheOrKeys('const known = new WeakMap<object, string>();')).toBe(true);
  expect(hasCacheOrKeys("import { fold } from './fold.js';")).toBe(false);
  expect(createsKeys('return `${kind} ${slug}` as CacheKey;')).toBe(true);
  expect(createsKeys('const known = new Map<CacheKey, string>();')).toBe(false);
});
