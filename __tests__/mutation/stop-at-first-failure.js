import NodeEnvironment from '../support/node-environment.js';

/** Skips the remaining tests of a file after the first failure, which kills the mutant. Jest's `bail` does not skip them. */
export default class StopAtFirstFailure extends NodeEnvironment {
  #hasFailed = false;

  /** @param {{ name: string, test: { mode?: string } }} event */
  handleTestEvent(event) {
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.#hasFailed = true;
    if (event.name === 'test_start' && this.#hasFailed) event.test.mode = 'skip';
  }
}
