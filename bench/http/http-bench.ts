import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Findings, Table } from '../bench.js';
import { startPostgres } from '../postgres-server.js';
import type { Contestant } from './contestants.js';
import { checkMachine } from './cores.js';
import { sizeInWords } from './data-size.js';
import { measureTogether, type Found, type Place } from './measure-together.js';
import type { Measurement } from './measurements.js';
import { readOptions, type HttpOptions } from './options.js';
import { ratiosOf } from './ratios.js';

/** The folder of databases and requests. It is reused in later runs. */
const folder = fileURLToPath(new URL('../../../data/bench', import.meta.url));

/** Large enough for the queries of all contestants on the middle size. */
const postgresFlags = ['-c', 'shared_buffers=1GB', '-c', 'max_wal_size=4GB'];

type LogProgress = (what: string) => void;

/** Measures how fast comparisons are served over HTTP, compared with other servers that serve the same content. */
export const httpSpeed: Bench = {
  what: 'The same comparison from several servers: requests a second on one core, with 32 connections, the load on another core.',
  async run(logProgress, flags) {
    const options = readOptions(flags);
    await checkMachine();
    await mkdir(folder, { recursive: true });
    const postgres = await startPostgres({
      folder: join(folder, 'postgres'),
      isKept: true,
      flags: postgresFlags,
    });
    try {
      const place = { folder, postgres, databasePid: await postgresPid() };
      const found: Found[] = [];
      for (const size of options.sizes) {
        found.push(await measureTogether([size], options.contestants, place, options, logProgress));
      }
      const growth = await measureGrowth(place, options, logProgress);
      return report(
        options,
        found.flatMap(({ measurements }) => measurements),
        growth.measurements,
        [...found, growth].flatMap(({ problems }) => problems),
      );
    } finally {
      await postgres.stop();
    }
  },
};

/** Measures the smallest and the largest size in turns, so that changes of the machine's speed affect both equally. */
async function measureGrowth(place: Place, options: HttpOptions, logProgress: LogProgress): Promise<Found> {
  const sizes = [...options.sizes].sort((one, other) => one.approaches - other.approaches);
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  const growing = options.contestants
    .filter(({ role }) => role === 'tertium')
    .map((contestant): Contestant => ({ ...contestant, modes: ['cold'] }));
  if (!smallest || !largest || smallest === largest || growing.length === 0) {
    return { measurements: [], problems: [] };
  }
  return measureTogether([smallest, largest], growing, place, options, logProgress);
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
      'question',
      'requests/s',
      'p50 ms',
      'p99 ms',
      'CPU ms/answer',
      'bytes',
      'resident MB',
      'load core',
    ],
    rows: [...measurements, ...growth].map((each) => [
      sizeInWords(each.size),
      each.contestant.title,
      each.mode,
      each.shape.name,
      each.requestsPerSecond.toFixed(0),
      each.p50.toFixed(2),
      each.p99.toFixed(2),
      each.cpuMsPerAnswer.toFixed(2),
      each.bytesPerAnswer.toFixed(0),
      (each.residentBytes / 1e6).toFixed(0),
      `${(each.loadShare * 100).toFixed(0)} %`,
    ]),
  };
  const ratios: Table = {
    title: 'Ratios and goals',
    head: ['ratio', 'question', 'value', 'goal', 'met'],
    rows: ratiosOf(measurements, growth).map(({ what, shape, value, goal, isMet }) => [
      what,
      shape.name,
      value.toFixed(2),
      goal,
      isMet ? 'yes' : 'no',
    ]),
  };
  return { tables: [speed, ratios], problems };
}
