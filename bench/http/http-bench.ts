import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Findings, Table } from '../bench.js';
import { startPostgres, type PostgresServer } from '../postgres-server.js';
import { bindToCore, checkMachine, cores } from './cores.js';
import { DataSet } from './data-set.js';
import { sizeInWords, type DataSize } from './data-size.js';
import { Lineup } from './lineup.js';
import { runLoad, type Load } from './load.js';
import { objectionTo, summarise, type Measurement, type Round } from './measurements.js';
import { readOptions, type HttpOptions } from './options.js';
import { childrenOf, cpuTimes, usedSince, waitUntilQuiet } from './proc.js';
import { ratiosOf } from './ratios.js';
import type { RunningServer } from './running-server.js';
import { readStartScript } from './start-script.js';
import { storeData } from './stored-data.js';

/** Where databases and requests are kept from run to run. */
const folder = fileURLToPath(new URL('../../../data/bench', import.meta.url));

/** Large enough for what is asked of the middle size, whoever asks. */
const postgresFlags = ['-c', 'shared_buffers=1GB', '-c', 'max_wal_size=4GB'];

type Tell = (what: string) => void;

/** How fast comparisons are served over HTTP, beside other servers that serve the same content. */
export const httpSpeed: Bench = {
  what: 'The same comparison from several servers: requests a second on one core, with 32 connections, the load on another core.',
  async run(tell, flags) {
    const options = readOptions(flags);
    await checkMachine();
    await mkdir(folder, { recursive: true });
    const postgres = await startPostgres({
      folder: join(folder, 'postgres'),
      isKept: true,
      flags: postgresFlags,
    });
    try {
      const measurements: Measurement[] = [];
      const problems: string[] = [];
      for (const size of options.sizes) {
        const found = await measureSize(size, options, postgres, tell);
        measurements.push(...found.measurements);
        problems.push(...found.problems);
      }
      return report(options, measurements, problems);
    } finally {
      await postgres.stop();
    }
  },
};

async function measureSize(
  size: DataSize,
  options: HttpOptions,
  postgres: PostgresServer,
  tell: Tell,
): Promise<{ measurements: readonly Measurement[]; problems: readonly string[] }> {
  const data = new DataSet(size);
  const stored = await storeData(data, join(folder, 'content'), postgres, tell);
  // Connections that are made later inherit the core.
  const database = await postgresPid();
  await bindToCore(cores.server, database);
  const requests = join(folder, 'requests', size.name);
  const startScript = await readStartScript();
  const lineup = new Lineup(data, requests, {
    stored,
    startScript,
    readyBytes: join(requests, 'ready'),
  });
  try {
    await lineup.start(options.contestants, tell);
    const load = async (server: RunningServer, what: Load): Promise<Round> => {
      const pids = async (): Promise<readonly number[]> => [server.pid, ...(await childrenOf(database))];
      const before = await cpuTimes(await pids());
      const result = await runLoad(what, options.seconds);
      const used = usedSince(before, await cpuTimes(await pids()));
      const residentBytes = await server.memory();
      await waitUntilQuiet(pids);
      return { ...result, residentBytes, cpuMsPerAnswer: (used * 1000) / result.requests };
    };
    return await measure(lineup, size, options, load, tell);
  } finally {
    await lineup.stop();
  }
}

async function postgresPid(): Promise<number> {
  const [pid] = (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  return Number(pid);
}

async function measure(
  lineup: Lineup,
  size: DataSize,
  { rounds }: HttpOptions,
  loadFor: (server: RunningServer, load: Load) => Promise<Round>,
  tell: Tell,
): Promise<{ measurements: readonly Measurement[]; problems: readonly string[] }> {
  const runs = lineup.entries.flatMap((entry) =>
    entry.loads.map((shapeLoad) => ({ ...entry, ...shapeLoad, rounds: [] as Round[] })),
  );
  for (const { contestant, mode, shape, load, server } of runs) {
    tell(`${size.name}: ${contestant.title}, ${mode}, ${shape.name}: warming up`);
    await loadFor(server, load);
  }
  for (let round = 1; round <= rounds; round += 1) {
    tell(`${size.name}: round ${round} of ${rounds}`);
    // Every other round the other way round: whatever drifts meanwhile drifts for all.
    for (const run of round % 2 === 1 ? runs : [...runs].reverse()) {
      run.rounds.push(await loadFor(run.server, run.load));
    }
  }
  const summed = runs.map((run) => ({
    measurement: summarise(
      { contestant: run.contestant, size, mode: run.mode, shape: run.shape },
      run.rounds,
    ),
    meanBytes: run.meanBytes,
  }));
  return {
    measurements: summed.map(({ measurement }) => measurement),
    problems: summed.flatMap(({ measurement, meanBytes }) => objectionTo(measurement, meanBytes) ?? []),
  };
}

function report(
  { rounds, seconds }: HttpOptions,
  measurements: readonly Measurement[],
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
    rows: measurements.map((each) => [
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
    rows: ratiosOf(measurements).map(({ what, shape, value, goal, isMet }) => [
      what,
      shape.name,
      value.toFixed(2),
      goal,
      isMet ? 'yes' : 'no',
    ]),
  };
  return { tables: [speed, ratios], problems };
}
