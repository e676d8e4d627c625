/** The command line as a user runs it: as a separate process. */
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { graphcacheKeys, possibleTypes } from '../../src/api/client-cache-config.js';
import { printFederatedSchema, printSchema } from '../../src/api/schema.js';
import { lastRevision } from '../../src/commands/seed/seed-graph.js';
import { openStore } from '../../src/storage/open-store.js';
import { buildTertium, startTertium, type BuiltTertium, type Finished, type Started } from './tertium.js';

let tertium: BuiltTertium;
beforeAll(() => {
  tertium = buildTertium();
}, 120_000);
afterAll(() => tertium.remove());

let folder: string;
let running: Started[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-command-line-'));
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
  const started = startTertium(tertium, args, { folder, settings });
  running.push(started);
  return started;
}

function run(args: readonly string[], settings: Record<string, string> = {}): Promise<Finished> {
  return start(args, settings).finished;
}

async function revisionOf(file: string): Promise<number> {
  const store = await openStore(`file:${join(folder, file)}`);
  try {
    return await lastRevision(store);
  } finally {
    await store.close();
  }
}

async function write(name: string, text: string): Promise<string> {
  await mkdir(join(folder, name, '..'), { recursive: true });
  await writeFile(join(folder, name), text);
  return name;
}

const document = `source: book
citedSources: [{ slug: book, name: A book }]
approaches: [{ slug: one, name: One, claims: [{ definedAs: The first. }] }]
`;

describe('help', () => {
  test('lists the commands', async () => {
    const { exitCode, stdout, stderr } = await run(['--help']);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /serve .*\n +seed \[options\] \[PATH\] .*\n +import .*\n +export .*\n +log .*\n +diff .*\n.*\n +schema /,
    );
  });

  test.each([
    [
      'serve',
      [
        'Usage: tertium serve',
        '--seed ',
        '--seed-default',
        'DATABASE_URL',
        'HOST',
        'PORT',
        'CORS_ORIGINS',
        'ANSWER_CACHE_MB',
        'LOG_LEVEL',
        'Example:',
      ],
    ],
    [
      'seed',
      [
        'Usage: tertium seed [options] [PATH]',
        'Arguments:',
        '--max-ended <share>',
        '--force',
        'DATABASE_URL',
        'LOG_LEVEL',
        'Example:',
      ],
    ],
    [
      'import',
      [
        'Usage: tertium import',
        '<FILE...>',
        '--format <format>',
        '--dry-run',
        '--max-ended <share>',
        '--force',
        'DATABASE_URL',
        'Example:',
      ],
    ],
    ['schema', ['Usage: tertium schema', 'Example:', 'tertium schema > schema.graphql']],
  ])('of %s describes the command and its settings, and shows an example', async (command, parts) => {
    const { exitCode, stdout } = await run([command, '--help']);

    expect(exitCode).toBe(0);
    for (const part of parts) expect(stdout).toContain(part);
  });

  test('--version prints the version of the package', async () => {
    expect(await run(['--version'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as unknown,
    });
  });
});

describe('wrong arguments or settings exit with 2', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['an unknown command', ['serv'], /unknown command 'serv'/],
    ['an unknown option', ['serve', '--port', '1'], /unknown option '--port'/],
    ['an argument too many', ['seed', 'a', 'b'], /too many arguments for 'seed'/],
    [
      'two exclusive options',
      ['schema', '--possible-types', '--graphcache-keys'],
      /'--possible-types' cannot be used with option '--graphcache-keys'/,
    ],
    ['no command', [], /Usage: tertium/],
    ['a missing path', ['seed', 'nowhere'], /got nowhere: a path where there is nothing\.\n$/],
  ])('%s', async (_mistake, args, said) => {
    expect(await run(args)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(said) as unknown,
    });
  });

  test.each(['serve', 'seed'])(
    'invalid settings of %s, with one line each, and no password',
    async (command) => {
      const settings = { PORT: '70000', DATABASE_URL: 'mysql://user:s3cret@host/db', LOG_LEVEL: 'loud' };

      expect(await run([command], settings)).toEqual({
        exitCode: 2,
        stdout: '',
        stderr:
          'PORT: expected a whole number from 0 to 65535, got "70000"\n' +
          'DATABASE_URL: expected file:PATH or postgres://USER:PASSWORD@HOST/DATABASE, got "mysql://…"\n' +
          'LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent, got "loud"\n',
      });
    },
  );
});

