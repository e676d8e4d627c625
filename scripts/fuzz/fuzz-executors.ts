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
  /** How many documents are made, each of which is asked with several sets of variables. */
  readonly operations: number;
  readonly seed: number;
  /** Is told of what is done so far. */
  readonly onProgress?: (report: FuzzReport) => void;
}

/** What came of all operations. */
export interface FuzzReport {
  readonly operations: number;
  /** Of these, how many were executed: the others are not valid, or cost too much. */
  readonly executed: number;
  /** How many sets of variables these were asked with. */
  readonly asked: number;
  /** How many answers plans gave, on all readers. */
  readonly planned: number;
  /** How many answers without errors were left to graphql-js, on all readers. */
  readonly unplanned: number;
  /** How many sets of variables were answered with errors. */
  readonly failed: number;
  readonly differences: readonly Difference[];
}

/** An operation of which answers differ, as small as it could be made. */
export interface Difference {
  /** One that makes the operation again, within the first thousand. */
  readonly seed: number;
  readonly operation: FuzzedOperation;
  readonly differences: readonly string[];
}

/** Each part has a seed of its own, one more than that of the part before. */
const operationsPerPart = 1_000;
/** How many numbers an operation is made from at most; few need as many. */
const mostNumbers = 600;
/** How often a failing operation is made smaller at most: each try takes as long as an operation. */
const mostTries = 400;
const ample = 2 ** 30;

/**
 * Makes operations from the schema, and compares plans with graphql-js on a graph: as it is stored, as it is held in memory, and as what is
 * read of it is kept. What the readers keep stays from the first operation to the last.
 * @param store as `fillGraph` leaves it
 */
export async function fuzzExecutors(store: GraphStore, options: FuzzOptions): Promise<FuzzReport> {
  const schema = createSchema();
  const api = apiOf(schema, new Plans(schema));
  const words = await readVocabulary(schema, store.reader);
  const held = await ReadModel.load(store, { budget: ample, patience: 60_000 });
  const readers = [
    { name: 'the database', reader: store.reader },
    { name: 'the view held in memory', reader: held },
    { name: 'what is kept as it is read', reader: new CachedReader(store.reader, ample) },
  ];
  const compare = (operation: FuzzedOperation): Promise<Comparison> =>
    compareExecutors(api, store.reader, readers, operation);
  const report = { operations: 0, executed: 0, asked: 0, planned: 0, unplanned: 0, failed: 0 };
  const differences: Difference[] = [];

  const operations = fc
    .noBias(fc.array(fc.nat(2 ** 24), { maxLength: mostNumbers, size: 'max' }))
    .map((numbers) => operationFrom(schema, words, numbers));
  /** Null until an operation has failed. */
  let tries: number | null = null;
  const property = fc.asyncProperty(operations, async (operation) => {
    if (tries !== null && (tries += 1) > mostTries) return true;
    const comparison = await compare(operation);
    if (tries === null) count(report, operation, comparison);
    if (comparison.differences.length === 0) return true;
    tries ??= 0;
    return false;
  });
  try {
    for (let seed = options.seed; report.operations < options.operations; seed += 1) {
      const numRuns = Math.min(operationsPerPart, options.operations - report.operations);
      tries = null;
      const { failed, counterexample } = await fc.check(property, { seed, numRuns });
      if (failed && counterexample) {
        const [operation] = counterexample;
        differences.push({ seed, operation, differences: (await compare(operation)).differences });
      }
      options.onProgress?.({ ...report, differences });
    }
  } finally {
    await held.close();
  }
  return { ...report, differences };
}

type Counts = { -readonly [Name in Exclude<keyof FuzzReport, 'differences'>]: number };

function count(report: Counts, { sequence }: FuzzedOperation, comparison: Comparison): void {
  report.operations += 1;
  if (!comparison.isExecuted) return;
  report.executed += 1;
  report.asked += sequence.length;
  report.planned += comparison.planned;
  report.unplanned += comparison.unplanned;
  report.failed += comparison.failed;
}
