import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median, type Bench, type Table } from '../bench.js';
import { checkResponses } from '../http/check-responses.js';
import { comparedSetsOf, shapes } from '../http/compared-set.js';
import { bindToCore, checkMachine, cores } from '../http/cores.js';
import { DataSet } from '../http/data-set.js';
import { printSize, sizes } from '../http/data-size.js';
import { runLoad, saturatedShare, type Load, type LoadResult } from '../http/load.js';
import { numberOf, OptionsError } from '../http/options.js';
import { waitUntilQuiet } from '../http/proc.js';
import { tertiumFormat } from '../http/query-format.js';
import { startServer, type RunningServer } from '../http/running-server.js';
import { readStartScript } from '../http/start-script.js';
import { storeInSqlite } from '../http/stored-data.js';
import { browserClaims, runTertium } from '../tertium.js';
import { BrowserPairs } from './browser-pairs.js';
import { claimCounts, type RevisionSeriesName } from './published-changes.js';
import { PublishingProcess } from './publishing-process.js';

/** The folder of databases, which later runs reuse. */
const contentFolder = fileURLToPath(new URL('../../../data/bench/content', import.meta.url));
const data = new DataSet(sizes.middle);

const touchingIntervalMs = 1_000;
const unrelatedIntervalMs = 2_000;
const browserClients = 500;
const browserRequestsPerSecond = 300;

const minHotRatio = 0.9;
const maxColdRatio = 2;
const maxBrowserP99Ms = 50;

type Mode = 'hot' | 'cached' | 'cold' | 'browsers';

/** One load on one server, measured without and with publications. */
interface Run {
  readonly mode: Mode;
  readonly shape: string;
  readonly server: RunningServer;
  readonly load: Load;
  /** Fills the response cache, if the load needs more than its own warm-up. */
  readonly warm: () => Promise<void>;
  readonly publish: () => { readonly stop: () => Promise<void> };
  readonly without: LoadResult[];
  readonly with: LoadResult[];
}

/** Measures the cost of publications for readers. */
export const publications: Bench = {
  description:
    `Requests while another process publishes revisions, on SQLite. The server has one core; the load generator and the publisher share another. ` +
    `With ${printSize(data.size)} cells, a revision that touches up to ${claimCounts.touching} claims of random cells is published every second. The loads on 32 connections are the same request (hot), 256 requests in rotation from the response cache (cached), and these requests without a response cache (cold). ` +
    `With the browser data, a revision of ${claimCounts.unrelated} unrelated claims is published every two seconds. The load is all pairs of browsers in rotation, with ${browserRequestsPerSecond} requests per second on ${browserClients} connections.`,
  async run(logProgress, flags) {
    const options = readFlags(flags);
    await checkMachine();
    await bindToCore(cores.load, process.pid);
    await mkdir(contentFolder, { recursive: true });
    const folder = await mkdtemp(join(tmpdir(), 'tertium-bench-publications-'));
    const clean: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
    try {
      const tables: Table[] = [];
      const problems: string[] = [];
      for (const setting of options.settings) {
        const started: (() => Promise<unknown>)[] = [];
        const runs = await (setting === 'middle' ? middleRuns : browserRuns)(folder, started, logProgress);
        clean.unshift(...started);
        await measure(runs, options, logProgress);
        await Promise.all(started.map((stop) => stop()));
        clean.splice(0, started.length);
        tables.push(...report(runs, options, setting));
        problems.push(...runs.flatMap(problemsOf));
      }
      return { tables, problems };
    } finally {
      for (const each of clean) await each();
    }
  },
};

async function middleRuns(
  folder: string,
  started: (() => Promise<unknown>)[],
  logProgress: (line: string) => void,
): Promise<readonly Run[]> {
  const original = fileURLToPath(await storeInSqlite(data, contentFolder, logProgress));
  const file = join(folder, 'middle.db');
  await copyFile(original, file);
  await copyFile(`${original}-wal`, `${file}-wal`).catch(() => undefined);
  const publisher = await startPublishing(`file:${file}`, 'touching', started);
  const cached = await start(`file:${file}`, {}, started);
  const uncached = await start(`file:${file}`, { ANSWER_CACHE_MB: '0' }, started);
  const runs: Run[] = [];
  for (const [index, shape] of shapes.entries()) {
    const sets = comparedSetsOf(data.size, shape);
    for (const [mode, server, requested] of [
      ['hot', cached, sets.slice(0, 1)],
      ['cached', cached, sets],
      ['cold', uncached, sets],
    ] as const) {
      logProgress(`${mode}, ${shape.name}: checking the responses`);
      await checkResponses(server.origin, tertiumFormat, data, requested);
      const bodiesFile = join(folder, `${mode}-${index}.bodies`);
      await writeFile(bodiesFile, `${requested.map((set) => tertiumFormat.body(set)).join('\n')}\n`);
      runs.push({
        mode,
        shape: shape.name,
        server,
        load: { method: 'POST', url: `${server.origin}/graphql`, bodiesFile },
        warm: () => Promise.resolve(),
        publish: () => publisher.publish(touchingIntervalMs),
        without: [],
        with: [],
      });
    }
  }
  return runs;
}

