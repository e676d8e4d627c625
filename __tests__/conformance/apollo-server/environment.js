import NodeEnvironment from '../../support/node-environment.js';
import { notApplicable } from './not-applicable.js';

const names = Object.values(notApplicable).flat();

/** Groups of tests of Apollo Server's reports to GraphOS, which Tertium turns off. The tests do not use the wiring, so short runs skip them. */
const onlyInLongRuns = / (?:for Apollo usage reporting|usage reporting|Federated tracing) /u;

/**
 * The environment of the suite of Apollo Server. Tests that cannot apply must fail; those that compare inline snapshots are skipped.
 */
export default class ApolloSuiteEnvironment extends NodeEnvironment {
  #listed = new Set(names);

  /** @param {import('@jest/types').Circus.AsyncEvent} event */
  handleTestEvent(event) {
    if (event.name === 'test_start') {
      const name = fullNameOf(event.test);
      const listed = names.find((each) => name.endsWith(` ${each}`));
      if (listed !== undefined) {
        this.#listed.delete(listed);
        // Jest counts a snapshot that does not match even if the test is expected to fail.
        if (String(event.test.fn).includes('toMatchInlineSnapshot')) event.test.mode = 'skip';
        else event.test.failing = true;
      }
      if (this.global.testRun.long === 'sample' && onlyInLongRuns.test(name)) event.test.mode = 'skip';
    }
    if (event.name === 'run_finish' && this.#listed.size > 0)
      throw new Error(`The suite has no tests with these names: ${[...this.#listed].join(', ')}`);
  }
}

/**
 * Returns the full name of a test: the names of its groups, and its own name.
 * @param {import('@jest/types').Circus.TestEntry} test
 */
function fullNameOf(test) {
  const parts = [test.name];
  for (let group = test.parent; group.parent; group = group.parent) parts.unshift(group.name);
  return parts.join(' ');
}
