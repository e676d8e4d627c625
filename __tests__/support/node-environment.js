import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment } from 'jest-environment-node';

/*
 * jest-circus creates an AsyncLocalStorage for each test file and leaves it enabled. Up to Node 22, every promise that a worker creates
 * then gets one more property for each test file that the worker ran before. The storages that a test file used are disabled when it ends.
 */

/** @type {Set<AsyncLocalStorage<unknown>>} */
const used = new Set();
const { run } = AsyncLocalStorage.prototype;
/** @param {Parameters<typeof run>} args */
AsyncLocalStorage.prototype.run = function recordAndRun(...args) {
  used.add(this);
  return run.apply(this, args);
};

/** Jest's environment of Node, which disables the storages of a test file when the file ends. */
export default class NodeEnvironment extends TestEnvironment {
  async teardown() {
    for (const storage of used) storage.disable();
    used.clear();
    await super.teardown();
  }
}