async function browserRuns(
  folder: string,
  started: (() => Promise<unknown>)[],
  logProgress: (line: string) => void,
): Promise<readonly Run[]> {
  const url = `file:${join(folder, 'browsers.db')}`;
  logProgress('importing the browser data');
  await runTertium(url, ['import', browserClaims, '--format', 'claims']);
  const publisher = await startPublishing(url, 'unrelated', started);
  const server = await start(url, {}, started);
  const pairs = await BrowserPairs.of(server.origin);
  logProgress(`${pairs.bodies.length} pairs of browsers`);
  const bodiesFile = join(folder, 'browsers.bodies');
  await writeFile(bodiesFile, `${pairs.bodies.join('\n')}\n`);
  return [
    {
      mode: 'browsers',
      shape: `${pairs.bodies.length} pairs`,
      server,
      load: {
        method: 'POST',
        url: `${server.origin}/graphql`,
        bodiesFile,
        connections: browserClients,
        requestsPerSecond: browserRequestsPerSecond,
      },
      warm: () => pairs.requestEach(),
      publish: () => publisher.publish(unrelatedIntervalMs),
      without: [],
      with: [],
    },
  ];
}

async function startPublishing(
  url: string,
  series: RevisionSeriesName,
  started: (() => Promise<unknown>)[],
): Promise<PublishingProcess> {
  const publisher = await PublishingProcess.start(url, series);
  started.unshift(() => publisher.end());
  return publisher;
}

async function start(
  url: string,
  environment: Readonly<Record<string, string>>,
  started: (() => Promise<unknown>)[],
): Promise<RunningServer> {
  const { nodeFlags, program } = await readStartScript();
  const server = await startServer([...nodeFlags, ...program], {
    DATABASE_URL: url,
    PORT: '0',
    LOG_LEVEL: 'warn',
    ...environment,
  });
  started.unshift(() => server.stop());
  return server;
}

/** Measures each load without and with publications, one directly after the other; every second round in reverse order. */
async function measure(
  runs: readonly Run[],
  { rounds, seconds }: Options,
  logProgress: (line: string) => void,
): Promise<void> {
  for (let number = 1; number <= rounds; number += 1) {
    for (const run of number % 2 === 1 ? runs : [...runs].reverse()) {
      for (const isPublishing of number % 2 === 1 ? [false, true] : [true, false]) {
        const result = await measureOnce(run, isPublishing, seconds);
        (isPublishing ? run.with : run.without).push(result);
        logProgress(
          `Round ${number} of ${rounds}: ${run.mode}, ${run.shape}, ${isPublishing ? 'with' : 'without'} publications: ` +
            `${Math.round(result.requestsPerSecond)} requests/s, p50 ${result.p50} ms, p99 ${result.p99} ms, ${result.failures} failures`,
        );
      }
    }
  }
}

async function measureOnce(run: Run, isPublishing: boolean, seconds: number): Promise<LoadResult> {
  const pids = (): Promise<readonly number[]> => Promise.resolve([run.server.pid]);
  await run.warm();
  await runLoad(run.load, 1);
  await waitUntilQuiet(pids);
  const publisher = isPublishing ? run.publish() : null;
  const result = await runLoad(run.load, seconds);
  await publisher?.stop();
  await waitUntilQuiet(pids);
  return result;
}

type Setting = 'middle' | 'browsers';

interface Options {
  readonly settings: readonly Setting[];
  readonly rounds: number;
  readonly seconds: number;
}

