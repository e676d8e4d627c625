import { TestEnvironment } from 'jest-environment-node';

/** One failing test kills a mutant, so later tests of the file are skipped. Jest's own bail does not do this. */
export default class StopAtFirstFailure extends TestEnvironment {
  #hasFailed = false;

  /** @param {{ name: string, test: { mode?: string } }} event */
  handleTestEvent(event) {
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.#hasFailed = true;
    if (event.name === 'test_start' && this.#hasFailed) event.test.mode = 'skip';
  }
}
