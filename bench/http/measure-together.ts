import { join } from 'node:path';
import { groupBy } from '../../src/graph/group-by.js';
import type { PostgresServer } from '../postgres-server.js';
import type { Contestant } from './contestants.js';
import { bindToCore, cores } from './cores.js';
import { DataSet } from './data-set.js';
import type { DataSize } from './data-size.js';
import { Lineup, type Entry, type ShapeLoad } from './lineup.js';
import { runLoad, type Load } from './load.js';
import { invalidityOf, summarise, type Measurement, type Round } from './measurements.js';
import type { HttpOptions } from './options.js';
import { childrenOf, cpuTimes, usedSince, waitUntilQuiet } from './proc.js';
import type { RunningServer } from './running-server.js';
import { readStartScript } from './start-script.js';
import { storeData } from './stored-data.js';

/** The resources of the contestants. */
export interface BenchResources {
  /** The folder of databases and requests, which later runs reuse. */
  readonly folder: string;
  readonly postgres: PostgresServer;
  readonly databasePid: number;
}

/** Measurements, and the reasons why measurements are invalid. */
export interface Measured {
  readonly measurements: readonly Measurement[];
  readonly problems: readonly string[];
}

/** One contestant under one load, and the measurements of its rounds. */
interface Run extends Entry, ShapeLoad {
  readonly size: DataSize;
  readonly rounds: Round[];
}

type LogProgress = (line: string) => void;

/** The time under load before a round begins. */
const warmUpSeconds = 1;

/**
 * Measures contestants in alternation, all sizes together, so that compared values are measured in the same minutes.
 * @throws {Error} if a response is wrong
 */
export async function measureTogether(
  sizes: readonly DataSize[],
  contestants: readonly Contestant[],
  resources: BenchResources,
  { rounds, seconds }: Pick<HttpOptions, 'rounds' | 'seconds'>,
  logProgress: LogProgress,
): Promise<Measured> {
  const lineups: Lineup[] = [];
  const runs: Run[] = [];
  try {
    for (const size of sizes) {
      const lineup = await enterSize(size, resources, logProgress);
      lineups.push(lineup);
      await lineup.start(contestants, logProgress);
      for (const entry of lineup.entries) {
        for (const load of entry.loads) runs.push({ ...entry, ...load, size, rounds: [] });
      }
    }
    await measure(
      inComparableOrder(runs),
      rounds,
      (server, load) => measureLoad(server, load, seconds, resources),
      logProgress,
    );
  } finally {
    await Promise.all(lineups.map((lineup) => lineup.stop()));
  }
  const summaries = runs.map(({ contestant, size, mode, shape, meanBytes, rounds: measured }) => ({
    measurement: summarise({ contestant, size, mode, shape }, measured),
    meanBytes,
  }));
  return {
    measurements: summaries.map(({ measurement }) => measurement),
    problems: summaries.flatMap(({ measurement, meanBytes }) => invalidityOf(measurement, meanBytes) ?? []),
  };
}

async function enterSize(
  size: DataSize,
  { folder, postgres, databasePid }: BenchResources,
  logProgress: LogProgress,
): Promise<Lineup> {
  const data = new DataSet(size);
  const stored = await storeData(data, join(folder, 'content'), postgres, logProgress);
  // Connection processes of PostgreSQL that start later inherit the core.
  await bindToCore(cores.server, databasePid);
  const requests = join(folder, 'requests', size.name);
  return new Lineup(data, requests, {
    stored,
    startScript: await readStartScript(),
    readyBytes: join(requests, 'ready'),
  });
}

/** Orders the loads so that compared loads are adjacent: the same query for all contestants, each in all sizes. */
function inComparableOrder(runs: readonly Run[]): readonly Run[] {
  const byQuery = groupBy(runs, ({ mode, shape }) => `${mode} ${shape.name}`);
  return [...byQuery.values()].flatMap((ofQuery) =>
    [...groupBy(ofQuery, ({ contestant }) => contestant.name).values()].flat(),
  );
}

async function measure(
  runs: readonly Run[],
  rounds: number,
  measureRound: (server: RunningServer, load: Load) => Promise<Round>,
  logProgress: LogProgress,
): Promise<void> {
  for (const { contestant, size, mode, shape, load, server } of runs) {
    logProgress(`${size.name}: ${contestant.title}, ${mode}, ${shape.name}: warming up`);
    await measureRound(server, load);
  }
  const sizes = [...new Set(runs.map(({ size }) => size.name))].join(', ');
  for (let round = 1; round <= rounds; round += 1) {
    logProgress(`${sizes}: round ${round} of ${rounds}`);
    // Every second round runs in reverse order, so that a drift of the machine's speed affects all runs equally.
    for (const run of round % 2 === 1 ? runs : [...runs].reverse()) {
      const { contestant, size, mode, shape, server, load, rounds: measured } = run;
      const round = await measureRound(server, load);
      measured.push(round);
      logProgress(
        `${size.name}: ${contestant.title}, ${mode}, ${shape.name}: ${Math.round(round.requestsPerSecond)} requests/s, p50 ${round.p50} ms, p99 ${round.p99} ms`,
      );
    }
  }
}

async function measureLoad(
  server: RunningServer,
  load: Load,
  seconds: number,
  { databasePid }: BenchResources,
): Promise<Round> {
  const pids = async (): Promise<readonly number[]> => [server.pid, ...(await childrenOf(databasePid))];
  // The server was idle while other servers were measured: its code and data are no longer in the processor's caches.
  await runLoad(load, warmUpSeconds);
  await waitUntilQuiet(pids);
  const before = await cpuTimes(await pids());
  const result = await runLoad(load, seconds);
  const used = usedSince(before, await cpuTimes(await pids()));
  const residentBytes = await server.memory();
  await waitUntilQuiet(pids);
  return { ...result, residentBytes, cpuMsPerResponse: (used * 1000) / result.requests };
}
