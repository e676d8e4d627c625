import { describe, expect, test } from '@jest/globals';
import { fuzzExecutors } from '../../../scripts/fuzz/fuzz-executors.js';
import { fillGraph } from '../../../scripts/fuzz/graph.js';
import { seedFolder } from '../../support/seed.js';
import { eachStore } from '../../support/stores.js';
import { long } from '../../support/test-run.js';

const operations = long === 'the whole' ? 3_000 : 60;

describe.each(eachStore)('Operations made from the schema, on $name,', ({ open }) => {
  test('are answered alike by plans and by graphql-js, whatever was asked before', async () => {
    const { store, close } = await open();
    try {
      await fillGraph(store, seedFolder);
      const report = await fuzzExecutors(store, { operations, seed: 1 });
      expect(report.differences).toEqual([]);
      // What the comparison is worth: most operations are executed, many answers have no errors, and of these plans give almost all.
      expect(report.executed).toBeGreaterThan(operations * 0.7);
      expect(report.asked - report.failed).toBeGreaterThan(report.asked * 0.3);
      expect(report.planned).toBeGreaterThan(report.unplanned * 20);
    } finally {
      await close();
    }
  }, 600_000);
});
