import { createHash } from 'node:crypto';
import { suitesIn } from './__tests__/suites.js';
import { hasPostgres } from './scripts/support/embedded-postgres.js';

const tests = `${import.meta.dirname}/__tests__`;

/** Common settings. Jest runs the TypeScript sources as ES modules; a relative import of `x.js` loads `x.ts` if it exists. */
export const modules = {
  // One id for all projects, so that they share a cache of compiled sources. By default, each project has a different id.
  id: createHash('sha1')
    .update(import.meta.dirname)
    .digest('hex'),
  testEnvironment: `${tests}/support/node-environment.js`,
  roots: ['<rootDir>/__tests__'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  // TypeScript first, because most imported modules are TypeScript.
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.tsx?$': `${tests}/support/typescript-transformer.js` },
  setupFiles: ['reflect-metadata'],
};

/** Settings that evaluate sources and packages once per worker. */
const sharedModules = {
  runtime: `${tests}/support/shared-runtime.js`,
  testEnvironment: `${tests}/support/shared-environment.js`,
};

const withPostgres = {
  globalSetup: `${tests}/support/postgres.setup.js`,
  globalTeardown: `${tests}/support/postgres.teardown.js`,
};

/**
 * Tests that only `npm run test:long` runs. `integration` matches slow tests of processes, faults, row filters and pages, and
 * the tests of in-memory views on PostgreSQL. `onEachStore` matches the tests of the API except statements, filters and requests
 * in sequence: other runs execute the matched tests on SQLite, and not on PostgreSQL.
 */
const onlyInLongRuns = {
  integration:
    /\/(?:read-model\/postgres|commands\/wrong-database|storage\/postgres\/postgres-faults|commands\/serve\/stopping-early|faults\/kill-nine|browsers\/row-filter|commands\/import\/import-under-way|http\/pages\/crawl)\.test\.ts$/u,
  onEachStore: /\/api\/(?!filters\/)(?!.*(?:statements|sequence)[^/]*$)/u,
};

/**
 * Test files that take the most time: almost every test in them starts processes or loads pages in a browser. `npm
 * test` runs one in three tests of these files; the seed of the run selects the tests. `npm run jest` and `npm run
 * test:long` run all tests of these files.
 */
const slowFiles =
  /\/(?:commands\/(?:import\/import|erase\/erase|export\/export|command-line|serve\/stopping|history\/history)|http\/(?:playground|widgets\/(?:comparison-element|sibling-elements|examples)|pages\/(?:pages|frames))\.browser)\.test\.ts$/u;

/**
 * Creates the configuration of the projects; `__tests__/suites.js` selects their files. A project without selected tests starts no database.
 * @param {'sample' | 'complete'} long how slow properties and large data are tested
 * @param {'all' | 'third'} slowTests the tests of `slowFiles` that run
 */
export function testsWith(long, slowTests = 'all') {
  const suites = suitesIn(tests);
  const { unit, onPostgres } = suites;
  const [integration, onEachStore] = /** @type {const} */ (['integration', 'onEachStore']).map((suite) =>
    suites[suite].filter((file) => long === 'complete' || !onlyInLongRuns[suite].test(file)),
  );
  const project = (displayName, files, databases, more = {}) => ({
    ...modules,
    ...(long === 'sample' && sharedModules),
    ...more,
    ...(slowTests === 'third' && {
      setupFiles: [...modules.setupFiles, `${tests}/support/fixed-values.js`],
      testEnvironmentOptions: { thirdOf: slowFiles.source },
    }),
    displayName,
    testMatch: files,
    globals: { testRun: { databases, long } },
  });
  if (!hasPostgres) {
    const skipped = [...onEachStore, ...onPostgres].map((file) => `\n  ${file}`);
    console.warn(
      `embedded-postgres has no PostgreSQL for ${process.platform}-${process.arch}. These tests do not run on PostgreSQL:${skipped.join('')}`,
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
    // One worker per core, because the databases and browsers of tests need little CPU time.
    maxWorkers: '100%',
    testSequencer: `${tests}/support/longest-first.js`,
    // A complete property has twenty times the runs of its sample.
    testTimeout: long === 'complete' ? 1_200_000 : 60_000,
    // By default, Jest reports a worker that has not exited after half a second. Measured on two cores: at the end of a run, the only open
    // handle of a worker is its output, and the worker emits its exit event within 0.3 s. Then Node takes 0.09 s to free a heap of 262 MiB, and
    // 0.47 to 0.52 s to free 528 to 738 MiB. Busy cores take longer. Jest still reports a worker with open handles.
    workerGracefulExitTimeout: 20_000,
    showSeed: true,
  };
}

export default testsWith('sample');
