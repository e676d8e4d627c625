/** Tests list items whose fields fail synchronously or asynchronously. An unhandled rejection would end the process, so the test starts a real server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addressOf, buildTertium, startTertium, type BuiltTertium, type RunningCommand } from './tertium.js';

let tertium: BuiltTertium;
let folder: string;
let server: RunningCommand;
let address: string;
beforeAll(async () => {
  tertium = buildTertium();
  folder = await mkdtemp(join(tmpdir(), 'tertium-failing-lists-'));
  const settings = { PORT: '0', DATABASE_URL: 'file:graph.db' };
  server = startTertium(tertium, ['serve', '--seed'], { folder, settings });
  address = await addressOf(server);
}, 120_000);
afterAll(async () => {
  server.process.kill('SIGKILL');
  await server.finished;
  tertium.remove();
  await rm(folder, { recursive: true });
});

test('list items whose fields fail do not end the server', async () => {
  // The first result is a benefit, whose first field returns a promise. The next result is a feature, whose field fails synchronously.
  const query = `query ($n: Int) { search(text: "software", first: 50) { nodes { __typename
    ... on Benefit { equivalentTo { totalCount } approaches(first: $n) { totalCount } }
    ... on Feature { approaches(first: $n) { totalCount } } } } }`;
  const post = async (
    n?: null,
  ): Promise<{ data: { search: unknown }; errors?: readonly { message: string }[] }> => {
    const body = JSON.stringify({ query, variables: { n } });
    const headers = { 'content-type': 'application/json' };
    return (await (await fetch(`${address}/graphql`, { method: 'POST', headers, body })).json()) as never;
  };
  const { data } = await post();
  expect(data.search).toMatchObject({
    nodes: expect.arrayContaining(
      [{ __typename: 'Benefit' }, { __typename: 'Feature' }].map(expect.objectContaining),
    ),
  });
  for (let time = 0; time < 3; time += 1) {
    expect(await post(null)).toMatchObject({
      data: { search: null },
      errors: [{ message: expect.stringContaining('must not be null') }],
    });
  }
  expect((await fetch(`${address}/livez`)).status).toBe(200);
});