/** @throws {OptionsError} if a flag is invalid */
function readFlags(flags: readonly string[]): Options {
  try {
    const options = {
      setting: { type: 'string', default: 'middle,browsers' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '6' },
    } as const;
    const { setting, rounds, seconds } = parseArgs({ args: [...flags], options }).values;
    const settings = setting.split(',').map((name): Setting => {
      if (name === 'middle' || name === 'browsers') return name;
      throw new OptionsError(`--setting: expected names from the list middle, browsers, got ${name}.`);
    });
    return { settings, rounds: numberOf('rounds', rounds), seconds: numberOf('seconds', seconds) };
  } catch (error) {
    if (error instanceof OptionsError) throw error;
    throw new OptionsError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function report(runs: readonly Run[], { rounds, seconds }: Options, setting: Setting): readonly Table[] {
  const speed: Table = {
    title: `${setting}: medians of ${rounds} rounds of ${seconds} s`,
    head: [
      'load',
      'requests',
      'publications',
      'requests/s',
      'p50 ms',
      'p99 ms',
      'failures',
      'load generator core',
    ],
    rows: runs.flatMap((run) =>
      (['without', 'with'] as const).map((publishing) => {
        const measured = run[publishing];
        const middle = (of: (round: LoadResult) => number): number => median(measured.map(of));
        return [
          run.mode,
          run.shape,
          publishing,
          middle(({ requestsPerSecond }) => requestsPerSecond).toFixed(0),
          middle(({ p50 }) => p50).toFixed(2),
          middle(({ p99 }) => p99).toFixed(2),
          String(failuresOf(measured)),
          `${(Math.max(...measured.map(({ loadShare }) => loadShare)) * 100).toFixed(0)} %`,
        ];
      }),
    ),
  };
  const goals: Table = {
    title: `${setting}: goals`,
    head: ['measurement', 'requests', 'value', 'goal', 'met'],
    rows: runs
      .flatMap(goalsOf)
      .map(({ name, shape, value, goal, isMet }) => [name, shape, value, goal, isMet]),
  };
  return [speed, goals];
}

interface GoalRow {
  readonly name: string;
  readonly shape: string;
  readonly value: string;
  readonly goal: string;
  readonly isMet: string;
}

function goalsOf(run: Run): readonly GoalRow[] {
  const { shape } = run;
  const goal = (
    name: string,
    value: number,
    digits: number,
    text: string,
    isMet: boolean | null,
  ): GoalRow => ({
    name,
    shape,
    value: value.toFixed(digits),
    goal: text,
    isMet: isMet === null ? '' : isMet ? 'yes' : 'no',
  });
  const rate = ratio(run, ({ requestsPerSecond }) => requestsPerSecond);
  if (run.mode === 'hot')
    return [goal('hot rate with / without publications', rate, 2, `≥ ${minHotRatio}`, rate >= minHotRatio)];
  if (run.mode === 'cached')
    return [goal('rate of cached requests with / without publications', rate, 2, '', null)];
  if (run.mode === 'cold') {
    const latency = ratio(run, ({ p99 }) => p99);
    return [
      goal('cold p99 with / without publications', latency, 2, `≤ ${maxColdRatio}`, latency <= maxColdRatio),
    ];
  }
  const p99 = median(run.with.map((each) => each.p99));
  const failures = failuresOf(run.with);
  return [
    goal('failed requests with publications', failures, 0, '0', failures === 0),
    goal('p99 with publications, ms', p99, 1, `< ${maxBrowserP99Ms}`, p99 < maxBrowserP99Ms),
  ];
}

/** Divides the measured value with publications by the value without publications, for each round. @returns the median of the ratios */
function ratio(run: Run, of: (result: LoadResult) => number): number {
  return median(
    run.with.map((result, round) => {
      const other = run.without[round];
      return other ? of(result) / of(other) : Number.NaN;
    }),
  );
}

function failuresOf(results: readonly LoadResult[]): number {
  return results.reduce((sum, { failures }) => sum + failures, 0);
}

/** Finds the reasons why the measurements of a run are invalid. */
function problemsOf(run: Run): readonly string[] {
  const title = `${run.mode}, ${run.shape}`;
  const loadShare = Math.max(...[...run.without, ...run.with].map((each) => each.loadShare));
  const failures = failuresOf(run.without);
  return [
    ...(loadShare > saturatedShare
      ? [
          `${title}: the load generator used ${(loadShare * 100).toFixed(0)} % of its core, so the server was not measured.`,
        ]
      : []),
    ...(failures > 0 ? [`${title}: expected no failed requests without publications, got ${failures}.`] : []),
  ];
}
