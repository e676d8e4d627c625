/** A database that is not the one that was meant: it must not look healthy. With real processes and files. */
import { copyFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'libsql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readStartScript } from '../../bench/http/start-script.js';
import { openStore } from '../../src/storage/open-store.js';
import { createPostgresDatabase } from '../support/postgres.js';
import { speedLine } from '../support/claim-lines.js';
import { runStatements } from '../support/statements.js';
import { approach, imported, put } from '../storage/contract/examples.js';
import { buildTertium, startTertium, type BuiltTertium, type Finished, type Started } from './tertium.js';

let tertium: BuiltTertium;
beforeAll(() => {
  tertium = buildTertium();
}, 120_000);
afterAll(() => tertium.remove());

let folder: string;
let running: Started[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-wrong-'));
  running = [];
});
afterEach(async () => {
  for (const { process: child, finished } of running) {
    child.kill('SIGKILL');
    await finished;
  }
  await rm(folder, { recursive: true });
});

function start(args: readonly string[], settings: Record<string, string> = {}): Started {
  const started = startTertium(tertium, args, { folder, settings: { PORT: '0', ...settings } });
  running.push(started);
  return started;
}

function run(args: readonly string[], settings: Record<string, string> = {}): Promise<Finished> {
  return start(args, settings).finished;
}

async function addressOf({ lines }: Started): Promise<string> {
  const { value } = (await lines.next()) as { value: string | undefined };
  return /^Tertium is ready at (\S+)$/u.exec(value ?? '')?.[1] ?? `not ready: ${value}`;
}

async function tablesOf(url: string): Promise<readonly unknown[]> {
  return runStatements(url, ["select tablename from pg_tables where schemaname = 'public'"]);
}

/** The arguments that `npm start` passes. */
async function startArguments(): Promise<readonly string[]> {
  return (await readStartScript()).program.slice(1);
}

/** 0 if the graph is empty. */
async function revisionAt(address: string): Promise<number> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ revision { number } }' }),
  });
  const { data } = (await response.json()) as { data: { revision: { number: number } | null } };
  return data.revision?.number ?? 0;
}

const howToCreate =
  '`tertium seed`, `tertium import FILE` or `tertium serve --seed` creates a graph there; if the graph should exist already, check DATABASE_URL.\n';

