import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSecret, hashSecret } from '../src/graph/access/secret.js';
import { openStore } from '../src/storage/open-store.js';
import { median, type Bench } from './bench.js';
import { bindToCore, checkMachine, cores } from './http/cores.js';
import { runLoad, saturatedShare, type Load, type LoadResult } from './http/load.js';
import { cpuSeconds } from './http/proc.js';
import { numberOf, OptionsError } from './http/options.js';
import { startServer } from './http/running-server.js';
import { readStartScript } from './http/start-script.js';
import { runTertium } from './tertium.js';

const operation =
  '{ compare(approaches: ["mit", "isc"]) { rows { nodes { axis { name } cells { state } verdict } } } }';
const minRatio = 0.9;

/** The measurements of a load, and the CPU time of the server for each request, in microseconds. */
interface Measured extends LoadResult {
  readonly serverMicroseconds: number;
}

/** Measures the cost of a key for readers of cached responses. */
export const keyedReading: Bench = {
  description:
    'The same request for a cached comparison of the seed, by POST, alternately without a key and with a key of the scope read. The server has one core, the load generator another. The load has 32 connections.',
  async run(logProgress, flags) {
    const { rounds, seconds } = readFlags(flags);
    await checkMachine();
    await bindToCore(cores.load, process.pid);
    const folder = await mkdtemp(join(tmpdir(), 'tertium-bench-keyed-reading-'));
    try {
      const url = `file:${join(folder, 'seed.db')}`;
      await runTertium(url, ['seed']);
      const key = await createKey(url);
      const { nodeFlags, program } = await readStartScript();
      const server = await startServer([...nodeFlags, ...program], {
        DATABASE_URL: url,
        PORT: '0',
        LOG_LEVEL: 'warn',
      });
      try {
        const bodiesFile = join(folder, 'bodies');
        await writeFile(bodiesFile, `${JSON.stringify({ query: operation })}\n`);
        const anonymous: Load = { method: 'POST', url: `${server.origin}/graphql`, bodiesFile };
        const keyed: Load = { ...anonymous, headers: { Authorization: `Bearer ${key}` } };
        const results = await measure([anonymous, keyed], server.pid, rounds, seconds, logProgress);
        return report(results, rounds, seconds);
      } finally {
        await server.stop();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function createKey(url: string): Promise<string> {
  const text = createSecret('key');
  const store = await openStore(url);
  try {
    await store.apiKeys.create({ name: 'Bench', scopes: ['read'], hash: hashSecret(text), expiresAt: null });
  } finally {
    await store.close();
  }
  return text;
}

/** Measures each load once per round. Every second round runs in reverse order. @returns the results of each load */
async function measure(
  loads: readonly Load[],
  pid: number,
  rounds: number,
  seconds: number,
  logProgress: (line: string) => void,
): Promise<readonly Measured[][]> {
  const results: Measured[][] = loads.map(() => []);
  // Warm-up: the server caches the response, and V8 compiles the code for requests with and without a key.
  for (const load of loads) await runLoad(load, 2);
  for (let round = 1; round <= rounds; round += 1) {
    const indexes = [...loads.keys()];
    for (const index of round % 2 === 1 ? indexes : indexes.toReversed()) {
      const load = loads[index];
      if (!load) continue;
      const before = (await cpuSeconds(pid)) ?? 0;
      const result = await runLoad(load, seconds);
      const used = ((await cpuSeconds(pid)) ?? 0) - before;
      results[index]?.push({ ...result, serverMicroseconds: (used * 1e6) / result.requests });
      logProgress(
        `Round ${round} of ${rounds}: ${load.headers ? 'with' : 'without'} a key, ${Math.round(result.requestsPerSecond)} requests/s, ${result.failures} failures`,
      );
    }
  }
  return results;
}

function report([anonymous = [], keyed = []]: readonly Measured[][], rounds: number, seconds: number) {
  const ratio = median(
    keyed.map((each, round) => each.requestsPerSecond / (anonymous[round]?.requestsPerSecond ?? Number.NaN)),
  );
  const rowOf = (name: string, results: readonly Measured[]): readonly string[] => [
    name,
    median(results.map(({ requestsPerSecond }) => requestsPerSecond)).toFixed(0),
    median(results.map(({ p50 }) => p50)).toFixed(2),
    median(results.map(({ p99 }) => p99)).toFixed(2),
    median(results.map(({ serverMicroseconds }) => serverMicroseconds)).toFixed(1),
    String(results.reduce((sum, { failures }) => sum + failures, 0)),
    `${(Math.max(...results.map(({ loadShare }) => loadShare)) * 100).toFixed(0)} %`,
  ];
  const all = [...anonymous, ...keyed];
  return {
    tables: [
      {
        title: `medians of ${rounds} rounds of ${seconds} s`,
        head: [
          'reader',
          'requests/s',
          'p50 ms',
          'p99 ms',
          'server CPU µs/request',
          'failures',
          'load generator core',
        ],
        rows: [rowOf('without a key', anonymous), rowOf('with a key', keyed)],
      },
      {
        head: ['measurement', 'value', 'goal', 'met'],
        rows: [
          [
            'hot rate with / without a key, median of the rounds',
            ratio.toFixed(2),
            `≥ ${minRatio}`,
            ratio >= minRatio ? 'yes' : 'no',
          ],
        ],
      },
    ],
    problems: [
      ...(all.some(({ failures }) => failures > 0) ? ['requests failed'] : []),
      ...(all.some(({ loadShare }) => loadShare > saturatedShare)
        ? ['the load generator was saturated']
        : []),
    ],
  };
}

/** @throws {OptionsError} if a flag is invalid */
function readFlags(flags: readonly string[]): { readonly rounds: number; readonly seconds: number } {
  try {
    const options = {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '6' },
    } as const;
    const { rounds, seconds } = parseArgs({ args: [...flags], options }).values;
    return { rounds: numberOf('rounds', rounds), seconds: numberOf('seconds', seconds) };
  } catch (error) {
    if (error instanceof OptionsError) throw error;
    throw new OptionsError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
