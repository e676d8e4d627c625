/** Tests that commands report a database which is not the intended database. The tests use real processes and databases. */
import { copyFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'libsql';
import { describe, expect, test } from '@jest/globals';
import { readStartScript } from '../../bench/http/start-script.js';
import { openStore } from '../../src/storage/open-store.js';
import { createPostgresDatabase } from '../support/postgres.js';
import { speedLine } from '../support/claim-lines.js';
import { runStatements } from '../support/statements.js';
import { sampleOf } from '../support/test-run.js';
import { useTertium } from '../support/use-tertium.js';
import { approach, imported, put } from '../storage/contract/examples.js';
import { addressOf, type CommandResult, type RunningCommand } from './tertium.js';

const tertium = useTertium('tertium-wrong-');

function start(args: readonly string[], settings: Record<string, string> = {}): RunningCommand {
  return tertium.start(args, { settings: { PORT: '0', ...settings } });
}

function run(args: readonly string[], settings: Record<string, string> = {}): Promise<CommandResult> {
  return start(args, settings).finished;
}

async function tablesOf(url: string): Promise<readonly unknown[]> {
  return runStatements(url, ["select tablename from pg_tables where schemaname = 'public'"]);
}

/** Reads the arguments that `npm start` passes. */
async function startArguments(): Promise<readonly string[]> {
  return (await readStartScript()).program.slice(1);
}

/** Requests the number of the revision that a server serves; 0 if the graph is empty. */
async function revisionAt(address: string): Promise<number> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ revision { number } }' }),
  });
  const { data } = (await response.json()) as { data: { revision: { number: number } | null } };
  return data.revision?.number ?? 0;
}

const advice =
  '`tertium seed`, `tertium import FILE` or `tertium serve --seed` creates a graph there; if the graph should exist already, check DATABASE_URL.\n';

describe.each([['serve'], ['export']])('%s', (command) => {
  test('rejects a missing file, prints advice, and does not create the file', async () => {
    expect(await run([command], { DATABASE_URL: 'file:mistyped/graph.db' })).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `The database file mistyped/graph.db cannot be used: there is no such file. ${advice}`,
    });
    expect(await readdir(tertium.folder)).toEqual([]);
  });

  test('rejects an empty file, and does not change the file', async () => {
    await writeFile(join(tertium.folder, 'graph.db'), '');

    expect(await run([command], { DATABASE_URL: 'file:graph.db' })).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `The database file graph.db cannot be used: it is empty and contains no graph. ${advice}`,
    });
    expect(await readFile(join(tertium.folder, 'graph.db'), 'utf8')).toBe('');
  });

  test('rejects a PostgreSQL database without tables, and does not create tables', async () => {
    const { url, drop } = await createPostgresDatabase();
    try {
      expect(await run([command], { DATABASE_URL: url })).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: expect.stringMatching(
          /^The database at \S+ cannot be used: it is empty and contains no graph\. `tertium seed`/u,
        ) as unknown,
      });
      expect(await tablesOf(url)).toEqual([]);
    } finally {
      await drop();
    }
  });
});

test('import --dry-run works on a PostgreSQL database without tables, and does not create tables', async () => {
  const { url, drop } = await createPostgresDatabase();
  try {
    await writeFile(join(tertium.folder, 'lathes.jsonl'), speedLine());
    expect(await run(['import', 'lathes.jsonl', '--dry-run'], { DATABASE_URL: url })).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('This would be revision 1: ') as unknown,
    });
    expect(await tablesOf(url)).toEqual([]);
  } finally {
    await drop();
  }
});

const commands = [
  ['serve', ['serve']],
  ['serve --seed', ['serve', '--seed']],
  ['npm start', null],
  ['seed', ['seed']],
  ['import', ['import', 'empty.jsonl']],
  ['export', ['export']],
] as const;

test.each(sampleOf(commands, 2))(
  "%s rejects another application's file, and does not change the file",
  async (_name, args) => {
    const file = join(tertium.folder, 'data.db');
    await runStatements(`file:${file}`, ['create table cookies (name)', "insert into cookies values ('a')"]);
    await writeFile(join(tertium.folder, 'empty.jsonl'), '');
    const before = await readFile(file);

    expect(await run(args ?? (await startArguments()), { DATABASE_URL: 'file:data.db' })).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        'The database file data.db cannot be used: it belongs to another application (it has the table cookies): ' +
        'check DATABASE_URL; nothing has been changed.\n',
    });
    expect(await readFile(file)).toEqual(before);
    expect((await readdir(tertium.folder)).sort()).toEqual(['data.db', 'empty.jsonl']);
  },
);

