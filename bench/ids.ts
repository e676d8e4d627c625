import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getOperationAST, parse } from 'graphql';
import { RequestContext } from '../src/api/request/context.js';
import { Plans } from '../src/api/execution/plans.js';
import { createSchema } from '../src/api/schema.js';
import type { GraphReader } from '../src/graph/ports/reading.js';
import { ReadModel } from '../src/read-model/read-model.js';
import { openStore } from '../src/storage/open-store.js';
import { median, type Bench } from './bench.js';
import { comparedGraph, comparedSlugs } from './compared-graph.js';

const [approachCount, axisCount] = [10, 50];
/** Each round executes one batch of each selection, so that other work of the machine affects all selections equally. */
const rounds = 60;

/** The additional fields of each row and each cell, by name of the selection. */
const selections: Readonly<Record<string, readonly [row: string, cell: string]>> = {
  'without ids': ['', ''],
  'ids of rows': ['id', ''],
  'ids of rows and cells': ['id', 'id'],
  'ids and slots': ['id slot', 'id slot'],
};

/** A reader and arguments with which the comparison is executed. */
interface Setup {
  readonly name: string;
  readonly reader: GraphReader;
  /** The additional arguments of `compare`. */
  readonly args: string;
  /** Executions per batch. */
  readonly batch: number;
}

/** Measures the additional CPU time of ids and slots in a comparison that a plan executes, without HTTP. */
export const ids: Bench = {
  description: `A comparison of ${approachCount} × ${axisCount}, with and without ids and slots, executed by a plan: the CPU time of one execution, as the median of ${rounds} rounds.`,
  async run(logProgress) {
    const folder = await mkdtemp(join(tmpdir(), 'tertium-bench-ids-'));
    const store = await openStore(`file:${join(folder, 'graph.db')}`);
    await store.apply(comparedGraph(approachCount, axisCount), {
      author: 'bench',
      message: 'Content',
      origin: 'IMPORT',
    });
    const inMemory = await ReadModel.load(store, { budget: 2 ** 30, maxWaitMs: 60_000 });
    try {
      const setups: readonly Setup[] = [
        { name: 'in memory, cells cached', reader: inMemory, args: '', batch: 30 },
        { name: 'in memory, at: 1', reader: inMemory, args: 'at: 1', batch: 30 },
        {
          name: 'in memory, under conditions',
          reader: inMemory,
          args: 'along: { under: [{ key: "plan", value: "Business" }] }',
          batch: 2,
        },
        { name: 'from SQLite', reader: store.reader, args: '', batch: 1 },
      ];
      const rows: string[][] = [];
      for (const setup of setups) {
        logProgress(setup.name);
        rows.push(...(await measure(setup)));
      }
      return { tables: [{ head: ['view', 'selected', 'µs', 'ratio', 'bytes'], rows }], problems: [] };
    } finally {
      await inMemory.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure({ name, reader, args, batch }: Setup): Promise<string[][]> {
  const plans = new Plans(createSchema());
  const measured = Object.entries(selections).map(([selection, [row, cell]]) => ({
    selection,
    document: parse(`{ compare(approaches: [${comparedSlugs(approachCount).join()}] ${args}) {
      rows { nodes { ${row} verdict cells { ${cell} state display } } } } }`),
    times: [] as number[],
    bytes: 0,
  }));
  for (let round = 0; round < rounds; round += 1) {
    for (const each of measured) {
      const before = process.cpuUsage();
      for (let index = 0; index < batch; index += 1) {
        const operation = getOperationAST(each.document);
        const context = await RequestContext.open(reader);
        const result = operation && (await plans.execute(each.document, operation, {}, context));
        if (!result) throw new Error('Expected a plan for the comparison, got none.');
        each.bytes = result.bytes.length;
        result.release?.();
      }
      const { user, system } = process.cpuUsage(before);
      each.times.push((user + system) / batch);
    }
  }
  const [withoutIds] = measured.map(({ times }) => median(times));
  return measured.map(({ selection, times, bytes }) => [
    name,
    selection,
    median(times).toFixed(0),
    (median(times) / (withoutIds ?? Number.NaN)).toFixed(2),
    String(bytes),
  ]);
}
