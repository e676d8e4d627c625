/** Tests with real processes how SIGTERM and SIGINT end short commands, and servers that are not ready. */
import { spawnSync } from 'node:child_process';
import { readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'libsql';

import { openStore } from '../../../src/storage/open-store.js';
import { createPostgresDatabase, type TestDatabase } from '../../support/postgres.js';
import { speedLine } from '../../support/claim-lines.js';
import { seed } from '../../support/seed.js';
import { revisionOf } from '../../support/revision-of.js';
import { useTertium } from '../../support/use-tertium.js';
import { BlockingSession } from '../blocking-session.js';
import type { StartOptions, RunningCommand } from '../tertium.js';

const tertium = useTertium('tertium-stopping-');

function start(args: readonly string[], url: string, options: Partial<StartOptions> = {}): RunningCommand {
  return tertium.start(args, { settings: { PORT: '0', DATABASE_URL: url }, ...options });
}

/** The command that runs another command as process 1, like the first process of a container. */
const asProcess1 = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];
const canBeProcess1 = spawnSync(asProcess1[0] ?? '', [...asProcess1.slice(1), 'true']).status === 0;
const testAsProcess1 = canBeProcess1 ? test : test.skip;
const skipReason = canBeProcess1 ? '' : ' (skipped: this user may not create process namespaces)';

/** Resolves when a process has opened a file. */
async function untilOpen(
  { process: { pid } }: { process: { pid?: number | undefined } },
  file: string,
): Promise<void> {
  const descriptors = `/proc/${pid}/fd`;
  for (;;) {
    const openFiles = await Promise.all(
      (await readdir(descriptors)).map((name) => readlink(join(descriptors, name)).catch(() => '')),
    );
    if (openFiles.includes(file)) return;
    await nextTurn();
  }
}

/** Resolves with the id of the process that `unshare` creates, when the process exists. */
async function processWithin({ process: { pid } }: RunningCommand): Promise<number> {
  for (;;) {
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    if (children.trim() !== '') return Number(children.trim());
    await nextTurn();
  }
}

