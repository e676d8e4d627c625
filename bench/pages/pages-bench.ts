import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median, type Bench, type Findings, type Table } from '../bench.js';
import { checkMachine } from '../http/cores.js';
import { DataSet } from '../http/data-set.js';
import { printSize, sizes } from '../http/data-size.js';
import { saturatedShare } from '../http/load.js';
import { measureRounds, type Run } from '../http/measure-rounds.js';
import { numberOf, OptionsError } from '../http/options.js';
import { startServer, type RunningServer } from '../http/running-server.js';
import { readyFile, readyPath } from '../http/servers/ready-bytes.js';
import { readStartScript } from '../http/start-script.js';
import { storeInSqlite } from '../http/stored-data.js';
import { PageLoads, pageShapes } from './page-loads.js';

/** The folder of requests, and of databases, which later runs reuse. */
const folder = fileURLToPath(new URL('../../../data/bench', import.meta.url));
const readyBytes = join(folder, 'requests', 'pages-ready');
const fastifyProgram = fileURLToPath(new URL('../http/servers/fastify-ready-bytes.js', import.meta.url));

const data = new DataSet(sizes.middle);

const minSpeedOfCached = 0.5;
const maxTimeOfNew = 3;

interface PageRun extends Run {
  readonly kind: 'cached page' | 'static bytes' | 'new page' | 'new JSON';
  readonly shape: string;
  readonly meanBytes: number;
}

