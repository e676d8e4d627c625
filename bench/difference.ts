import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getOperationAST, parse } from 'graphql';
import { RequestContext } from '../src/api/request/context.js';
import { Plans } from '../src/api/execution/plans.js';
import { createSchema } from '../src/api/schema.js';
import type { GraphReader } from '../src/graph/ports/reading.js';
import type { GraphStore } from '../src/graph/ports/writing.js';
import { ReadModel } from '../src/read-model/read-model.js';
import { openStore } from '../src/storage/open-store.js';
import { median, type Bench } from './bench.js';
import { comparedGraph, comparedSlugs, valueOf } from './compared-graph.js';

const [approachCount, axisCount] = [10, 50];
const revisionCount = 1_000;
const calls = 40;
/** The times of this many calls at the start are not reported. */
const warmUp = 10;

const operation = `{
  compare(approaches: [${comparedSlugs(approachCount).join()}]) {
    changesSince(revision: 1) {
      summary { rowsAdded rowsChanged rowsEnded cellsChanged verdictsTurned leadersChanged }
      rows { nodes {
        kind axis { name } isTurned before { verdict } after { verdict }
        cells { approach { name } before { display } after { display } claims { revision { number time author } } }
      } }
    }
  }
}`;

/** Measures the CPU time of the difference of a comparison over many revisions. */
export const difference: Bench = {
  description: `The changes of a comparison of ${approachCount} × ${axisCount} over ${revisionCount} revisions, each with a new claim in one cell. A plan reads the changed cells before and after, with their claims and revisions. The older comparison is read from SQLite, the newer from memory or from SQLite. The times are the median and the slowest of ${calls} calls, in CPU time.`,
  async run(logProgress) {
    const folder = await mkdtemp(join(tmpdir(), 'tertium-bench-difference-'));
    const store = await openStore(`file:${join(folder, 'graph.db')}`);
    try {
      logProgress(`publishing ${revisionCount} revisions`);
      await publish(store);
      const inMemory = await ReadModel.load(store, { budget: 2 ** 30, maxWaitMs: 60_000 });
      try {
        const cases = [
          { name: 'newest revision in memory, older from SQLite', reader: inMemory, bound: 50 },
          // Without a read model, both comparisons are read from the database. This case has no bound.
          { name: 'both from SQLite', reader: store.reader, bound: Infinity },
        ];
        const rows: string[][] = [];
        const problems: string[] = [];
        // The bound is in milliseconds of CPU time.
        for (const { name, reader, bound } of cases) {
          logProgress(name);
          const times = await measure(reader);
          const [middle, slowest] = [median(times), Math.max(...times)];
          rows.push([name, `${middle.toFixed(1)} ms`, `${slowest.toFixed(1)} ms`]);
          if (middle > bound)
            problems.push(`${name}: expected ${bound} ms at most, got ${middle.toFixed(1)} ms.`);
        }
        return { tables: [{ head: ['views', 'median', 'slowest'], rows }], problems };
      } finally {
        await inMemory.close();
      }
    } finally {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function publish(store: GraphStore): Promise<void> {
  const note = { author: 'bench', message: 'Content', origin: 'IMPORT' } as const;
  await store.apply(comparedGraph(approachCount, axisCount), note);
  for (let revision = 2; revision <= revisionCount + 1; revision += 1) {
    const cell = (revision * 7) % (approachCount * axisCount);
    await store.apply(
      [valueOf(cell % approachCount, Math.floor(cell / approachCount), `text of revision ${revision}`)],
      note,
    );
  }
}

/** Measures the CPU times of the calls after the warm-up, in milliseconds. */
async function measure(reader: GraphReader): Promise<readonly number[]> {
  const plans = new Plans(createSchema());
  const document = parse(operation);
  const definition = getOperationAST(document);
  const times: number[] = [];
  for (let call = 0; call < warmUp + calls; call += 1) {
    const before = process.cpuUsage();
    const context = await RequestContext.open(reader);
    const result = definition && (await plans.execute(document, definition, {}, context));
    const { user, system } = process.cpuUsage(before);
    if (!result) throw new Error('Expected a plan for the comparison, got none.');
    result.release?.();
    if (call >= warmUp) times.push((user + system) / 1_000);
  }
  return times;
}
