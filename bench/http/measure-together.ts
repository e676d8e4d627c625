import { join } from 'node:path';
import { groupBy } from '../../src/graph/group-by.js';
import type { PostgresServer } from '../postgres-server.js';
import type { Contestant } from './contestants.js';
import { bindToCore, cores } from './cores.js';
import { DataSet } from './data-set.js';
import type { DataSize } from './data-size.js';
import { Lineup, type Entry, type ShapeLoad } from './lineup.js';
import { runLoad, type Load } from './load.js';
import { objectionTo, summarise, type Measurement, type Round } from './measurements.js';
import type { HttpOptions } from './options.js';
import { childrenOf, cpuTimes, usedSince, waitUntilQuiet } from './proc.js';
import type { RunningServer } from './running-server.js';
import { readStartScript } from './start-script.js';
import { storeData } from './stored-data.js';

/** The resources of the contestants. */
export interface Place {
  /** The folder of databases and requests, which later runs reuse. */
  readonly folder: string;
  readonly postgres: PostgresServer;
  readonly databasePid: number;
}

/** The measurements, and why some of them are invalid. */
export interface Found {
  readonly measurements: readonly Measurement[];
  readonly problems: readonly string[];
}

/** One contestant under one load, and the measurements of its rounds. */
interface Run extends Entry, ShapeLoad {
  readonly size: DataSize;
  readonly rounds: Round[];
}

type LogProgress = (what: string) => void;

/** How long a server is loaded before a round begins. */
const runInSeconds = 1;

/**
 * Measures contestants in turns, all sizes together, so that compared values are measured in the same minutes.
 * @throws {Error} if a response is wrong
 */
export async function measureTogether(
  sizes: readonly DataSize[],
  contestants: readonly Contestant[],
  place: Place,
  { rounds, seconds }: Pick<HttpOptions, 'rounds' | 'seconds'>,
  logProgress: LogProgress,
): Promise<Found> {
  const lineups: Lineup[] = [];
  const runs: Run[] = [];
  try {
    for (const size of sizes) {
      const lineup = await enterSize(size, place, logProgress);
      lineups.push(lineup);
      await lineup.start(contestants, logProgress);
      for (const entry of lineup.entries) {
        for (const load of entry.loads) runs.push({ ...entry, ...load, size, rounds: [] });
      }
    }
    await measure(
      inTurns(runs),
      rounds,
      (server, load) => loadFor(server, load, seconds, place),
      logProgress,
    );
  } finally {
    await Promise.all(lineups.map((lineup) => lineup.stop()));
  }
  const summed = runs.map(({ contestant, size, mode, shape, meanBytes, rounds: measured }) => ({
    measurement: summarise({ contestant, size, mode, shape }, measured),
    meanBytes,
  }));
  return {
    measurements: summed.map(({ measurement }) => measurement),
    problems: summed.flatMap(({ measurement, meanBytes }) => objectionTo(measurement, meanBytes) ?? []),
  };
}

async function enterSize(
  size: DataSize,
  { folder, postgres, databasePid }: Place,
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

/** Orders the loads so that compared ones are adjacent: the same question for all contestants, each in all sizes. */
function inTurns(runs: readonly Run[]): readonly Run[] {
  const questions = groupBy(runs, ({ mode, shape }) => `${mode} ${shape.name}`);
  return [...questions.values()].flatMap((asked) =>
    [...groupBy(asked, ({ contestant }) => contestant.name).values()].flat(),
  );
}

async function measure(
  runs: readonly Run[],
  rounds: number,
  load: (server: RunningServer, what: Load) => Promise<Round>,
  logProgress: LogProgress,
): Promise<void> {
  for (const { contestant, size, mode, shape, load: what, server } of runs) {
    logProgress(`${size.name}: ${contestant.title}, ${mode}, ${shape.name}: warming up`);
    await load(server, what);
  }
  const sizes = [...new Set(runs.map(({ size }) => size.name))].join(', ');
  for (let round = 1; round <= rounds; round += 1) {
    logProgress(`${sizes}: round ${round} of ${rounds}`);
    // Every second round runs in reverse order, so that a drift of the machine's speed affects all.
    for (const run of round % 2 === 1 ? runs : [...runs].reverse()) {
      const { contestant, size, mode, shape, server, load: what, rounds: measured } = run;
      const came = await load(server, what);
      measured.push(came);
      logProgress(
        `${size.name}: ${contestant.title}, ${mode}, ${shape.name}: ${Math.round(came.requestsPerSecond)} requests/s, p50 ${came.p50} ms, p99 ${came.p99} ms`,
      );
    }
  }
}

async function loadFor(
  server: RunningServer,
  what: Load,
  seconds: number,
  { databasePid }: Place,
): Promise<Round> {
  const pids = async (): Promise<readonly number[]> => [server.pid, ...(await childrenOf(databasePid))];
  // The server was idle while others were measured: its code and data are no longer in the processor's caches.
  await runLoad(what, runInSeconds);
  await waitUntilQuiet(pids);
  const before = await cpuTimes(await pids());
  const result = await runLoad(what, seconds);
  const used = usedSince(before, await cpuTimes(await pids()));
  const residentBytes = await server.memory();
  await waitUntilQuiet(pids);
  return { ...result, residentBytes, cpuMsPerAnswer: (used * 1000) / result.requests };
}
