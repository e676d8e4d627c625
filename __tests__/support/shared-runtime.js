import Runtime from 'jest-runtime';

/*
 * Jest evaluates every module again for each test file. The sources and packages of a test of the API take a second, mostly for graphql and
 * type-graphql, so that most of the time of short test files was spent on their imports. This runtime evaluates sources and packages once per worker, and
 * only test files and their helpers again for each test file. It is the runtime of `npm test`; `npm run test:long` uses Jest's own, so it also
 * detects a test that depends on a state which another test file left in a module.
 *
 * A test file that needs new modules, because it changes such a state, has `@jest-environment ./__tests__/support/node-environment.js` in its first comment.
 */

/** Whether a module belongs to the tests. @param {string} key its path or URL */
const isOfTests = (key) => key.includes('/__tests__/') || key.startsWith('@jest/globals');

/** The runtime of all test files of a worker that run in its `SharedEnvironment`. A test file with another environment gets a new runtime. */
export default class SharedRuntime extends Runtime {
  /** @param {ConstructorParameters<typeof Runtime>} args */
  constructor(...args) {
    const [config, environment, , , , , testPath] = args;
    if (environment.runtime) {
      environment.runtime.startFile(config, testPath);
      return environment.runtime;
    }
    super(...args);
    // Fastify searches `require.cache` for each plugin that it registers. In each search, Jest's implementation creates a URL for each loaded module,
    // which took a fifth of the time of tests with servers.
    this.registries.requireCacheProxy = Object.freeze(Object.create(null));
    this.isShared = 'runtime' in environment;
    if (this.isShared) environment.runtime = this;
  }

  /**
   * Prepares the runtime for the next test file.
   * @param {import('@jest/types').Config.ProjectConfig} config
   * @param {string} testPath
   */
  startFile(config, testPath) {
    this._config = config;
    for (const part of [this.esmLoader, this.executor]) part.testPath = testPath;
    this._testPath = testPath;
    this.testState.state = 'loading';
  }

  /** Removes the modules of the test file, and undoes its mocks. */
  teardown() {
    if (!this.isShared) {
      super.teardown();
      return;
    }
    this.restoreAllMocks();
    const { moduleRegistry, esModuleRegistry, internalModuleRegistry } = this.registries;
    for (const key of [...moduleRegistry.keys()].filter(isOfTests)) moduleRegistry.delete(key);
    for (const [key, module] of esModuleRegistry)
      if (isOfTests(key) || module.status !== 'evaluated') esModuleRegistry.delete(key);
    internalModuleRegistry.clear();
    for (const cache of [this.mockState, this.fileCache, this.transformCache, this.loggedReferenceErrors])
      cache.clear();
    this.testMainModule.reset();
    this.jestGlobals.clearJestObjectCache();
    this.testState.teardown();
  }
}
