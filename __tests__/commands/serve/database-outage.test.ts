/** Tests the command line with a PostgreSQL server that stops and starts again, or ends connections. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { speedLine } from '../../support/claim-lines.js';
import { startOwnPostgres, type OwnPostgres } from '../../../scripts/support/own-postgres.js';
import { addressOf, buildTertium, startTertium, type BuiltTertium, type RunningCommand } from '../tertium.js';

let tertium: BuiltTertium;
let postgres: OwnPostgres;
let folder: string;
beforeAll(async () => {
  tertium = buildTertium();
  postgres = await startOwnPostgres();
  folder = await mkdtemp(join(tmpdir(), 'tertium-outage-'));
  await startTertium(tertium, ['seed'], { folder, settings: { DATABASE_URL: postgres.url } }).finished;
}, 120_000);
afterAll(async () => {
  await postgres.remove();
  tertium.remove();
  await rm(folder, { recursive: true });
});

const internalNames = /127\.0\.0\.1|localhost|postgres/;

describe('a server whose database becomes unavailable', () => {
  let server: RunningCommand;
  let address: string;
  let log = '';
  beforeAll(async () => {
    server = startTertium(tertium, ['serve'], {
      folder,
      settings: { DATABASE_URL: postgres.url, PORT: '0', LOG_LEVEL: 'info' },
    });
    server.process.stderr?.on('data', (text: string) => (log += text));
    address = await addressOf(server);
  });
  afterAll(async () => {
    server.process.kill('SIGTERM');
    await server.finished;
  });

  async function post(query: string): Promise<{ status: number; text: string; retryAfter: string | null }> {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { status, headers } = response;
    return { status, text: await response.text(), retryAfter: headers.get('retry-after') };
  }

  const inMemoryQuery = '{ approach(slug: "msp") { name } }';
  /** Creates a query that reads from the database. Each query has a different text, because responses are cached. */
  const databaseQuery = (): string => `{ found${(queries += 1)}: revisions(first: 2) { nodes { message } } }`;
  let queries = 0;

  test('serves the in-memory view, reports STORE_UNAVAILABLE for other reads, and recovers', async () => {
    const before = await post(databaseQuery());
    expect(before).toMatchObject({ status: 200, text: expect.stringContaining('message') as unknown });

    log = '';
    await postgres.stop('immediate');
    const [fromMemory, unavailable, partial, ready] = [
      await post(inMemoryQuery),
      await post(databaseQuery()),
      await post(`{ approach(slug: "msp") { name } ${databaseQuery().slice(1)}`),
      await fetch(`${address}/readyz`),
    ];
    for (let count = 0; count < 10; count += 1) await post(databaseQuery());

    expect(fromMemory).toMatchObject({ status: 200, text: expect.stringContaining('"name":') as unknown });
    expect(unavailable).toMatchObject({ status: 503, retryAfter: '1' });
    expect(JSON.parse(unavailable.text)).toMatchObject({
      errors: [
        {
          message: expect.not.stringMatching(internalNames) as unknown,
          extensions: { code: 'STORE_UNAVAILABLE' },
        },
      ],
    });
    expect(partial.status).toBe(partial.text.includes('"name":') ? 200 : 503);
    expect(ready.status).toBe(503);
    expect(await ready.text()).not.toMatch(internalNames);

    await postgres.start();
    let after = await post(databaseQuery());
    while (after.status !== 200) after = await post(databaseQuery());
    expect(after.text.replace(/found\d+/, 'found')).toBe(before.text.replace(/found\d+/, 'found'));
    const lines = log.split('\n').filter((line) => /"level":(?:40|50|60)/.test(line));
    expect(lines).toEqual([expect.stringContaining('The database cannot be used')]);
    expect(lines[0]).not.toMatch(internalNames);
  });
});

test('an import whose connection breaks applies nothing, and prints the reason', async () => {
  const file = 'lathes.jsonl';
  const claims = Array.from({ length: 20_000 }, (_, number) => speedLine({ approach: `Lathe ${number}` }));
  await writeFile(join(folder, file), claims.join(''));
  const command = startTertium(tertium, ['import', file, '--format', 'claims'], {
    folder,
    settings: { DATABASE_URL: postgres.url },
  });
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    const terminateWriters = `select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and backend_xid is not null`;
    let terminated = 0;
    while (terminated === 0) terminated = (await client.query(terminateWriters)).rowCount ?? 0;

    expect(await command.finished).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(/^The database at [^\n]* cannot be used: [^\n]*\n$/) as unknown,
    });
    const { rows } = await client.query<{ number: number }>('select max(number) as number from revision');
    expect(rows).toEqual([{ number: 1 }]);
  } finally {
    await client.end();
  }
});
