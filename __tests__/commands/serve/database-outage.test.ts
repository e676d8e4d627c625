/** The command line while its PostgreSQL server is stopped and started again. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { speedLine } from '../../support/claim-lines.js';
import { startOwnPostgres, type OwnPostgres } from '../../../scripts/support/own-postgres.js';
import { buildTertium, startTertium, type BuiltTertium, type Started } from '../tertium.js';

let tertium: BuiltTertium;
let server: OwnPostgres;
let folder: string;
beforeAll(async () => {
  tertium = buildTertium();
  server = await startOwnPostgres();
  folder = await mkdtemp(join(tmpdir(), 'tertium-outage-'));
  await startTertium(tertium, ['seed'], { folder, settings: { DATABASE_URL: server.url } }).finished;
}, 120_000);
afterAll(async () => {
  await server.remove();
  tertium.remove();
  await rm(folder, { recursive: true });
});

const place = /127\.0\.0\.1|localhost|postgres/;

describe('a server whose database becomes unavailable', () => {
  let served: Started;
  let address: string;
  let log = '';
  beforeAll(async () => {
    served = startTertium(tertium, ['serve'], {
      folder,
      settings: { DATABASE_URL: server.url, PORT: '0', LOG_LEVEL: 'info' },
    });
    served.process.stderr?.on('data', (text: string) => (log += text));
    address = String((await served.lines.next()).value).replace('Tertium is ready at ', '');
  });
  afterAll(async () => {
    served.process.kill('SIGTERM');
    await served.finished;
  });

  async function ask(query: string): Promise<{ status: number; text: string; retryAfter: string | null }> {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { status, headers } = response;
    return { status, text: await response.text(), retryAfter: headers.get('retry-after') };
  }

  const inMemory = '{ approach(slug: "msp") { name } }';
  /** A different text each time, because responses are cached. */
  const inDatabase = (): string => `{ found${(asked += 1)}: search(text: "automation") { totalCount } }`;
  let asked = 0;

  test('serves the in-memory view, reports STORE_UNAVAILABLE otherwise, and recovers', async () => {
    const before = await ask(inDatabase());
    expect(before).toMatchObject({ status: 200, text: expect.stringContaining('totalCount') as unknown });

    log = '';
    await server.stop('immediate');
    const [served, refused, inPart, ready] = [
      await ask(inMemory),
      await ask(inDatabase()),
      await ask(`{ approach(slug: "msp") { name } ${inDatabase().slice(1)}`),
      await fetch(`${address}/readyz`),
    ];
    for (let times = 0; times < 10; times += 1) await ask(inDatabase());

    expect(served).toMatchObject({ status: 200, text: expect.stringContaining('"name":') as unknown });
    expect(refused).toMatchObject({ status: 503, retryAfter: '1' });
    expect(JSON.parse(refused.text)).toMatchObject({
      errors: [
        { message: expect.not.stringMatching(place) as unknown, extensions: { code: 'STORE_UNAVAILABLE' } },
      ],
    });
    expect(inPart.status).toBe(inPart.text.includes('"name":') ? 200 : 503);
    expect(ready.status).toBe(503);
    expect(await ready.text()).not.toMatch(place);

    await server.start();
    let after = await ask(inDatabase());
    while (after.status !== 200) after = await ask(inDatabase());
    expect(after.text.replace(/found\d+/, 'found')).toBe(before.text.replace(/found\d+/, 'found'));
    const lines = log.split('\n').filter((line) => /"level":(?:40|50|60)/.test(line));
    expect(lines).toEqual([expect.stringContaining('The database cannot be used')]);
    expect(lines[0]).not.toMatch(place);
  });
});

test('an import whose connection breaks applies nothing, and says why', async () => {
  const file = 'lathes.jsonl';
  const claims = Array.from({ length: 20_000 }, (_, number) => speedLine({ approach: `Lathe ${number}` }));
  await writeFile(join(folder, file), claims.join(''));
  const importing = startTertium(tertium, ['import', file, '--format', 'claims'], {
    folder,
    settings: { DATABASE_URL: server.url },
  });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and backend_xid is not null`;
    let cutConnections = 0;
    while (cutConnections === 0) cutConnections = (await client.query(cut)).rowCount ?? 0;

    expect(await importing.finished).toEqual({
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
