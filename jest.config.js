import { createHash } from 'node:crypto';
import { suitesIn } from './__tests__/suites.js';
import { hasPostgres } from './scripts/support/embedded-postgres.js';

const tests = `${import.meta.dirname}/__tests__`;

/** Jest runs the TypeScript sources as ES modules; `.js` in imports names the `.ts` beside it. */
export const modules = {
  // By default each project has its own name, and a cache of compiled sources by that name.
  id: createHash('sha1')
    .update(import.meta.dirname)
    .digest('hex'),
  testEnvironment: `${tests}/support/node-environment.js`,
  roots: ['<rootDir>/__tests__'],
  extensionsToTreatAsEsm: ['.ts'],
  // What the sources import is TypeScript: looked for first.
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': `${tests}/support/typescript-transformer.js` },
  setupFiles: ['reflect-metadata'],
};

const withPostgres = {
  globalSetup: `${tests}/support/postgres.setup.js`,
  globalTeardown: `${tests}/support/postgres.teardown.js`,
};

/**
 * Three projects, whose files `__tests__/suites.js` tells apart. A project whose tests are not asked for starts nothing.
 * @param {'a share' | 'the whole'} long of long properties and of large data
 */
export function testsWith(long) {
  const { unit, onEachStore, integration, onPostgres } = suitesIn(tests);
  const project = (displayName, files, databases, more = {}) => ({
    ...modules,
    ...more,
    displayName,
    testMatch: files,
    globals: { testRun: { databases, long } },
  });
  if (!hasPostgres) {
    const skipped = [...onEachStore, ...onPostgres].map((file) => `\n  ${file}`);
    console.warn(
      `There is no PostgreSQL for ${process.platform}-${process.arch}. These tests do not run on it:${skipped.join('')}`,
    );
  }
  return {
    projects: [
      project('unit', unit, ['SQLite']),
      ...(hasPostgres
        ? [
            project('postgres', onEachStore, ['PostgreSQL'], withPostgres),
            project('integration', integration, ['SQLite', 'PostgreSQL'], withPostgres),
          ]
        : [
            project(
              'integration',
              integration.filter((file) => !onPostgres.includes(file)),
              ['SQLite'],
            ),
          ]),
    ],
    // The databases and browsers that tests start have little to do: both cores of a small machine go to tests.
    maxWorkers: '100%',
    testSequencer: `${tests}/support/longest-first.js`,
    testTimeout: 60_000,
    // Jest reports a worker that has not exited after half a second, by default. Measured on two cores: at the end of a run, workers have no
    // handle but their output, and reach their exit event at once (0.3 s at most); then Node takes 0.09 s to free a heap of 262 MiB, and 0.47
    // to 0.52 s for 528 to 738 MiB. Busy cores take longer. A worker that has something left open is still reported.
    workerGracefulExitTimeout: 20_000,
    showSeed: true,
  };
}

export default testsWith('a share');
