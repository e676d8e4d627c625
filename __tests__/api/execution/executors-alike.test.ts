import { describe, expect, test } from '@jest/globals';
import { fuzzExecutors } from '../../../scripts/fuzz/fuzz-executors.js';
import { fillGraph } from '../../../scripts/fuzz/graph.js';
import { seedFolder } from '../../support/seed.js';
import { eachStore } from '../../support/stores.js';
import { long } from '../../support/test-run.js';

const operations = long === 'complete' ? 3_000 : 60;

describe.each(eachStore)('Operations that are generated from the schema, on $name,', ({ open }) => {
  test('have the same results with plans and with graphql-js, after any earlier operations', async () => {
    const { store, close } = await open();
    try {
      await fillGraph(store, seedFolder);
      const report = await fuzzExecutors(store, { operations, seed: 1 });
      expect(report.differences).toEqual([]);
      // The test proves little unless most operations are executed, many results have no errors, and plans produce almost all of these results.
      expect(report.executed).toBeGreaterThan(operations * 0.7);
      expect(report.executions - report.failed).toBeGreaterThan(report.executions * 0.3);
      expect(report.planned).toBeGreaterThan(report.unplanned * 20);
    } finally {
      await close();
    }
  }, 600_000);
});
