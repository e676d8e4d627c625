/** A SQLite file that is removed or replaced while it is open: later writes to it would be lost. */
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Change, GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import { approach, basis, imported, put } from '../contract/examples.js';

let folder: string;
let file: string;
let store: GraphStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-moved-'));
  file = join(folder, 'graph.db');
  store = await openStore(`file:${file}`);
  await store.apply(put(...basis), imported);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const elsewhere = (): string => join(folder, 'elsewhere.db');

async function replace(): Promise<void> {
  await (await openStore(`file:${elsewhere()}`)).close();
  await rename(elsewhere(), file);
}

describe.each([
  ['removed', () => rename(file, elsewhere()), 'removed'],
  ['replaced', replace, 'replaced by another file'],
  ['hidden with its folder', () => rename(folder, `${folder}-away`), 'removed'],
])('a file that was %s', (_name, move, happened) => {
  beforeEach(() => move());
  afterEach(() => rename(`${folder}-away`, folder).catch(() => undefined));
  const refusal = {
    code: 'STORE_UNAVAILABLE',
    operatorMessage: expect.stringMatching(
      new RegExp(
        `^The database file .*graph\\.db cannot be used: it was ${happened} after it was opened\\. `,
        'u',
      ),
    ) as unknown,
  };

  test('makes the store unavailable', async () => {
    await expect(store.ping()).rejects.toMatchObject(refusal);
  });

  test('is not written to', async () => {
    const set = put(approach('late'));
    await expect(store.apply(set, imported)).rejects.toMatchObject(refusal);
    await expect(store.rehearse(set, imported)).rejects.toMatchObject(refusal);
  });

  test('can still be read', async () => {
    expect((await store.reader.openView())?.revision.number).toBe(1);
  });
});

test('a set that is being applied when the file is removed is not applied; after the file is back, the store works again', async () => {
  async function* removing(): AsyncGenerator<Change> {
    yield* put(approach('late'));
    await rename(file, elsewhere());
  }
  await expect(store.apply(removing(), imported)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await rename(elsewhere(), file);

  await store.ping();
  expect((await store.reader.openView())?.revision.number).toBe(1);
  expect(await store.apply(put(approach('late')), imported)).toMatchObject({ revision: { number: 2 } });
});
