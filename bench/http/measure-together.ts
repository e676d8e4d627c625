import { join } from 'node:path';
import { groupBy } from '../../src/graph/group-by.js';
import type { PostgresServer } from '../postgres-server.js';
import type { Contestant } from './contestants.js';
import { bindToCore, cores } from './cores.js';
import { DataSet } from './data-set.js';
import type { DataSize } from './data-size.js';
import { Lineup, type Entry, type ShapeLoad } from './lineup.js';
import { measureRounds, type Run } from './measure-rounds.js';
import { invalidityOf, summarise, type Measurement } from './measurements.js';
import type { HttpOptions } from './options.js';
import { readStartScript } from './start-script.js';
import { storeData } from './stored-data.js';

/** The resources of the contestants. */
export interface BenchResources {
  /** The folder of the requests and the databases. Later runs reuse the databases. */
  readonly folder: string;
  readonly postgres: PostgresServer;
  readonly databasePid: number;
}

/** Measurements, and the reasons why measurements are invalid. */
export interface Measured {
  readonly measurements: readonly Measurement[];
  readonly problems: readonly string[];
}

/** One contestant under one load. */
interface ContestantRun extends Entry, ShapeLoad, Run {
  readonly size: DataSize;
}

type LogProgress = (line: string) => void;

/**
 * Measures contestants in alternation, all sizes together, so that compared values are measured in the same minutes.
 * @throws {Error} if a contestant does not start, or a response is wrong
 */
export async function measureTogether(
  sizes: readonly DataSize[],
  contestants: readonly Contestant[],
  resources: BenchResources,
  { rounds, seconds }: Pick<HttpOptions, 'rounds' | 'seconds'>,
  logProgress: LogProgress,
): Promise<Measured> {
  const lineups: Lineup[] = [];
  const runs: ContestantRun[] = [];
  try {
    for (const size of sizes) {
      const lineup = await enterSize(size, resources, logProgress);
      lineups.push(lineup);
      await lineup.start(contestants, logProgress);
      for (const entry of lineup.entries) {
        for (const load of entry.loads) {
          const title = `${size.name}: ${entry.contestant.title}, ${entry.mode}, ${load.shape.name}`;
          runs.push({ ...entry, ...load, size, title, rounds: [] });
        }
      }
    }
    const { databasePid } = resources;
    await measureRounds(inComparableOrder(runs), { rounds, seconds, databasePid }, logProgress);
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

/** Orders the runs so that compared runs are adjacent: the runs of one mode and shape and, among these, the runs of one contestant. */
function inComparableOrder(runs: readonly ContestantRun[]): readonly ContestantRun[] {
  const byQuery = groupBy(runs, ({ mode, shape }) => `${mode} ${shape.name}`);
  return [...byQuery.values()].flatMap((ofQuery) =>
    [...groupBy(ofQuery, ({ contestant }) => contestant.name).values()].flat(),
  );
}
