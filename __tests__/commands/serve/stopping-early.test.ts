/** SIGTERM and SIGINT before a server is ready, and during short commands: with real processes. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { lastRevision } from '../../../src/commands/seed/seed-graph.js';
import { openStore } from '../../../src/storage/open-store.js';
import { createPostgresDatabase, type TestDatabase } from '../../support/postgres.js';
import { seed } from '../../support/seed.js';
import { BlockedPostgres } from '../blocked-postgres.js';
import {
  buildTertium,
  startTertium,
  type BuiltTertium,
  type StartOptions,
  type Started,
} from '../tertium.js';

let tertium: BuiltTertium;
beforeAll(() => {
  tertium = buildTertium();
}, 120_000);
afterAll(() => tertium.remove());

let folder: string;
let started: Started[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-stopping-'));
  started = [];
});
afterEach(async () => {
  for (const { process: child, finished } of started) {
    child.kill('SIGKILL');
    await finished;
  }
  await rm(folder, { recursive: true });
});

function start(args: readonly string[], url: string, options: Partial<StartOptions> = {}): Started {
  const settings = { PORT: '0', DATABASE_URL: url };
  const one = startTertium(tertium, args, { folder, settings, ...options });
  started.push(one);
  return one;
}

async function revisionOf(url: string): Promise<number> {
  const store = await openStore(url);
  try {
    return await lastRevision(store);
  } finally {
    await store.close();
  }
}

/** Runs a command as process 1, like the first process of a container. */
const asProcess1 = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];
const canBeProcess1 = spawnSync(asProcess1[0] ?? '', [...asProcess1.slice(1), 'true']).status === 0;
const testAsProcess1 = canBeProcess1 ? test : test.skip;
const unlessSkipped = canBeProcess1
  ? ''
  : ' (skipped: it takes a right to make process namespaces, as root has)';

/** Resolves when a process has opened a file. */
async function untilOpen(
  { process: { pid } }: { process: { pid?: number | undefined } },
  file: string,
): Promise<void> {
  const folder = `/proc/${pid}/fd`;
  for (;;) {
    const open = await Promise.all(
      (await readdir(folder)).map((name) => readlink(join(folder, name)).catch(() => '')),
    );
    if (open.includes(file)) return;
    await nextTurn();
  }
}

/** The id of the process that `unshare` creates, as soon as it exists. */
async function processWithin({ process: { pid } }: Started): Promise<number> {
  for (;;) {
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    if (children.trim() !== '') return Number(children.trim());
    await nextTurn();
  }
}

/** Sends a signal to the process that `unshare` has created. */
async function killWithin(started: Started, signal: NodeJS.Signals): Promise<void> {
  process.kill(await processWithin(started), signal);
}