/** Sends a signal to the process that `unshare` has created. */
async function killWithin(started: RunningCommand, signal: NodeJS.Signals): Promise<void> {
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

  let blocking: BlockingSession | undefined;
  async function block(
    { url }: TestDatabase,
    lock: (session: BlockingSession) => Promise<void>,
  ): Promise<BlockingSession> {
    blocking = await BlockingSession.connect(url);
    await lock(blocking);
    return blocking;
  }
  afterEach(async () => {
    await blocking?.end();
    blocking = undefined;
  });

  const phases = [
    ['migrates its tables', () => seeded, (session: BlockingSession) => session.lock('kysely_migration')],
    ['seeds an empty database', () => empty, (session: BlockingSession) => session.lockWriting()],
    ['loads the graph into memory', () => seeded, (session: BlockingSession) => session.lock('claim')],
  ] as const;

  test.each(phases)('a server that %s exits with 0 at SIGTERM', async (_, database, lock) => {
    const session = await block(database(), lock);
    const server = start(['serve', '--seed'], database().url);
    await session.untilOtherWaits();

    server.process.kill('SIGTERM');

    const { exitCode, stdout, stderr } = await server.finished;
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toContain('SIGTERM received before the graph was loaded');
  });

  testAsProcess1(
    `a server that is process 1, as in a container, exits with 0 at SIGTERM${skipReason}`,
    async () => {
      const session = await block(seeded, (session) => session.lock('claim'));
      const server = start(['serve'], seeded.url, { prefixCommand: asProcess1 });
      await session.untilOtherWaits();

      await killWithin(server, 'SIGTERM');

      expect(await server.finished).toMatchObject({ exitCode: 0, stdout: '' });
    },
  );

  test('seeding that waits for another writer ends at SIGINT, and applies nothing', async () => {
    const session = await block(empty, (session) => session.lockWriting());
    const command = start(['seed'], empty.url);
    await session.untilOtherWaits();

    command.process.kill('SIGINT');

    const { exitCode, stdout, stderr } = await command.finished;
    expect([exitCode, stdout]).toEqual([130, '']);
    expect(stderr).toMatch(/\nStopped by SIGINT. Nothing has been applied.\n$/u);
    expect(await revisionOf(empty.url)).toBe(0);
  });

  test('an import with --changeset ends at SIGINT while it waits for another writer, and applies nothing', async () => {
    const session = await block(seeded, (session) => session.lock('changeset'));
    const changeset = ['--changeset', 'Speeds', '--author', 'Ada'];
    const args = ['import', '-', '--format', 'claims', ...changeset];
    const command = start(args, seeded.url, { input: speedLine() });
    await session.untilOtherWaits();

    command.process.kill('SIGINT');

    const { exitCode, stdout, stderr } = await command.finished;
    expect([exitCode, stdout]).toEqual([130, '']);
    const outcome =
      'Nothing has been applied. `tertium changesets` lists the changeset if it has been opened.';
    expect(stderr).toContain(`Stopped by SIGINT. ${outcome}\n`);
    expect(await revisionOf(seeded.url)).toBe(1);
  });

  test('an export ends at SIGTERM, and leaves no partial file', async () => {
    const session = await block(seeded, (session) => session.lock('claim'));
    const command = start(['export', '--output', 'graph.yaml'], seeded.url);
    await session.untilOtherWaits();
    expect(await readdir(tertium.folder)).toEqual([expect.stringContaining('.part')]);

    command.process.kill('SIGTERM');

    expect(await command.finished).toEqual({ exitCode: 143, stdout: '', stderr: 'Stopped by SIGTERM.\n' });
    expect(await readdir(tertium.folder)).toEqual([]);
  });

  test('seeding whose commit has begun reports the outcome at SIGTERM', async () => {
    const database = await createPostgresDatabase();
    try {
      await (await openStore(database.url)).close();
      const session = await block(database, (session) => session.blockCommits('revision'));
      const command = start(['seed'], database.url);
      await session.untilOtherWaits();

      command.process.kill('SIGTERM');
      await session.end();

      const { exitCode, stdout, stderr } = await command.finished;
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
   * Starts a server whose first import of a package creates the file `loading`, and never ends. Resolves when the file
   * exists, so that a signal arrives while modules are loaded.
   * @see https://nodejs.org/api/module.html#customization-hooks
   */
  async function startLoading(options: Partial<StartOptions> = {}): Promise<RunningCommand> {
    const hooks = `
      import { writeFileSync } from 'node:fs';
      export async function load(url, context, nextLoad) {
        if (!url.includes('/node_modules/')) return nextLoad(url, context);
        writeFileSync('loading', '');
        return new Promise(() => setInterval(() => undefined, 1_000));
      }`;
    const register = `import { register } from 'node:module';
      register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;
    await writeFile(join(tertium.folder, 'slow.mjs'), register);
    const server = tertium.start(['serve', '--seed'], {
      settings: { PORT: '0', DATABASE_URL: 'file:graph.db', NODE_OPTIONS: '--import=./slow.mjs' },
      ...options,
    });
    while (!(await readdir(tertium.folder)).includes('loading')) await nextTurn();
    return server;
  }

  const stopped = { exitCode: 143, stdout: '', stderr: 'Stopped by SIGTERM.\n' };

  test('ends at SIGTERM', async () => {
    const server = await startLoading();
    server.process.kill('SIGTERM');
    expect(await server.finished).toEqual(stopped);
  });

  testAsProcess1(`ends at SIGTERM as process 1${skipReason}`, async () => {
    const server = await startLoading({ prefixCommand: asProcess1 });
    await killWithin(server, 'SIGTERM');
    expect(await server.finished).toEqual(stopped);
  });
});

describe('a server that seeds an empty graph on SQLite', () => {
  let file: string;
  let writer: Database.Database;
  beforeEach(async () => {
    file = join(tertium.folder, 'graph.db');
    await (await openStore(`file:${file}`)).close();
    // The open transaction blocks seeding.
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

  testAsProcess1(`ends with 0 at SIGTERM as process 1${skipReason}`, async () => {
    const server = start(['serve', '--seed'], 'file:graph.db', { prefixCommand: asProcess1 });
    await untilOpen({ process: { pid: await processWithin(server) } }, file);

    await killWithin(server, 'SIGTERM');

    expect(await server.finished).toEqual(stopped);
  });
});

describe('an import from standard input', () => {
  const claim = (n: number): string =>
    `${JSON.stringify({ approach: 'Lathe', dimension: `Part ${n}`, value: 'Steel', valueType: 'TEXT', group: 'Parts', source: 'A book' })}\n`;
  /** The text exceeds the capacity of a pipe: when all of it is written, the import has read a part. */
  const input = Array.from({ length: 2_500 }, (_, n) => claim(n)).join('');

  async function startImport(options: Partial<StartOptions> = {}): Promise<RunningCommand> {
    const args = ['import', '--format', 'claims', '-'];
    const command = start(args, 'file:graph.db', { keepsInputOpen: true, input, ...options });
    while (command.process.stdin?.writableLength !== 0) await nextTurn();
    return command;
  }

  const stoppedBy = (signal: string): string => `Stopped by ${signal}. Nothing has been applied.\n`;

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)(
    'ends at %s with %i while the input stays open, and applies nothing',
    async (signal, exitCode) => {
      const { process: child, finished } = await startImport();
      child.kill(signal);
      expect(await finished).toEqual({ exitCode, stdout: '', stderr: stoppedBy(signal) });
      expect(await revisionOf(`file:${join(tertium.folder, 'graph.db')}`)).toBe(0);
    },
  );

  test('ends at SIGTERM while another process writes to the database, on SQLite', async () => {
    const file = join(tertium.folder, 'graph.db');
    await (await openStore(`file:${file}`)).close();
    const writer = new Database(file);
    writer.exec('begin immediate');
    const command = start(['import', '--format', 'claims', '-'], 'file:graph.db', { input });
    await untilOpen(command, file);

    command.process.kill('SIGTERM');

    expect(await command.finished).toMatchObject({
      exitCode: 143,
      stderr: expect.stringMatching(/^Stopped by SIGTERM\./u) as unknown,
    });
    writer.close();
  });

  testAsProcess1(`ends at SIGTERM as process 1 while the input stays open${skipReason}`, async () => {
    const command = await startImport({ prefixCommand: asProcess1 });
    await killWithin(command, 'SIGTERM');
    expect(await command.finished).toEqual({ exitCode: 143, stdout: '', stderr: stoppedBy('SIGTERM') });
  });
});