describe.each([['serve'], ['export']])('%s', (command) => {
  test('rejects a missing file, says how to create it, and creates none', async () => {
    expect(await run([command], { DATABASE_URL: 'file:mistyped/graph.db' })).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `The database file mistyped/graph.db cannot be used: there is no such file. ${howToCreate}`,
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('rejects an empty file, and leaves it empty', async () => {
    await writeFile(join(folder, 'graph.db'), '');

    expect(await run([command], { DATABASE_URL: 'file:graph.db' })).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `The database file graph.db cannot be used: it is empty and contains no graph. ${howToCreate}`,
    });
    expect(await readFile(join(folder, 'graph.db'), 'utf8')).toBe('');
  });

  test('rejects a PostgreSQL database without tables, and creates none', async () => {
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

test('import --dry-run works on a PostgreSQL database without tables, and creates none', async () => {
  const { url, drop } = await createPostgresDatabase();
  try {
    await writeFile(join(folder, 'lathes.jsonl'), speedLine());
    expect(await run(['import', 'lathes.jsonl', '--dry-run'], { DATABASE_URL: url })).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('This would be revision 1: ') as unknown,
    });
    expect(await tablesOf(url)).toEqual([]);
  } finally {
    await drop();
  }
});

test.each([
  ['serve', ['serve']],
  ['serve --seed', ['serve', '--seed']],
  ['npm start', null],
  ['seed', ['seed']],
  ['import', ['import', 'empty.jsonl']],
  ['export', ['export']],
])("%s rejects another application's file, and does not change it", async (_name, args) => {
  const file = join(folder, 'data.db');
  await runStatements(`file:${file}`, ['create table cookies (name)', "insert into cookies values ('a')"]);
  await writeFile(join(folder, 'empty.jsonl'), '');
  const before = await readFile(file);

  expect(await run(args ?? (await startArguments()), { DATABASE_URL: 'file:data.db' })).toEqual({
    exitCode: 1,
    stdout: '',
    stderr:
      'The database file data.db cannot be used: it belongs to another application (it has the tables cookies): ' +
      'check DATABASE_URL; nothing has been changed.\n',
  });
  expect(await readFile(file)).toEqual(before);
  expect((await readdir(folder)).sort()).toEqual(['data.db', 'empty.jsonl']);
});

describe('npm start', () => {
  test('creates and seeds its own default file', async () => {
    const server = start(await startArguments(), { LOG_LEVEL: 'silent' });

    expect(await revisionAt(await addressOf(server))).toBe(1);
    expect(await readdir(folder)).toEqual(['data']);
    server.process.kill('SIGTERM');
    await server.finished;
    const database = new Database(join(folder, 'data/tertium.db'));
    expect(database.prepare('pragma application_id').get()).toMatchObject({ application_id: 0x54455254 });
    database.close();
  });

  test('creates no file if DATABASE_URL is set, even to the default', async () => {
    expect(await run(await startArguments(), { DATABASE_URL: 'file:./data/tertium.db' })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('there is no such file') as unknown,
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('creates and seeds no other', async () => {
    expect(await run(await startArguments(), { DATABASE_URL: 'file:mine.db' })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('there is no such file') as unknown,
    });
    await (await openStore(`file:${join(folder, 'mine.db')}`)).close();
    const server = start(await startArguments(), { DATABASE_URL: 'file:mine.db', LOG_LEVEL: 'silent' });
    expect(await revisionAt(await addressOf(server))).toBe(0);
  });
});

describe('serve', () => {
  test('serves an existing empty graph, and logs that it is empty', async () => {
    await (await openStore(`file:${join(folder, 'graph.db')}`)).close();
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

describe('a file that is removed while it is served', () => {
  test.each([
    ['removed', undefined],
    ['replaced by another file', 'other.db'],
  ])(
    'makes /readyz return 503, with the reason in the log, while reads from memory continue (%s)',
    async (happened, other) => {
      for (const name of ['graph.db', 'other.db']) {
        const store = await openStore(`file:${join(folder, name)}`);
        await store.apply(put(approach('lathe')), imported);
        await store.close();
      }
      const server = start(['serve'], { DATABASE_URL: 'file:graph.db', LOG_LEVEL: 'error' });
      const address = await addressOf(server);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);

      if (other === undefined) await rm(join(folder, 'graph.db'));
      else await rename(join(folder, other), join(folder, 'graph.db'));

      const answer = await fetch(`${address}/readyz`);
      expect(answer.status).toBe(503);
      expect(await answer.text()).not.toContain('graph.db');
      expect(await revisionAt(address)).toBe(1);
      server.process.kill('SIGTERM');
      const [line = ''] = (await server.finished).stderr.split('\n');
      expect(JSON.parse(line)).toMatchObject({
        msg: expect.stringContaining(`it was ${happened} after it was opened.`) as unknown,
      });
    },
  );

  test.each([
    [
      'removed',
      (file: string) => rename(file, `${file}.away`),
      (file: string) => rename(`${file}.away`, file),
    ],
    [
      'overwritten by another graph or an older copy',
      async (file: string) => {
        await copyFile(file, `${file}.away`);
        await copyFile(join(folder, 'other.db'), file);
      },
      (file: string) => copyFile(`${file}.away`, file),
    ],
  ])(
    'is logged once without a request, and once more when the file is back (%s)',
    async (happened, takeAway, putBack) => {
      const file = join(folder, 'graph.db');
      for (const [name, slug] of [
        ['graph.db', 'lathe'],
        ['other.db', 'mill'],
      ] as const) {
        const store = await openStore(`file:${join(folder, name)}`);
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
      const found = async (): Promise<unknown> => {
        const response = await fetch(`${address}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: `{ s${(asked += 1)}: search(text: "lathe") { totalCount } }` }),
        });
        return Object.values(((await response.json()) as { data?: object }).data ?? {});
      };
      let asked = 0;

      await takeAway(file);
      await untilLogged(`it was ${happened} after it was opened`);
      // Reads, of which some may be answered, do not end the outage.
      for (let times = 0; times < 5; times += 1) await found();
      expect((await fetch(`${address}/readyz`)).status).toBe(503);
      await putBack(file);
      await untilLogged('The database answers again');

      expect((await fetch(`${address}/readyz`)).status).toBe(200);
      expect(await found()).toEqual([{ totalCount: 1 }]);
      server.process.kill('SIGTERM');
      const lines = (await server.finished).stderr.split('\n');
      expect(lines.filter((line) => /"level":[56]0/u.test(line))).toHaveLength(1);
      expect(lines.filter((line) => line.includes('answers again'))).toHaveLength(1);
    },
  );
});
