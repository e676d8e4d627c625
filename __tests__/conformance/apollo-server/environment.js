import NodeEnvironment from '../../support/node-environment.js';
import { notApplicable } from './not-applicable.js';

/** The environment of the suite of Apollo Server: tests that cannot apply are run too, and must fail, so that the list never has a test that passes. */
export default class ApolloSuiteEnvironment extends NodeEnvironment {
  /** @param {import('@jest/types').Circus.AsyncEvent} event */
  async handleTestEvent(event) {
    if (event.name === 'test_start' && event.test.name in notApplicable) event.test.failing = true;
  }
}
