import { AsyncLocalStorage } from 'node:async_hooks';
import { setFlagsFromString } from 'node:v8';
import { TestEnvironment } from 'jest-environment-node';
import { keepThird } from './third-of-tests.js';

/*
 * Most functions of tests run briefly, and V8 would spend a tenth of the CPU time of the unit tests on optimising them. If Jest evaluates each
 * module again for each test file, as in `npm run test:long`, V8 would also optimise the module again each time. These flags delay the optimisation of a function until it has run 15 to 20 times as long as by default. The flags depend on the version of V8.
 */
const isBeforeNode24 = Number.parseInt(process.versions.node, 10) < 24;
const optimiseLater = isBeforeNode24
  ? ['--interrupt-budget=1000000']
  : ['--invocation-count-for-maglev=8000', '--invocation-count-for-turbofan=60000'];
optimiseLater.forEach((flag) => setFlagsFromString(flag));

/*
 * jest-circus creates an AsyncLocalStorage for each test file and leaves the storage enabled. Up to Node 22, every promise that a worker creates
 * then gets one more property for each test file that the worker ran before. Therefore this environment disables the storages of a test file at its end.
 */

/** @type {Set<AsyncLocalStorage<unknown>>} */
const used = new Set();
const { run } = AsyncLocalStorage.prototype;
/** @param {Parameters<typeof run>} args */
AsyncLocalStorage.prototype.run = function recordAndRun(...args) {
  used.add(this);
  return run.apply(this, args);
};

/** Disables the storages of the test file that has ended. */
export function disableStorages() {
  for (const storage of used) storage.disable();
  used.clear();
}

/**
 * Jest's Node environment, which also disables the storages of a test file when the file ends. If the path of a file matches the option `thirdOf`, one in
 * three of its tests runs. The seed of the run selects the first one, so that each test runs in a third of the runs.
 */
export default class NodeEnvironment extends TestEnvironment {
  /** The seed that selects tests of the file; null if all tests run. @type {number | null} */
  #seed = null;

  /** @param {ConstructorParameters<typeof TestEnvironment>} args */
  constructor(...args) {
    super(...args);
    this.startFile(...args);
  }

  /**
   * Determines whether all tests of a file run.
   * @param {import('@jest/environment').JestEnvironmentConfig} config
   * @param {import('@jest/environment').EnvironmentContext} context
   */
  startFile({ globalConfig, projectConfig }, { testPath }) {
    const { thirdOf } = projectConfig.testEnvironmentOptions;
    const isSlow = typeof thirdOf === 'string' && new RegExp(thirdOf, 'u').test(testPath);
    this.#seed = isSlow ? globalConfig.seed : null;
  }

  /** @param {import('@jest/types').Circus.Event} event @param {import('@jest/types').Circus.State} state */
  handleTestEvent(event, state) {
    if (event.name === 'run_start' && this.#seed !== null) keepThird(state.rootDescribeBlock, this.#seed);
  }

  async teardown() {
    disableStorages();
    await super.teardown();
  }
}
