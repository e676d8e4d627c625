/** Tests a SQLite file that is removed, replaced or overwritten while it is open: later writes to the file would be lost. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Change, GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import { approach, baseConcepts, imported, put } from '../contract/examples.js';

let folder: string;
let file: string;
let store: GraphStore;
let availability: (string | null)[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-moved-'));
  file = join(folder, 'graph.db');
  await openFile();
  await store.apply(put(...baseConcepts), imported);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** Opens the file, and records a message when an outage begins, and null when it ends. */
async function openFile(): Promise<void> {
  availability = [];
  store = await openStore(`file:${file}`, {
    onAvailability: (change) => availability.push(change.isAvailable ? null : change.error.message),
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await nextTurn();
}

const otherPath = (): string => join(folder, 'other.db');

async function replace(): Promise<void> {
  await (await openStore(`file:${otherPath()}`)).close();
  await rename(otherPath(), file);
}

describe.each([
  ['removed', () => rename(file, otherPath()), 'removed'],
  ['replaced', replace, 'replaced by another file'],
  ['moved with its folder', () => rename(folder, `${folder}-away`), 'removed'],
])('a file that was %s', (_name, move, reason) => {
  beforeEach(() => move());
  afterEach(() => rename(`${folder}-away`, folder).catch(() => undefined));
  const unavailable = {
    code: 'STORE_UNAVAILABLE',
    operatorMessage: expect.stringMatching(
      new RegExp(
        `^The database file .*graph\\.db cannot be used: it was ${reason} after it was opened\\. `,
        'u',
      ),
    ) as unknown,
  };

  test('makes a ping fail', async () => {
    await expect(store.ping()).rejects.toMatchObject(unavailable);
  });

  test('is not written to', async () => {
    const set = put(approach('late'));
    await expect(store.apply(set, imported)).rejects.toMatchObject(unavailable);
    await expect(store.rehearse(set, imported)).rejects.toMatchObject(unavailable);
  });

  test('can still be read', async () => {
    expect((await store.reader.openView())?.revision.number).toBe(1);
  });

  test('is detected without a request, and is reported as one outage although reads succeed', async () => {
    await until(() => availability.length > 0);
    for (let times = 0; times < 3; times += 1) {
      await store.reader.openView();
      await expect(store.ping()).rejects.toMatchObject(unavailable);
    }
    expect(availability).toEqual([expect.stringContaining(`it was ${reason} after it was opened`)]);
  });
});

test('a set is not applied if the file is removed while the set is read; the store is usable after the file has been restored', async () => {
  async function* removing(): AsyncGenerator<Change> {
    yield* put(approach('late'));
    await rename(file, otherPath());
  }
  await expect(store.apply(removing(), imported)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await rename(otherPath(), file);

  await store.ping();
  expect((await store.reader.openView())?.revision.number).toBe(1);
  expect(await store.apply(put(approach('late')), imported)).toMatchObject({ revision: { number: 2 } });
});

test('the return of a removed file is detected without a request', async () => {
  await rename(file, otherPath());
  await until(() => availability.length === 1);
  await rename(otherPath(), file);
  await until(() => availability.length === 2);
  expect(availability).toEqual([expect.any(String), null]);
});

describe.each([
  ['another graph', 'an empty write-ahead log', true, otherGraph],
  ['another graph', 'commits in its write-ahead log', false, otherGraph],
  ['an older copy', 'an empty write-ahead log', true, async (older: Buffer) => older],
  [
    'the first 50 bytes of an older copy',
    'an empty write-ahead log',
    true,
    async (older: Buffer) => older.subarray(0, 50),
  ],
])('a file that is overwritten in place by %s, with %s', (_name, _log, isCheckpointed, otherContent) => {
  /** The content of the file before it is overwritten. */
  let content: Buffer;
  let other: Buffer;
  const unavailable = {
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
    // After this read, the connections have cached pages of the file.
    await read();
    content = await readFile(file);
    other = await otherContent(older);
    await writeFile(file, other);
  });

  const read = async (): Promise<unknown> =>
    (await store.reader.openView())?.conceptsNamed(['msp', 'newer', 'other']);

  test('is detected without a request, and is reported as one outage', async () => {
    await until(() => availability.length > 0);
    for (let times = 0; times < 3; times += 1) {
      await expect(read()).rejects.toMatchObject(unavailable);
      await expect(store.ping()).rejects.toMatchObject(unavailable);
    }
    expect(availability).toEqual([expect.stringContaining('it was overwritten')]);
  });

  test('is not written to', async () => {
    await expect(store.apply(put(approach('late')), imported)).rejects.toMatchObject(unavailable);
    expect((await readFile(file)).equals(other)).toBe(true);
  });

  test('is used again after its content has been restored, without cached pages of the other content', async () => {
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

/** Creates another graph, with more revisions than the graph in `file`. @returns the content of the file of the other graph */
async function otherGraph(): Promise<Buffer> {
  const otherStore = await openStore(`file:${otherPath()}`);
  for (const slug of ['other', 'and-another', 'and-one-more'])
    await otherStore.apply(put(approach(slug)), imported);
  await otherStore.close();
  return readFile(otherPath());
}

const locksOfSystem = '/proc/locks';
const testWithLocks = existsSync(locksOfSystem) ? test : test.skip;
testWithLocks('closing a store does not release the locks of another store in the same process', async () => {
  const { ino } = await stat(file);
  const locks = async (): Promise<number> =>
    (await readFile(locksOfSystem, 'utf8')).split('\n').filter((line) => line.includes(`:${ino} `)).length;
  const another = await openStore(`file:${file}`);
  await another.close();
  expect(await locks()).toBeGreaterThan(0);
});
