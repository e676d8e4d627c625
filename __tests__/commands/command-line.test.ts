/** Tests the command line as users run it: as a separate process. */
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { graphcacheKeys, possibleTypes } from '../../src/api/client-cache-config.js';
import {
  printClientSchema,
  printFederatedSchema,
  printSchema,
  printScopedSchema,
} from '../../src/api/schema-text.js';
import { revisionOf } from '../support/revision-of.js';
import { useTertium } from '../support/use-tertium.js';
import { addressOf, type CommandResult, type RunningCommand } from './tertium.js';

const tertium = useTertium('tertium-command-line-');

function start(args: readonly string[], settings: Record<string, string> = {}): RunningCommand {
  return tertium.start(args, { settings });
}

function run(args: readonly string[], settings: Record<string, string> = {}): Promise<CommandResult> {
  return tertium.run(args, { settings });
}

async function write(name: string, text: string): Promise<string> {
  await mkdir(join(tertium.folder, name, '..'), { recursive: true });
  await writeFile(join(tertium.folder, name), text);
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
      /serve .*\n +seed \[options\] \[PATH\] .*\n +import .*\n +export .*\n +check [^]*\n +log .*\n +diff .*\n.*\n +changesets .*\n +publish .*\n +revert .*\n +erase .*\n +keys .*\n +schema /,
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
    ['check', ['Usage: tertium check [options]', '--readings', '--json', 'DATABASE_URL', 'Example:']],
    ['schema', ['Usage: tertium schema', 'Example:', 'tertium schema > schema.graphql']],
  ])('of %s describes its arguments, options and settings, and shows an example', async (command, parts) => {
    const { exitCode, stdout } = await run([command, '--help']);

    expect(exitCode).toBe(0);
    for (const part of parts) expect(stdout).toContain(part);
  });
});

test('--version prints a version number', async () => {
  expect(await run(['--version'])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as unknown,
  });
});

describe('tertium exits with 2 for', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['an unknown command', ['serv'], /unknown command 'serv'/],
    ['an unknown option', ['serve', '--port', '1'], /unknown option '--port'/],
    ['too many arguments', ['seed', 'a', 'b'], /too many arguments for 'seed'/],
    [
      'two exclusive options',
      ['schema', '--possible-types', '--graphcache-keys'],
      /'--possible-types' cannot be used with option '--graphcache-keys'/,
    ],
    ['no command', [], /Usage: tertium/],
    ['a missing path', ['seed', 'nowhere'], /got nowhere: a path that does not exist\.\n$/],
  ])('%s', async (_mistake, args, message) => {
    expect(await run(args)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(message) as unknown,
    });
  });

  test.each(['serve', 'seed'])(
    'invalid settings of %s, and prints one line per setting, without the password',
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
  test.each([
    ['--client', printClientSchema],
    ['--federated', printFederatedSchema],
    ['--scopes', printScopedSchema],
  ])('prints a form of the schema with %s', async (option, print) => {
    const { exitCode, stdout } = await run(['schema', option]);
    expect([exitCode, stdout]).toEqual([0, print()]);
  });

  test('adds SCHEMA_PREFIX to names, and rejects names in SCHEMA_KEEP that the schema does not have', async () => {
    const { stdout } = await run(['schema'], { SCHEMA_PREFIX: 'Acme', SCHEMA_KEEP: 'Node, compare' });
    expect(stdout).toBe(printSchema({ prefix: 'Acme', keep: ['Node', 'compare'] }));
    const unknown = await run(['schema'], { SCHEMA_PREFIX: 'Acme', SCHEMA_KEEP: 'Nodes' });
    expect(unknown).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unknown.stderr).toContain(
      'SCHEMA_KEEP: expected names of types and root fields of the schema, got "Nodes"',
    );
  });

  test.each([
    ['--possible-types', possibleTypes],
    ['--graphcache-keys', graphcacheKeys],
  ])('prints the configuration of client caches with %s', async (option, configuration) => {
    const { exitCode, stdout } = await run(['schema', option]);
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, configuration()]);
  });

  test('prints the schema without a database, and ignores an invalid setting that the command does not need', async () => {
    const { exitCode, stdout } = await run(['schema'], { PORT: 'unused' });

    expect(exitCode).toBe(0);
    expect(stdout).toBe(printSchema());
  });
});