describe('schema', () => {
  test('prints the subgraph schema with an option', async () => {
    const { exitCode, stdout } = await run(['schema', '--federated']);
    expect([exitCode, stdout]).toEqual([0, printFederatedSchema()]);
  });

  test.each([
    ['--possible-types', possibleTypes],
    ['--graphcache-keys', graphcacheKeys],
  ])('prints the configuration of client caches with %s', async (option, printed) => {
    const { exitCode, stdout } = await run(['schema', option]);
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, printed()]);
  });

  test('prints the schema, without settings or a database', async () => {
    const { exitCode, stdout } = await run(['schema'], { PORT: 'not looked at' });

    expect(exitCode).toBe(0);
    expect(stdout).toBe(printSchema());
  });
});

describe('seed', () => {
  test('applies the shipped seed, and says so; the second time nothing changes', async () => {
    expect(await run(['seed'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Revision 1: \d+ concepts added, \d+ claims added\.\n$/) as unknown,
      stderr: expect.stringMatching(/^Applying \d+ documents from .*seed: \d+ changes\.\n$/) as unknown,
    });
    expect(await run(['seed'])).toMatchObject({
      exitCode: 0,
      stdout: 'Nothing has changed since revision 1.\n',
    });
    expect(await revisionOf('data/tertium.db')).toBe(1);
  });

  test('applies the documents of a folder, or one document, to the configured database', async () => {
    await write('mine/book.tertium.yaml', document);
    const settings = { DATABASE_URL: 'file:mine.db' };

    expect(await run(['seed', 'mine'], settings)).toMatchObject({
      stdout: 'Revision 1: 2 concepts added, 1 claim added.\n',
    });
    expect(await run(['seed', 'mine/book.tertium.yaml'], settings)).toMatchObject({
      stdout: 'Nothing has changed since revision 1.\n',
    });
  });

  test('an invalid document exits with 3, names the location, and applies nothing', async () => {
    await write('mine/a.tertium.yaml', document);
    await write('mine/b.tertium.yaml', 'approaches:\n  - slug: on\n    claims: []\n');

    expect(await run(['seed', 'mine'])).toEqual({
      exitCode: 3,
      stdout: '',
      stderr:
        'mine/b.tertium.yaml:2:5: expected the slug of an approach that the documents declare (the nearest is "one"), got "on"\n' +
        'Nothing has been applied.\n',
    });
    expect(await readdir(folder)).toEqual(['mine']);
  });

  test('a document that has lost most of its claims exits with 3, unless an option allows it', async () => {
    const listed = (count: number): string =>
      Array.from(
        { length: count },
        (_, n) => `{ slug: a${n}, name: A${n}, claims: [{ definedAs: Text ${n}. }] }`,
      ).join(', ');
    const long = (count: number): string =>
      `source: s\ncitedSources: [{ slug: s, name: S }]\napproaches: [${listed(count)}]\n`;
    await write('mine/long.tertium.yaml', long(40));
    await run(['seed', 'mine']);
    await write('mine/long.tertium.yaml', long(2));

    expect(await run(['seed', 'mine'])).toMatchObject({
      exitCode: 3,
      stderr: expect.stringMatching(
        /Expected at most 50 % of a source's claims to end, got 38 of the 40 claims of "S" .* with --force\.\nNothing has been applied\.\n$/u,
      ) as unknown,
    });
    expect(await run(['seed', 'mine', '--max-ended', '0.95'])).toMatchObject({
      exitCode: 0,
      stdout: 'Revision 2: 38 claims ended.\n',
    });
  });

  test('documents that the graph rejects exit with 3, too', async () => {
    const scale = (levels: string, claims = ''): string =>
      `source: s\ncitedSources: [{ slug: s, name: S }]\napproaches: [{ slug: a, name: A${claims} }]\n` +
      `dimensions: [{ slug: d, name: D, valueType: ORDINAL, levels: ${levels} }]`;
    await write('first.yaml', scale('[low, high]', ', claims: [{ hasValue: d, value: high }]'));
    await write(
      'second.yaml',
      scale('[low, higher]', ', claims: [{ hasValue: d, value: low }]').replaceAll(/\bs\b/g, 't'),
    );
    await run(['seed', 'first.yaml']);

    expect(await run(['seed', 'second.yaml'])).toMatchObject({
      exitCode: 3,
      stderr: expect.stringMatching(
        /expected a dimension that its claims fit.*\nNothing has been applied\.\n$/,
      ) as unknown,
    });
  });

  test('an unusable database exits with 1 and a message; the stack is shown when debugging', async () => {
    await write(
      'file',
      'no database, and longer than the head of a database, which is a hundred bytes long'.repeat(3),
    );
    const settings = { DATABASE_URL: 'file:./file' };

    const plain = await run(['seed'], settings);
    const debugging = await run(['seed'], { ...settings, LOG_LEVEL: 'debug' });

    expect(plain).toMatchObject({ exitCode: 1, stdout: '' });
    expect(plain.stderr).toMatch(/^The database file .\/file cannot be used: .*\n$/);
    expect(debugging.stderr).toMatch(/\n +at /);
  });
});

