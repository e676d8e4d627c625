import { describe, expect, test } from '@jest/globals';
import { fuzzExecutors } from '../../scripts/fuzz/fuzz-executors.js';
import { fillGraph } from '../../scripts/fuzz/graph.js';
import { seedFolder } from '../support/server.js';
import { postgresStore, sqliteStore } from '../support/stores.js';

describe.each([
  { ...sqliteStore, operations: 80, seed: 1 },
  { ...postgresStore, operations: 20, seed: 2 },
])('Operations made from the schema, on $name,', ({ open, operations, seed }) => {
  test('are answered alike by plans and by graphql-js, whatever was asked before', async () => {
    const { store, close } = await open();
    try {
      await fillGraph(store, seedFolder);
      const report = await fuzzExecutors(store, { operations, seed });
      expect(report.differences).toEqual([]);
      // What the comparison is worth: most operations are executed, most answers have no errors, and of these plans give almost all.
      expect(report.executed).toBeGreaterThan(operations * 0.7);
      expect(report.asked - report.failed).toBeGreaterThan(report.asked * 0.3);
      expect(report.planned).toBeGreaterThan(report.unplanned * 50);
    } finally {
      await close();
    }
  });
});
