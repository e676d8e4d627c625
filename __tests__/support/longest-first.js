import TestSequencer from '@jest/test-sequencer';
import { sizeOf } from '../suites.js';

/** The projects by how long their test files take. */
const projects = ['integration', 'postgres', 'unit'];

/**
 * Starts the test files that take long first, so that no worker waits at the end. Jest orders by the durations of the last run, which a
 * clean clone does not have, and otherwise by the sizes of the files. A file of a few lines may run a contract of a hundred tests.
 */
export default class LongestFirst extends TestSequencer {
  /** @param {import('@jest/test-result').Test[]} tests */
  sort(tests) {
    const ranked = tests.map((test) => ({
      test,
      project: projects.indexOf(test.context.config.displayName?.name ?? ''),
      size: sizeOf(test.path),
    }));
    ranked.sort((one, other) => one.project - other.project || other.size - one.size);
    return ranked.map(({ test }) => test);
  }
}