describe('seed', () => {
  test('applies the packaged seed and prints the changes; applying the seed again changes nothing', async () => {
    expect(await run(['seed'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Revision 1: \d+ concepts added, \d+ claims added\.\n$/) as unknown,
      stderr: expect.stringMatching(/^Applying \d+ documents from .*seed: \d+ changes\.\n$/) as unknown,
    });
    expect(await run(['seed'])).toMatchObject({
      exitCode: 0,
      stdout: 'Nothing has changed since revision 1.\n',
    });
    expect(await revisionOf(`file:${join(tertium.folder, 'data/tertium.db')}`)).toBe(1);
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

  test('with an invalid document exits with 3, prints the location, and applies nothing', async () => {
    await write('mine/a.tertium.yaml', document);
    await write('mine/b.tertium.yaml', 'approaches:\n  - slug: on\n    claims: []\n');

    expect(await run(['seed', 'mine'])).toEqual({
      exitCode: 3,
      stdout: '',
      stderr:
        'mine/b.tertium.yaml:2:5: expected the slug of an approach that the documents declare (the nearest is "one"), got "on"\n' +
        'Nothing has been applied.\n',
    });
    expect(await readdir(tertium.folder)).toEqual(['mine']);
  });

  test('with a document that has lost most of its claims exits with 3, unless --max-ended allows the loss', async () => {
    const approaches = (count: number): string =>
      Array.from(
        { length: count },
        (_, n) => `{ slug: a${n}, name: A${n}, claims: [{ definedAs: Text ${n}. }] }`,
      ).join(', ');
    const documentWith = (count: number): string =>
      `source: s\ncitedSources: [{ slug: s, name: S }]\napproaches: [${approaches(count)}]\n`;
    await write('mine/long.tertium.yaml', documentWith(40));
    await run(['seed', 'mine']);
    await write('mine/long.tertium.yaml', documentWith(2));

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

  test('with documents that do not fit the graph exits with 3', async () => {
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
        /expected a dimension that all its claims fit.*\nNothing has been applied\.\n$/,
      ) as unknown,
    });
  });

  test('with an unusable database exits with 1 and a message; LOG_LEVEL=debug adds the stack', async () => {
    // The header of a database file is 100 bytes long; a shorter file causes another error.
    await write('file', 'This file is not a database. '.repeat(9));
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

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'seeds a database with --seed, responds after it has printed that it is ready, and exits with 0 at %s',
    async (signal) => {
      const server = start(['serve', '--seed'], silent);
      const address = await addressOf(server);
      const query = encodeURIComponent('{ approaches(first: 50) { totalCount } revision { number } }');
      const response = await fetch(`${address}/graphql?query=${query}`, {
        headers: { 'apollo-require-preflight': 'yes' },
      });
      expect(await response.json()).toEqual({
        data: { approaches: { totalCount: 20 }, revision: { number: 1 } },
      });

      server.process.kill(signal);

      const finished = await server.finished;
      expect(finished).toMatchObject({ exitCode: 0, stderr: '' });
      expect(finished.stdout).toBe(`Tertium is ready at ${address}\n`);
      await expect(fetch(address)).rejects.toThrow();
    },
  );

  test('finishes a request that it is receiving at the signal', async () => {
    // The default time limits of requests and stops are too short for this test on a busy machine.
    const longTimes = { STOP_SECONDS: '600', REQUEST_TIMEOUT_MS: '600000' };
    const server = start(['serve', '--seed'], { PORT: '0', LOG_LEVEL: 'info', ...longTimes });
    const { port } = new URL(await addressOf(server));
    const body = JSON.stringify({ query: '{ revision { number } }' });
    const client = connect(Number(port), '127.0.0.1').setEncoding('utf8');
    client.write(
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\n' +
        'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    let received = '';
    client.on('data', (text: string) => (received += text));
    await once(client, 'data');
    expect(received).toContain('100 Continue');
    // A graceful shutdown closes connections on which no bytes arrive. White space before the JSON keeps this connection open until the signal is handled.
    const sending = setInterval(() => client.write('1\r\n \r\n'), 20);

    server.process.kill('SIGTERM');
    for await (const line of createInterface({ input: server.process.stderr as Readable })) {
      if (line.includes('SIGTERM received')) break;
    }
    clearInterval(sending);
    client.write(`${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);

    await once(client, 'close');
    expect(received).toContain('HTTP/1.1 200');
    expect(received).toContain('{"data":{"revision":{"number":1}}}');
    expect(await server.finished).toMatchObject({ exitCode: 0 });
  });

  test('has a quota for each client behind a configured proxy', async () => {
    const settings = { QUOTA_COST_PER_MINUTE: '1', QUOTA_BURST: '100000', TRUST_PROXY: '127.0.0.1' };
    const server = start(['serve', '--seed'], { ...silent, ...settings });
    const url = await addressOf(server);
    const remainingQuota = async (address: string): Promise<number> => {
      const { headers } = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify({ query: `{ approaches(first: 9) { nodes { name } } } # ${address}` }),
      });
      expect(headers.get('ratelimit-policy')).toBe('"cost";q=100000;w=6000000;qu="cost"');
      return Number(/^"cost";r=(\d+);t=\d+$/u.exec(headers.get('ratelimit') ?? '')?.[1]);
    };
    const remaining = await remainingQuota('203.0.113.1');
    expect(remaining).toBeLessThan(100_000);
    expect(await remainingQuota('203.0.113.2')).toBe(remaining);
    expect(await remainingQuota('198.51.100.1, 203.0.113.1')).toBe(remaining - (100_000 - remaining));
  });

  test('--seed leaves a graph with content unchanged', async () => {
    await write('book.yaml', document);
    await run(['seed', 'book.yaml']);
    const server = start(['serve', '--seed'], silent);
    await addressOf(server);
    server.process.kill('SIGTERM');

    expect(await server.finished).toMatchObject({ exitCode: 0 });
    expect(await revisionOf(`file:${join(tertium.folder, 'data/tertium.db')}`)).toBe(1);
  });

  test('exits with 1 and prints advice if the port is in use', async () => {
    const otherServer = createServer();
    await new Promise<void>((resolve) => otherServer.listen(0, '127.0.0.1', resolve));
    const { port } = otherServer.address() as { port: number };
    try {
      expect(await run(['serve', '--seed'], { PORT: `${port}`, LOG_LEVEL: 'silent' })).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: `Port ${port} of 127.0.0.1 is in use: set PORT to another port, or to 0 for any free port.\n`,
      });
    } finally {
      otherServer.close();
    }
  });
});
