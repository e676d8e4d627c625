import NodeEnvironment from '../support/node-environment.js';

/** One failing test kills a mutant: what comes after it in the file is skipped, which Jest's own bail does not do. */
export default class StopAtFirstFailure extends NodeEnvironment {
  #hasFailed = false;

  /** @param {{ name: string, test: { mode?: string } }} event */
  handleTestEvent(event) {
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.#hasFailed = true;
    if (event.name === 'test_start' && this.#hasFailed) event.test.mode = 'skip';
  }
}
