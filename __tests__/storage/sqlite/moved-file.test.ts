/** A SQLite file that is removed, replaced or overwritten while it is open: what is written to it then would be lost. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Change, GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import { approach, basis, imported, put } from '../contract/examples.js';

let folder: string;
let file: string;
let store: GraphStore;
let availability: (string | null)[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-moved-'));
  file = join(folder, 'graph.db');
  await openFile();
  await store.apply(put(...basis), imported);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** Opens the file, and records its outages: the reason of each when it begins, and null when it ends. */
async function openFile(): Promise<void> {
  availability = [];
  store = await openStore(`file:${file}`, {
    onAvailability: (change) => availability.push(change.isAvailable ? null : change.error.message),
  });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await nextTurn();
}

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

  test('is noticed without a request, and is one outage although reads are answered', async () => {
    await until(() => availability.length > 0);
    for (let times = 0; times < 3; times += 1) {
      await store.reader.openView();
      await expect(store.ping()).rejects.toMatchObject(refusal);
    }
    expect(availability).toEqual([expect.stringContaining(`it was ${happened} after it was opened`)]);
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

test('the end of such an outage is noticed without a request', async () => {
  await rename(file, elsewhere());
  await until(() => availability.length === 1);
  await rename(elsewhere(), file);
  await until(() => availability.length === 2);
  expect(availability).toEqual([expect.any(String), null]);
});

describe.each([
  ['another graph', 'whose write-ahead log is empty', true, otherGraph],
  ['another graph', 'that has commits in its write-ahead log', false, otherGraph],
  ['an older copy', 'whose write-ahead log is empty', true, async (older: Buffer) => older],
  [
    'a part of a file',
    'whose write-ahead log is empty',
    true,
    async (older: Buffer) => older.subarray(0, 50),
  ],
])('a file that is overwritten in place by %s, and %s', (_name, _log, isCheckpointed, otherContent) => {
  /** The content of the file before it is overwritten. */
  let content: Buffer;
  let other: Buffer;
  const refusal = {
    code: 'STORE_UNAVAILABLE',
    operatorMessage: expect.stringMatching(
      /graph\.db cannot be used: it was overwritten by another graph or an older copy after it was opened\. /u,
    ) as unknown,
  };
  beforeEach(async () => {
    await store.close();
    const older = await readFile(file);
    await openFile();
    await store.apply(put(approach('newer')), imported);
    if (isCheckpointed) {
      await store.close();
      await openFile();
    }
    // Read, so that connections have cached pages of it.
    await read();
    content = await readFile(file);
    other = await otherContent(older);
    await writeFile(file, other);
  });

  const read = async (): Promise<unknown> =>
    (await store.reader.openView())?.conceptsNamed(['msp', 'newer', 'other']);

  test('is noticed without a request, and is one outage', async () => {
    await until(() => availability.length > 0);
    for (let times = 0; times < 3; times += 1) {
      await expect(read()).rejects.toMatchObject(refusal);
      await expect(store.ping()).rejects.toMatchObject(refusal);
    }
    expect(availability).toEqual([expect.stringContaining('it was overwritten')]);
  });

  test('is not written to', async () => {
    await expect(store.apply(put(approach('late')), imported)).rejects.toMatchObject(refusal);
    expect((await readFile(file)).equals(other)).toBe(true);
  });

  test('is used again when its content is back, without a page of the other one', async () => {
    const before = [['approach/msp'], ['approach/newer'], []];
    await until(() => availability.length === 1);
    await writeFile(file, content);
    await until(() => availability.length === 2);

    expect(availability).toEqual([expect.any(String), null]);
    expect(await read()).toEqual(before);
    expect(await store.apply(put(approach('late')), imported)).toMatchObject({ revision: { number: 3 } });
    expect(await read()).toEqual(before);
    await store.ping();
  });
});

/** The content of a file with another graph, with more revisions. */
async function otherGraph(): Promise<Buffer> {
  const one = await openStore(`file:${elsewhere()}`);
  for (const slug of ['other', 'and-another', 'and-one-more']) await one.apply(put(approach(slug)), imported);
  await one.close();
  return readFile(elsewhere());
}

const locksOfSystem = '/proc/locks';
const testWithLocks = existsSync(locksOfSystem) ? test : test.skip;
testWithLocks('a store that is closed leaves the locks of another one in the same process', async () => {
  const { ino } = await stat(file);
  const locks = async (): Promise<number> =>
    (await readFile(locksOfSystem, 'utf8')).split('\n').filter((line) => line.includes(`:${ino} `)).length;
  const another = await openStore(`file:${file}`);
  await another.close();
  expect(await locks()).toBeGreaterThan(0);
});
