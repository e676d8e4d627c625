import fc from 'fast-check';
import { Plans } from '../../src/api/execution/plans.js';
import { createSchema } from '../../src/api/schema.js';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import { CachedReader } from '../../src/read-model/cache/cached-view.js';
import { ReadModel } from '../../src/read-model/read-model.js';
import { apiOf, compareExecutors, type Comparison } from './compare-executors.js';
import { operationFrom, type FuzzedOperation } from './operations.js';
import { readVocabulary } from './vocabulary.js';

export interface FuzzOptions {
  /** The number of generated documents. Valid documents that do not cost too much are executed with several sets of variables. */
  readonly operations: number;
  readonly seed: number;
  /** Called after each part. */
  readonly onProgress?: (report: FuzzReport) => void;
}

/** The outcome of all operations. */
export interface FuzzReport {
  readonly operations: number;
  /** The number of executed operations. All other operations are invalid or cost too much. */
  readonly executed: number;
  /** The number of sets of variables with which operations were executed. */
  readonly executions: number;
  /** The number of results that plans returned, on all readers. */
  readonly planned: number;
  /** The number of results without errors that graphql-js returned as the fallback, on all readers. */
  readonly unplanned: number;
  /** The number of sets of variables with errors in the reference. */
  readonly failed: number;
  readonly differences: readonly Difference[];
}

/** An operation with different results, in a reduced form. */
export interface Difference {
  /** The seed of the part that generated the operation. */
  readonly seed: number;
  readonly operation: FuzzedOperation;
  readonly differences: readonly string[];
}

/** The number of operations of one part. The seed of a part is one more than the seed of the previous part. */
const operationsPerPart = 1_000;
/** The maximum number of random numbers for one operation. Few operations use all of them. */
const maxNumbers = 600;
/** The maximum number of attempts to shrink an operation. Each attempt executes an operation. */
const maxAttempts = 400;
/** The memory budget of caches and of the read model, in bytes. The graph needs much less. */
const budget = 2 ** 30;

/**
 * Generates operations from the schema, and compares plans with graphql-js on three views of a graph: the SQL view, the in-memory view and the
 * cached view. The caches of the readers persist over all operations.
 * @param store a store that `fillGraph` has filled
 */
export async function fuzzExecutors(store: GraphStore, options: FuzzOptions): Promise<FuzzReport> {
  const schema = createSchema();
  const api = apiOf(schema, new Plans(schema));
  const vocabulary = await readVocabulary(schema, store.reader);
  const inMemory = await ReadModel.load(store, { budget, maxWaitMs: 60_000 });
  const readers = [
    { name: 'the SQL view', reader: store.reader },
    { name: 'the in-memory view', reader: inMemory },
    { name: 'the cached view', reader: new CachedReader(store.reader, budget) },
  ];
  const compare = (operation: FuzzedOperation): Promise<Comparison> =>
    compareExecutors(api, store.reader, readers, operation);
  const report = { operations: 0, executed: 0, executions: 0, planned: 0, unplanned: 0, failed: 0 };
  const differences: Difference[] = [];

  const operations = fc
    .noBias(fc.array(fc.nat(2 ** 24), { maxLength: maxNumbers, size: 'max' }))
    .map((numbers) => operationFrom(schema, vocabulary, numbers));
  /** The number of shrink attempts; null until an operation fails. */
  let attempts: number | null = null;
  const property = fc.asyncProperty(operations, async (operation) => {
    if (attempts !== null && (attempts += 1) > maxAttempts) return true;
    const comparison = await compare(operation);
    if (attempts === null) count(report, operation, comparison);
    if (comparison.differences.length === 0) return true;
    attempts ??= 0;
    return false;
  });
  try {
    for (let seed = options.seed; report.operations < options.operations; seed += 1) {
      const numRuns = Math.min(operationsPerPart, options.operations - report.operations);
      attempts = null;
      const { failed, counterexample } = await fc.check(property, { seed, numRuns });
      if (failed && counterexample) {
        const [operation] = counterexample;
        differences.push({ seed, operation, differences: (await compare(operation)).differences });
      }
      options.onProgress?.({ ...report, differences });
    }
  } finally {
    await inMemory.close();
  }
  return { ...report, differences };
}

type Counts = { -readonly [Name in Exclude<keyof FuzzReport, 'differences'>]: number };

function count(report: Counts, { sequence }: FuzzedOperation, comparison: Comparison): void {
  report.operations += 1;
  if (!comparison.isExecuted) return;
  report.executed += 1;
  report.executions += sequence.length;
  report.planned += comparison.planned;
  report.unplanned += comparison.unplanned;
  report.failed += comparison.failed;
}
