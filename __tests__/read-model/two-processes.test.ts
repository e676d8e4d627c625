import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildTertium, startTertium, type BuiltTertium, type RunningCommand } from '../commands/tertium.js';
import { concept, edited, imported, put } from '../support/changes.js';
import { eachStore, type TestStore } from '../support/stores.js';

let tertium: BuiltTertium;
let folder: string;
beforeAll(async () => {
  tertium = buildTertium();
  folder = await mkdtemp(join(tmpdir(), 'tertium-two-'));
});
afterAll(async () => {
  tertium.remove();
  await rm(folder, { recursive: true });
});

const lathe = (name: string) => put([concept('APPROACH', 'lathe', { name })]);

describe.each(eachStore)('a server with an in-memory view, on $name', ({ open }) => {
  let graph: TestStore;
  let server: RunningCommand;
  let address: string;
  beforeAll(async () => {
    graph = await open();
    await graph.store.apply(lathe('name 0'), imported);
    server = startTertium(tertium, ['serve'], {
      folder,
      settings: { DATABASE_URL: graph.url, PORT: '0', LOG_LEVEL: 'silent' },
    });
    const { value } = await server.lines.next();
    address = String(value).replace('Tertium is ready at ', '');
  });
  afterAll(async () => {
    server.process.kill('SIGTERM');
    await server.finished;
    await graph.close();
  });

  async function query(): Promise<{ revision: { number: number }; approach: { name: string } }> {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: '{ revision { number } approach(slug: "lathe") { name } }' }),
    });
    const { data } = (await response.json()) as { data: Awaited<ReturnType<typeof query>> };
    return data;
  }

  test('serves each revision that another process publishes, and never serves a part of a revision', async () => {
    for (let number = 2; number <= 12; number += 1) {
      const before = await query();
      expect(before.revision.number).toBeGreaterThanOrEqual(1);
      await graph.store.apply(lathe(`name ${number - 1}`), edited);
      let result = await query();
      while (result.revision.number < number) {
        expect(result.approach.name).toBe(`name ${result.revision.number - 1}`);
        result = await query();
      }
      expect(result).toEqual({ revision: { number }, approach: { name: `name ${number - 1}` } });
    }
  });
});