/** Measures the pages of comparisons: compares cached pages with static bytes, and new pages with the JSON results of the same operation. */
export const pages: Bench = {
  description:
    `Pages of comparisons of ${printSize(data.size)} on SQLite: requests per second on one core. The load generator has another core. ` +
    'Cached pages are compared with a Fastify server that sends the same bytes, on 32 connections. New pages (256 in rotation, without a response cache) are compared with their operation by POST /graphql, on 4 connections.',
  async run(logProgress, flags) {
    const options = readFlags(flags);
    await checkMachine();
    await mkdir(readyBytes, { recursive: true });
    const database = await storeInSqlite(data, join(folder, 'content'), logProgress);
    const servers: RunningServer[] = [];
    try {
      const start = async (
        args: readonly string[],
        environment: Readonly<Record<string, string>>,
      ): Promise<RunningServer> => {
        const server = await startServer(args, environment);
        servers.push(server);
        return server;
      };
      const { nodeFlags, program } = await readStartScript();
      const tertium = { DATABASE_URL: database, PORT: '0', LOG_LEVEL: 'warn' };
      const cached = await start([...nodeFlags, ...program], tertium);
      const uncached = await start([...nodeFlags, ...program], { ...tertium, ANSWER_CACHE_MB: '0' });
      const runs: PageRun[] = [];
      for (const [index, shape] of pageShapes.entries()) {
        logProgress(`${shape.name}: checking the responses`);
        const loads = new PageLoads(shape, data.size, join(folder, 'requests'));
        const run = (
          kind: PageRun['kind'],
          server: RunningServer,
          checked: Pick<PageRun, 'load' | 'meanBytes'>,
        ) =>
          runs.push({
            ...checked,
            kind,
            server,
            shape: shape.name,
            title: `${shape.name}, ${kind}`,
            rounds: [],
          });
        const { page, ...same } = await loads.samePage(cached.origin);
        await writeFile(join(readyBytes, readyFile(index)), page);
        run('cached page', cached, same);
        run('new page', uncached, await loads.newPages(uncached.origin));
        run('new JSON', uncached, await loads.newResults(uncached.origin));
      }
      const fastify = await start(['--max-semi-space-size=64', fastifyProgram], { READY_BYTES: readyBytes });
      const cachedRuns = runs.filter(({ kind }) => kind === 'cached page');
      const all = runs.flatMap((each): readonly PageRun[] => {
        const index = cachedRuns.indexOf(each);
        if (index < 0) return [each];
        const load = { method: 'GET', url: fastify.origin + readyPath(index) } as const;
        const { shape, meanBytes } = each;
        return [
          each,
          {
            kind: 'static bytes',
            server: fastify,
            load,
            shape,
            meanBytes,
            title: `${shape}, static bytes`,
            rounds: [],
          },
        ];
      });
      await measureRounds(all, { ...options, databasePid: null }, logProgress);
      return report(all, options);
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  },
};

interface Options {
  readonly rounds: number;
  readonly seconds: number;
}

/** @throws {OptionsError} if a flag is invalid */
function readFlags(flags: readonly string[]): Options {
  try {
    const options = {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '5' },
    } as const;
    const { rounds, seconds } = parseArgs({ args: [...flags], options }).values;
    return { rounds: numberOf('rounds', rounds), seconds: numberOf('seconds', seconds) };
  } catch (error) {
    if (error instanceof OptionsError) throw error;
    throw new OptionsError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function report(runs: readonly PageRun[], { rounds, seconds }: Options): Findings {
  const speed: Table = {
    title: `Medians of ${rounds} rounds of ${seconds} s`,
    head: [
      'cells',
      'response',
      'requests/s',
      'p50 ms',
      'p99 ms',
      'CPU ms/response',
      'bytes',
      'load generator core',
    ],
    rows: runs.map(({ shape, kind, rounds: measured }) => {
      const middle = (of: (round: Run['rounds'][number]) => number): number => median(measured.map(of));
      return [
        shape,
        kind,
        middle(({ requestsPerSecond }) => requestsPerSecond).toFixed(0),
        middle(({ p50 }) => p50).toFixed(2),
        middle(({ p99 }) => p99).toFixed(2),
        middle(({ cpuMsPerResponse }) => cpuMsPerResponse).toFixed(2),
        middle(({ bytesPerResponse }) => bytesPerResponse).toFixed(0),
        `${(Math.max(...measured.map(({ loadShare }) => loadShare)) * 100).toFixed(0)} %`,
      ];
    }),
  };
  const goals: Table = {
    title: 'Ratios and goals',
    head: ['ratio', 'cells', 'value', 'goal', 'met'],
    rows: pageShapes.flatMap(({ name }) => {
      const of = (kind: PageRun['kind']): PageRun | undefined =>
        runs.find((run) => run.shape === name && run.kind === kind);
      const speedOfCached = ratio(of('cached page'), of('static bytes'));
      const timeOfNew = ratio(of('new JSON'), of('new page'));
      return [
        [
          'speed of cached pages / static bytes from Fastify',
          name,
          speedOfCached.toFixed(2),
          `≥ ${minSpeedOfCached}`,
          speedOfCached >= minSpeedOfCached ? 'yes' : 'no',
        ],
        [
          'time of new pages / of their operation as JSON',
          name,
          timeOfNew.toFixed(2),
          `≤ ${maxTimeOfNew}`,
          timeOfNew <= maxTimeOfNew ? 'yes' : 'no',
        ],
      ];
    }),
  };
  return { tables: [speed, goals], problems: runs.flatMap(problemsOf) };
}

/**
 * Computes the ratio of two throughputs: the median of the ratios of all rounds. A change of the machine's speed affects both runs of a round
 * equally.
 */
function ratio(one: Run | undefined, other: Run | undefined): number {
  if (!one || !other) return Number.NaN;
  return median(
    one.rounds.map(
      ({ requestsPerSecond }, round) =>
        requestsPerSecond / (other.rounds[round]?.requestsPerSecond ?? Number.NaN),
    ),
  );
}

/** Finds the reasons why the measurements of a run are invalid. */
function problemsOf({ title, rounds, meanBytes }: PageRun): readonly string[] {
  const failures = rounds.reduce((sum, each) => sum + each.failures, 0);
  const loadShare = Math.max(...rounds.map((each) => each.loadShare));
  const bytes = median(rounds.map((each) => each.bytesPerResponse));
  return [
    ...(loadShare > saturatedShare
      ? [
          `${title}: the load generator used ${(loadShare * 100).toFixed(0)} % of its core, so the server was not measured.`,
        ]
      : []),
    ...(failures > 0 ? [`${title}: expected no failed requests, got ${failures}.`] : []),
    ...(bytes < meanBytes * 0.9
      ? [`${title}: expected responses of ${meanBytes.toFixed(0)} bytes, got ${bytes.toFixed(0)}.`]
      : []),
  ];
}
