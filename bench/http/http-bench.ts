import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Findings, Table } from '../bench.js';
import { startPostgres } from '../postgres-server.js';
import type { Contestant } from './contestants.js';
import { checkMachine } from './cores.js';
import { printSize } from './data-size.js';
import { measureTogether, type BenchResources, type Measured } from './measure-together.js';
import type { Measurement } from './measurements.js';
import { readOptions, type HttpOptions } from './options.js';
import { ratiosOf } from './ratios.js';

/** The folder of the requests and the databases. Later runs reuse the databases. */
const folder = fileURLToPath(new URL('../../../data/bench', import.meta.url));

/**
 * `shared_buffers` is sized for the data of all contestants in the size `middle`. A `max_wal_size` above the default causes
 * fewer checkpoints while the data are written.
 */
const postgresFlags = ['-c', 'shared_buffers=1GB', '-c', 'max_wal_size=4GB'];

type LogProgress = (line: string) => void;

/** Measures how fast Tertium, and other servers with the same content, serve comparisons over HTTP. */
export const httpSpeed: Bench = {
  description:
    'The same comparison from several servers: requests per second on one core, with 32 connections. The load generator has another core.',
  async run(logProgress, flags) {
    const options = readOptions(flags);
    await checkMachine();
    await mkdir(folder, { recursive: true });
    const postgres = await startPostgres({
      folder: join(folder, 'postgres'),
      isPersistent: true,
      flags: postgresFlags,
    });
    try {
      const resources = { folder, postgres, databasePid: await postgresPid() };
      const measured: Measured[] = [];
      for (const size of options.sizes) {
        measured.push(await measureTogether([size], options.contestants, resources, options, logProgress));
      }
      const growth = await measureGrowth(resources, options, logProgress);
      return report(
        options,
        measured.flatMap(({ measurements }) => measurements),
        growth.measurements,
        [...measured, growth].flatMap(({ problems }) => problems),
      );
    } finally {
      await postgres.stop();
    }
  },
};

/**
 * Measures Tertium in mode `cold`, with the smallest and the largest size in alternation, so that changes of the machine's
 * speed affect both equally.
 */
async function measureGrowth(
  resources: BenchResources,
  options: HttpOptions,
  logProgress: LogProgress,
): Promise<Measured> {
  const sizes = [...options.sizes].sort((one, other) => one.approaches - other.approaches);
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  const growing = options.contestants
    .filter(({ role }) => role === 'tertium')
    .map((contestant): Contestant => ({ ...contestant, modes: ['cold'] }));
  if (!smallest || !largest || smallest === largest || growing.length === 0) {
    return { measurements: [], problems: [] };
  }
  return measureTogether([smallest, largest], growing, resources, options, logProgress);
}

async function postgresPid(): Promise<number> {
  const [pid] = (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  return Number(pid);
}

function report(
  { rounds, seconds }: HttpOptions,
  measurements: readonly Measurement[],
  growth: readonly Measurement[],
  problems: readonly string[],
): Findings {
  const speed: Table = {
    title: `Medians of ${rounds} rounds of ${seconds} s`,
    head: [
      'size',
      'server',
      'mode',
      'query',
      'requests/s',
      'p50 ms',
      'p99 ms',
      'CPU ms/response',
      'bytes',
      'resident MB',
      'load generator core',
    ],
    rows: [...measurements, ...growth].map((each) => [
      printSize(each.size),
      each.contestant.title,
      each.mode,
      each.shape.name,
      each.requestsPerSecond.toFixed(0),
      each.p50.toFixed(2),
      each.p99.toFixed(2),
      each.cpuMsPerResponse.toFixed(2),
      each.bytesPerResponse.toFixed(0),
      (each.residentBytes / 1e6).toFixed(0),
      `${(each.loadShare * 100).toFixed(0)} %`,
    ]),
  };
  const ratios: Table = {
    title: 'Ratios and goals',
    head: ['ratio', 'query', 'value', 'goal', 'met'],
    rows: ratiosOf(measurements, growth).map(({ name, shape, value, goal, isMet }) => [
      name,
      shape.name,
      value.toFixed(2),
      goal,
      isMet ? 'yes' : 'no',
    ]),
  };
  return { tables: [speed, ratios], problems };
}