describe('serve', () => {
  const silent = { PORT: '0', LOG_LEVEL: 'silent' };

  async function whereReady({ lines }: Started): Promise<string> {
    const { value } = (await lines.next()) as { value: string | undefined };
    return (
      /^Tertium is ready at (http:\/\/127\.0\.0\.1:\d+)$/.exec(value ?? '')?.[1] ?? `not ready: ${value}`
    );
  }

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'seeds a database with --seed, responds once it reports that it is ready, and exits with 0 at %s',
    async (signal) => {
      const server = start(['serve', '--seed'], silent);
      const address = await whereReady(server);
      const query = encodeURIComponent('{ approaches(first: 50) { totalCount } revision { number } }');
      const answer = await fetch(`${address}/graphql?query=${query}`, {
        headers: { 'apollo-require-preflight': 'yes' },
      });
      expect(await answer.json()).toEqual({
        data: { approaches: { totalCount: 20 }, revision: { number: 1 } },
      });

      server.process.kill(signal);

      const finished = await server.finished;
      expect(finished).toMatchObject({ exitCode: 0, stderr: '' });
      expect(finished.stdout).toBe(`Tertium is ready at ${address}\n`);
      await expect(fetch(address)).rejects.toThrow();
    },
  );

  test('finishes a request that is in flight at the signal', async () => {
    // The default time limits of requests and stops are too short for this test on a busy machine.
    const patient = { STOP_SECONDS: '600', REQUEST_TIMEOUT_MS: '600000' };
    const server = start(['serve', '--seed'], { PORT: '0', LOG_LEVEL: 'info', ...patient });
    const { port } = new URL(await whereReady(server));
    const body = JSON.stringify({ query: '{ revision { number } }' });
    const client = connect(Number(port), '127.0.0.1').setEncoding('utf8');
    client.write(
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\n' +
        'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    expect(await once(client, 'data')).toEqual([expect.stringContaining('100 Continue')]);
    // A stop closes connections that are silent. White space before JSON keeps this one busy, however slow the machine is.
    const sending = setInterval(() => client.write('1\r\n \r\n'), 20);

    server.process.kill('SIGTERM');
    for await (const line of createInterface({ input: server.process.stderr as Readable })) {
      if (line.includes('SIGTERM received')) break;
    }
    clearInterval(sending);
    client.end(`${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);

    let answer = '';
    for await (const text of client) answer += String(text);
    expect(answer).toContain('HTTP/1.1 200');
    expect(answer).toContain('{"data":{"revision":{"number":1}}}');
    expect(await server.finished).toMatchObject({ exitCode: 0 });
  });

  test('counts the quota of clients behind a configured proxy', async () => {
    const settings = { QUOTA_COST_PER_MINUTE: '1', QUOTA_BURST: '100000', TRUST_PROXY: '127.0.0.1' };
    const server = start(['serve', '--seed'], { ...silent, ...settings });
    const url = await whereReady(server);
    const leftOf = async (address: string): Promise<number> => {
      const { headers } = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify({ query: `{ approaches(first: 9) { nodes { name } } } # ${address}` }),
      });
      expect(headers.get('ratelimit-policy')).toBe('"cost";q=100000;w=6000000;qu="cost"');
      return Number(/^"cost";r=(\d+);t=\d+$/u.exec(headers.get('ratelimit') ?? '')?.[1]);
    };
    const left = await leftOf('203.0.113.1');
    expect(left).toBeLessThan(100_000);
    expect(await leftOf('203.0.113.2')).toBe(left);
    expect(await leftOf('198.51.100.1, 203.0.113.1')).toBe(left - (100_000 - left));
  });

  test('does not change a database that is not empty', async () => {
    await write('book.yaml', document);
    await run(['seed', 'book.yaml']);
    const server = start(['serve', '--seed'], silent);
    await whereReady(server);
    server.process.kill('SIGTERM');

    expect(await server.finished).toMatchObject({ exitCode: 0 });
    expect(await revisionOf('data/tertium.db')).toBe(1);
  });

  test('a port that is in use exits with 1 and says what to do', async () => {
    const occupant = createServer();
    await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
    const { port } = occupant.address() as { port: number };
    try {
      expect(await run(['serve', '--seed'], { PORT: `${port}`, LOG_LEVEL: 'silent' })).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: `Port ${port} of 127.0.0.1 is in use: set PORT to another one, or to 0 for any.\n`,
      });
    } finally {
      occupant.close();
    }
  });
});
