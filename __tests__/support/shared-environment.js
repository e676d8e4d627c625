import NodeEnvironment, { disableStorages } from './node-environment.js';

/**
 * One environment for all test files of a worker, so that `SharedRuntime` evaluates each source and package once per worker instead of once per
 * test file. The global object keeps what packages store in it, and gets the `globals` of the project of each test file.
 */
export default class SharedEnvironment extends NodeEnvironment {
  /** @type {SharedEnvironment | undefined} */
  static #ofWorker;

  /** The runtime that loads modules in this environment. `SharedRuntime` sets it. @type {import('jest-runtime').default | undefined} */
  runtime;

  /** @param {ConstructorParameters<typeof NodeEnvironment>} args */
  constructor(...args) {
    const ofWorker = SharedEnvironment.#ofWorker;
    if (ofWorker) {
      Object.assign(ofWorker.global, args[0].projectConfig.globals);
      ofWorker.startFile(...args);
      return ofWorker;
    }
    super(...args);
    SharedEnvironment.#ofWorker = this;
  }

  async teardown() {
    disableStorages();
    this.fakeTimersModern.dispose();
    // jest-circus, which Jest evaluates for each test file, finds its tests and its handlers of events below these symbols.
    for (const symbol of Object.getOwnPropertySymbols(this.global))
      if (/^(?:JEST_STATE_SYMBOL|EVENT_HANDLERS)$/u.test(symbol.description)) delete this.global[symbol];
  }
}
