import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';

const root = new URL('../', import.meta.url);
const keyModule = 'src/graph/cache-keys.ts';
const page = await readFile(new URL('docs/caching.md', root), 'utf8');
const listed = new Set([...page.matchAll(/`((?:src|__tests__)\/[^`]+)`/gu)].map(([, path = '']) => path));

const sources = new Map<string, string>();
for (const name of await readdir(new URL('src', root), { recursive: true })) {
  if (name.endsWith('.ts')) sources.set(`src/${name}`, await readFile(new URL(`src/${name}`, root), 'utf8'));
}

/** Whether a source has a cache, or makes cache keys. */
function concernsCaches(source: string): boolean {
  return /from '[^']*\/cache-keys\.js'|from 'lru-cache'|new (?:LRUCache|WeakMap)\b/u.test(source);
}

/** Whether a source uses a text as a key. */
function makesKeys(source: string): boolean {
  return /\bas CacheKey\b/u.test(source);
}

describe('docs/caching.md', () => {
  test('lists every cache of the sources', () => {
    const caches = [...sources].filter(([, source]) => concernsCaches(source)).map(([name]) => name);
    expect(caches.filter((name) => !listed.has(name))).toEqual([]);
    expect(caches.length).toBeGreaterThan(15);
  });

  test('names existing files and tests', async () => {
    for (const path of listed) await expect(readFile(new URL(path, root))).resolves.toBeDefined();
  });
});

test('cache keys are made in one module', () => {
  const makers = [...sources].filter(([, source]) => makesKeys(source)).map(([name]) => name);
  expect(makers).toEqual([keyModule]);
});

test('the rules can fail', () => {
  expect(concernsCaches("import { LRUCache } from 'lru-cache';")).toBe(true);
  expect(concernsCaches('const known = new WeakMap<object, string>();')).toBe(true);
  expect(concernsCaches("import { fold } from './fold.js';")).toBe(false);
  expect(makesKeys('return `${kind} ${slug}` as CacheKey;')).toBe(true);
  expect(makesKeys('const known = new Map<CacheKey, string>();')).toBe(false);
});
