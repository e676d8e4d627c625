import TestSequencer from '@jest/test-sequencer';
import { sizeOf } from '../suites.js';

/** The projects, ordered by the typical duration of their test files, longest first. */
const projects = ['integration', 'postgres', 'unit'];

/**
 * First starts the test files that probably take longest, so that no worker is idle at the end. Files of one project are ordered by their size
 * together with the test files and tools that they import. Jest's default order uses the durations of the last run, which a clean clone does not
 * have, or else the sizes of the files alone. But a file of a few lines may import a contract of a hundred tests.
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
