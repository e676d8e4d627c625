import 'reflect-metadata';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../bench/postgres-server.js';
import { openStore } from '../../src/storage/open-store.js';
import { undoAtExit } from '../support/undo-at-exit.js';
import { fillGraph } from './graph.js';
import { fuzzExecutors, type Difference, type FuzzReport } from './fuzz-executors.js';

/** The maximum number of printed differences of one operation. The differences on several readers are usually similar. */
const maxShown = 3;

/**
 * Compares plans with graphql-js on generated operations: `npm run fuzz -- --operations 50000 --seed 1 --store sqlite`.
 * Exits with 1 if results differ.
 */
const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '50000' },
    seed: { type: 'string', default: '1' },
    store: { type: 'string', default: 'sqlite' },
  },
});
const operations = wholeNumber('--operations', values.operations);
const seed = wholeNumber('--seed', values.seed);
const folder = await mkdtemp(join(tmpdir(), 'tertium-fuzz-'));
const unregister = undoAtExit(() =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }),
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(128 + constants.signals[signal]));
}
try {
  // If this process runs as root, PostgreSQL runs as another user, who must be able to enter the folder.
  await chmod(folder, 0o755);
  const { url, stop } = await openDatabase(values.store);
  try {
    await run(url);
  } finally {
    await stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
  unregister();
}

async function run(url: string): Promise<void> {
  const store = await openStore(url);
  try {
    // The compiled file is in .tools/scripts/fuzz.
    await fillGraph(store, fileURLToPath(new URL('../../../seed', import.meta.url)));
    const report = await fuzzExecutors(store, {
      operations,
      seed,
      onProgress: (soFar) => process.stderr.write(`${summaryOf(soFar)}\n`),
    });
    report.differences.forEach(print);
    process.stdout.write(`\nSeed ${seed} on ${values.store}: ${summaryOf(report)}\n`);
    if (report.differences.length > 0) process.exitCode = 1;
  } finally {
    await store.close();
  }
}

function print({ seed: differenceSeed, operation, differences }: Difference): void {
  const { source, operationName, sequence } = operation;
  const request = `operation ${operationName ?? 'without a name'}, variables ${JSON.stringify(sequence)}`;
  const shown = differences.slice(0, maxShown).join('\n');
  process.stdout.write(`\nSeed ${differenceSeed}, ${request}:\n${source}\n${shown}\n`);
}

async function openDatabase(name: string): Promise<{ url: string; stop: () => Promise<void> }> {
  if (name === 'sqlite') return { url: `file:${join(folder, 'graph.db')}`, stop: async () => undefined };
  if (name !== 'postgres') exitWithError(`--store: expected sqlite or postgres, got ${name}.`);
  const server = await startPostgres({ folder: join(folder, 'postgres'), isPersistent: false });
  return { url: await server.create('fuzz'), stop: () => server.stop() };
}

function summaryOf({
  operations: generated,
  executed,
  executions,
  planned,
  unplanned,
  failed,
  differences,
}: FuzzReport): string {
  return (
    `${generated} operations, ${executed} executed with ${executions} sets of variables, ${failed} of them with errors; ` +
    `${planned} results by plans, ${unplanned} without errors by graphql-js; ${differences.length} differences`
  );
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/u.test(text)) exitWithError(`${name}: expected a whole number, got ${text}.`);
  return Number(text);
}

function exitWithError(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