describe('npm start', () => {
  test('creates and seeds the default file', async () => {
    const server = start(await startArguments(), { LOG_LEVEL: 'silent' });

    expect(await revisionAt(await addressOf(server))).toBe(1);
    expect(await readdir(tertium.folder)).toEqual(['data']);
    server.process.kill('SIGTERM');
    await server.finished;
    const database = new Database(join(tertium.folder, 'data/tertium.db'));
    expect(database.prepare('pragma application_id').get()).toMatchObject({ application_id: 0x54455254 });
    database.close();
  });

  test('does not create a file if DATABASE_URL is set, even to the default', async () => {
    expect(await run(await startArguments(), { DATABASE_URL: 'file:./data/tertium.db' })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('there is no such file') as unknown,
    });
    expect(await readdir(tertium.folder)).toEqual([]);
  });

  test('with another DATABASE_URL does not create a file, and does not seed an existing file', async () => {
    expect(await run(await startArguments(), { DATABASE_URL: 'file:mine.db' })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('there is no such file') as unknown,
    });
    await (await openStore(`file:${join(tertium.folder, 'mine.db')}`)).close();
    const server = start(await startArguments(), { DATABASE_URL: 'file:mine.db', LOG_LEVEL: 'silent' });
    expect(await revisionAt(await addressOf(server))).toBe(0);
  });
});

describe('serve', () => {
  test('serves an existing empty graph, and logs a warning', async () => {
    await (await openStore(`file:${join(tertium.folder, 'graph.db')}`)).close();
    const server = start(['serve'], { DATABASE_URL: 'file:graph.db', LOG_LEVEL: 'warn' });
    const address = await addressOf(server);

    expect([(await fetch(`${address}/readyz`)).status, await revisionAt(address)]).toEqual([200, 0]);
    server.process.kill('SIGTERM');
    expect((await server.finished).stderr).toContain('The graph is empty (revision 0)');
  });

  test('--seed seeds an empty PostgreSQL database', async () => {
    const { url, drop } = await createPostgresDatabase();
    try {
      const server = start(['serve', '--seed'], { DATABASE_URL: url, LOG_LEVEL: 'silent' });
      expect(await revisionAt(await addressOf(server))).toBe(1);
      server.process.kill('SIGTERM');
      await server.finished;
    } finally {
      await drop();
    }
  });
});

describe('the removal or replacement of a served file', () => {
  test.each([
    ['removed', undefined],
    ['replaced by another file', 'other.db'],
  ])(
    'makes /readyz return 503, with the reason in the log, while reads from memory continue (%s)',
    async (reason, replacement) => {
      for (const name of ['graph.db', 'other.db']) {
        const store = await openStore(`file:${join(tertium.folder, name)}`);
        await store.apply(put(approach('lathe')), imported);
        await store.close();
      }
      const server = start(['serve'], { DATABASE_URL: 'file:graph.db', LOG_LEVEL: 'error' });
      const address = await addressOf(server);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);

      if (replacement === undefined) await rm(join(tertium.folder, 'graph.db'));
      else await rename(join(tertium.folder, replacement), join(tertium.folder, 'graph.db'));

      const response = await fetch(`${address}/readyz`);
      expect(response.status).toBe(503);
      expect(await response.text()).not.toContain('graph.db');
      expect(await revisionAt(address)).toBe(1);
      server.process.kill('SIGTERM');
      const [line = ''] = (await server.finished).stderr.split('\n');
      expect(JSON.parse(line)).toMatchObject({
        msg: expect.stringContaining(`it was ${reason} after it was opened.`) as unknown,
      });
    },
  );

  test.each([
    [
      'removed',
      (file: string) => rename(file, `${file}.backup`),
      (file: string) => rename(`${file}.backup`, file),
    ],
    [
      'overwritten by another graph or an older copy',
      async (file: string) => {
        await copyFile(file, `${file}.backup`);
        await copyFile(join(tertium.folder, 'other.db'), file);
      },
      (file: string) => copyFile(`${file}.backup`, file),
    ],
  ])(
    'is logged once without a request, and the return of the file is logged once (%s)',
    async (reason, removeFile, restoreFile) => {
      const file = join(tertium.folder, 'graph.db');
      for (const [name, slug] of [
        ['graph.db', 'lathe'],
        ['other.db', 'mill'],
      ] as const) {
        const store = await openStore(`file:${join(tertium.folder, name)}`);
        await store.apply(put(approach(slug)), imported);
        await store.close();
      }
      const server = start(['serve'], { DATABASE_URL: 'file:graph.db', LOG_LEVEL: 'info' });
      let log = '';
      server.process.stderr?.on('data', (text: string) => (log += text));
      const untilLogged = async (text: string): Promise<void> => {
        while (!log.includes(text)) await nextTurn();
      };
      const address = await addressOf(server);
      const search = async (): Promise<unknown> => {
        const response = await fetch(`${address}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: `{ s${(searches += 1)}: search(text: "lathe") { totalCount } }` }),
        });
        return Object.values(((await response.json()) as { data?: object }).data ?? {});
      };
      let searches = 0;

      await removeFile(file);
      await untilLogged(`it was ${reason} after it was opened`);
      // Reads do not end the outage, even if they succeed.
      for (let count = 0; count < 5; count += 1) await search();
      expect((await fetch(`${address}/readyz`)).status).toBe(503);
      await restoreFile(file);
      await untilLogged('The database is available again');

      expect((await fetch(`${address}/readyz`)).status).toBe(200);
      expect(await search()).toEqual([{ totalCount: 1 }]);
      server.process.kill('SIGTERM');
      const lines = (await server.finished).stderr.split('\n');
      expect(lines.filter((line) => /"level":[56]0/u.test(line))).toHaveLength(1);
      expect(lines.filter((line) => line.includes('available again'))).toHaveLength(1);
    },
  );
});