describe('on PostgreSQL', () => {
  let seeded: TestDatabase;
  let empty: TestDatabase;
  beforeAll(async () => {
    [seeded, empty] = await Promise.all([createPostgresDatabase(), createPostgresDatabase()]);
    const store = await openStore(seeded.url);
    await seed(store);
    await store.close();
    await (await openStore(empty.url)).close();
  });
  afterAll(async () => {
    await seeded.drop();
    await empty.drop();
  });

  let blocked: BlockedPostgres | undefined;
  async function block(
    { url }: TestDatabase,
    lock: (session: BlockedPostgres) => Promise<void>,
  ): Promise<BlockedPostgres> {
    blocked = await BlockedPostgres.connect(url);
    await lock(blocked);
    return blocked;
  }
  afterEach(async () => {
    await blocked?.end();
    blocked = undefined;
  });

  const phases = [
    [
      'brings its tables up to date',
      () => seeded,
      (session: BlockedPostgres) => session.lock('kysely_migration'),
    ],
    ['seeds an empty database', () => empty, (session: BlockedPostgres) => session.lockWriting()],
    ['reads the graph into memory', () => seeded, (session: BlockedPostgres) => session.lock('claim')],
  ] as const;

  test.each(phases)('a server that %s exits with 0 at SIGTERM', async (_, database, lock) => {
    const session = await block(database(), lock);
    const server = start(['serve', '--seed'], database().url);
    await session.somebodyWaits();

    server.process.kill('SIGTERM');

    const { exitCode, stdout, stderr } = await server.finished;
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toContain('SIGTERM received before the graph was loaded');
  });

  testAsProcess1(`as process 1, as in a container, too${unlessSkipped}`, async () => {
    const session = await block(seeded, (session) => session.lock('claim'));
    const server = start(['serve'], seeded.url, { within: asProcess1 });
    await session.somebodyWaits();

    await killWithin(server, 'SIGTERM');

    expect(await server.finished).toMatchObject({ exitCode: 0, stdout: '' });
  });

  test('seeding that waits for another writer ends immediately, and applies nothing', async () => {
    const session = await block(empty, (session) => session.lockWriting());
    const seeding = start(['seed'], empty.url);
    await session.somebodyWaits();

    seeding.process.kill('SIGINT');

    const { exitCode, stdout, stderr } = await seeding.finished;
    expect([exitCode, stdout]).toEqual([130, '']);
    expect(stderr).toMatch(/\nStopped by SIGINT. Nothing has been applied.\n$/u);
    expect(await revisionOf(empty.url)).toBe(0);
  });

  test('an export ends immediately, and leaves no partial file', async () => {
    const session = await block(seeded, (session) => session.lock('claim'));
    const exporting = start(['export', '--output', 'graph.yaml'], seeded.url);
    await session.somebodyWaits();
    expect(await readdir(folder)).toEqual([expect.stringContaining('.part')]);

    exporting.process.kill('SIGTERM');

    expect(await exporting.finished).toEqual({ exitCode: 143, stdout: '', stderr: 'Stopped by SIGTERM.\n' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('an import whose commit has begun reports the outcome', async () => {
    const database = await createPostgresDatabase();
    try {
      await (await openStore(database.url)).close();
      const session = await block(database, (session) => session.holdCommits('revision'));
      const importing = start(['seed'], database.url);
      await session.somebodyWaits();

      importing.process.kill('SIGTERM');
      await session.end();

      const { exitCode, stdout, stderr } = await importing.finished;
      // The process may receive the signal before or after the commit has ended.
      expect([0, 143]).toContain(exitCode);
      expect(`${stdout}${stderr}`).toMatch(/^Revision 1: |The changes have been applied\./mu);
    } finally {
      await database.drop();
    }
  });
});

describe('a server that loads its modules', () => {
  /**
   * Starts a server that never loads a package, and creates the file `loading` when it tries to. A signal then arrives while modules are loaded.
   * @see https://nodejs.org/api/module.html#customization-hooks
   */
  async function loading(options: Partial<StartOptions> = {}): Promise<Started> {
    const hooks = `
      import { writeFileSync } from 'node:fs';
      export async function load(url, context, nextLoad) {
        if (!url.includes('/node_modules/')) return nextLoad(url, context);
        writeFileSync('loading', '');
        return new Promise(() => setInterval(() => undefined, 1_000));
      }`;
    const register = `import { register } from 'node:module';
      register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;
    await writeFile(join(folder, 'slow.mjs'), register);
    const one = startTertium(tertium, ['serve', '--seed'], {
      folder,
      settings: { PORT: '0', DATABASE_URL: 'file:graph.db', NODE_OPTIONS: '--import=./slow.mjs' },
      ...options,
    });
    started.push(one);
    while (!(await readdir(folder)).includes('loading')) await nextTurn();
    return one;
  }

  const stopped = { exitCode: 143, stdout: '', stderr: 'Stopped by SIGTERM.\n' };

  test('ends at SIGTERM', async () => {
    const server = await loading();
    server.process.kill('SIGTERM');
    expect(await server.finished).toEqual(stopped);
  });

  testAsProcess1(`ends at SIGTERM as process 1, too${unlessSkipped}`, async () => {
    const server = await loading({ within: asProcess1 });
    await killWithin(server, 'SIGTERM');
    expect(await server.finished).toEqual(stopped);
  });
});

describe('a server that seeds an empty graph on SQLite', () => {
  let file: string;
  let writer: Database.Database;
  beforeEach(async () => {
    file = join(folder, 'graph.db');
    await (await openStore(`file:${file}`)).close();
    // Seeding waits for this writer.
    writer = new Database(file);
    writer.exec('begin immediate');
  });
  afterEach(() => {
    writer.close();
  });

  const stopped = {
    exitCode: 0,
    stdout: '',
    stderr: expect.stringContaining('SIGTERM received before the graph was loaded') as unknown,
  };

  test('ends with 0 at SIGTERM, and applies nothing', async () => {
    const server = start(['serve', '--seed'], 'file:graph.db');
    await untilOpen(server, file);

    server.process.kill('SIGTERM');

    expect(await server.finished).toEqual(stopped);
    writer.exec('rollback');
    expect(await revisionOf(`file:${file}`)).toBe(0);
  });

  testAsProcess1(`ends with 0 as process 1, too${unlessSkipped}`, async () => {
    const server = start(['serve', '--seed'], 'file:graph.db', { within: asProcess1 });
    await untilOpen({ process: { pid: await processWithin(server) } }, file);

    await killWithin(server, 'SIGTERM');

    expect(await server.finished).toEqual(stopped);
  });
});

describe('an import that waits for more input', () => {
  const claim = (n: number): string =>
    `${JSON.stringify({ approach: 'Lathe', dimension: `Part ${n}`, value: 'Steel', valueType: 'TEXT', group: 'Parts', source: 'A book' })}\n`;
  /** More than the capacity of a pipe: once it is written, the import has read a part of it. */
  const input = Array.from({ length: 2_500 }, (_, n) => claim(n)).join('');

  async function importing(options: Partial<StartOptions> = {}): Promise<Started> {
    const args = ['import', '--format', 'claims', '-'];
    const one = start(args, 'file:graph.db', { keepsInputOpen: true, input, ...options });
    while (one.process.stdin?.writableLength !== 0) await nextTurn();
    return one;
  }

  const cut = (signal: string): string => `Stopped by ${signal}. Nothing has been applied.\n`;

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('ends at %s with %i, and applies nothing', async (signal, exitCode) => {
    const { process: child, finished } = await importing();
    child.kill(signal);
    expect(await finished).toEqual({ exitCode, stdout: '', stderr: cut(signal) });
    expect(await revisionOf(`file:${join(folder, 'graph.db')}`)).toBe(0);
  });

  test('also ends while another process writes to the database, on SQLite', async () => {
    const file = join(folder, 'graph.db');
    await (await openStore(`file:${file}`)).close();
    const writer = new Database(file);
    writer.exec('begin immediate');
    const one = start(['import', '--format', 'claims', '-'], 'file:graph.db', { input });
    await untilOpen(one, file);

    one.process.kill('SIGTERM');

    expect(await one.finished).toMatchObject({
      exitCode: 143,
      stderr: expect.stringMatching(/^Stopped by SIGTERM\./u) as unknown,
    });
    writer.close();
  });

  testAsProcess1(`ends as process 1, too${unlessSkipped}`, async () => {
    const one = await importing({ within: asProcess1 });
    await killWithin(one, 'SIGTERM');
    expect(await one.finished).toEqual({ exitCode: 143, stdout: '', stderr: cut('SIGTERM') });
  });
});
