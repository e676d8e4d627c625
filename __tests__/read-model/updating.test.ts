import { afterEach, expect, test } from '@jest/globals';
import { TertiumError } from '../../src/graph/errors.js';
import type { GraphFeed } from '../../src/graph/ports/feed.js';
import { ReadModel, type ReadModelOptions } from '../../src/read-model/read-model.js';
import { concept, edited, put } from '../support/changes.js';
import { sqliteStore, type TestStore } from '../support/stores.js';

const closeables: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of closeables.splice(0).reverse()) await each.close();
});

const lathe = (name: string) => put([concept('APPROACH', 'lathe', { name })]);
const reference = { kind: 'APPROACH', reference: 'lathe' } as const;

async function nameIn(model: ReadModel): Promise<string | undefined> {
  const view = await model.openView();
  const [found] = (await view?.concepts([reference])) ?? [];
  return found?.name;
}

/** Opens a store with one revision, and a read model whose feed can be delayed. */
async function modelWithGate(options: Pick<ReadModelOptions, 'maxWaitMs'>): Promise<{
  graph: TestStore;
  model: ReadModel;
  openGate: () => void;
  closeGate: () => void;
}> {
  const graph = await sqliteStore.open();
  await graph.store.apply(lathe('first'), edited);
  const { reader, feed } = graph.store;
  let gate = Promise.resolve();
  let openGate = (): void => undefined;
  const slowFeed: GraphFeed = {
    newest: () => feed.newest(),
    countClaims: (revision) => feed.countClaims(revision),
    watch: (onNews) => feed.watch(onNews),
    async *between(from, to) {
      await gate;
      yield* feed.between(from, to);
    },
  };
  const model = await ReadModel.load({ reader, feed: slowFeed }, { budget: 2 ** 30, ...options });
  closeables.push(graph, model);
  return {
    graph,
    model,
    closeGate: () => {
      gate = new Promise((resolve) => (openGate = resolve));
    },
    openGate: () => openGate(),
  };
}

test('concurrent requests after a publication read the published revision', async () => {
  // The default maximum wait is too short for a busy machine.
  const { graph, model } = await modelWithGate({ maxWaitMs: 60_000 });
  for (const name of ['second', 'third', 'fourth']) {
    await graph.store.apply(lathe(name), edited);
    expect(await Promise.all([nameIn(model), nameIn(model), nameIn(model)])).toEqual([name, name, name]);
  }
});

test('requests are served from memory while the store is unavailable, before and after the update has failed', async () => {
  const graph = await sqliteStore.open();
  await graph.store.apply(lathe('first'), edited);
  const { reader, feed } = graph.store;
  let isUnavailable = false;
  let failUpdate = (): void => undefined;
  const failedUpdate = new Promise<never>((_, reject) => {
    failUpdate = () => reject(new TertiumError('STORE_UNAVAILABLE', 'The database cannot be used.'));
  });
  const model = await ReadModel.load(
    {
      reader: {
        openView: (at) => (isUnavailable ? new Promise(() => undefined) : reader.openView(at)),
        openViewAsOf: (time) => reader.openViewAsOf(time),
      },
      feed: {
        newest: () => (isUnavailable ? failedUpdate : feed.newest()),
        countClaims: (revision) => feed.countClaims(revision),
        watch: (onNews) => feed.watch(onNews),
        between: (from, to) => feed.between(from, to),
      },
    },
    { budget: 2 ** 30, maxWaitMs: 1 },
  );
  closeables.push(graph, model);
  isUnavailable = true;
  await graph.store.apply(lathe('second'), edited);
  expect(await nameIn(model)).toBe('first');
  failUpdate();
  await model.published(2);
  expect(await nameIn(model)).toBe('first');
});

test('requests read the previous revision from memory while the published revision is loaded into memory', async () => {
  const { graph, model, closeGate, openGate } = await modelWithGate({ maxWaitMs: 1 });
  closeGate();
  await graph.store.apply(lathe('second'), edited);
  const view = await model.openView();
  expect(view?.inMemoryClaims).toBeDefined();
  expect(view?.revision.number).toBe(1);
  expect(await nameIn(model)).toBe('first');
  openGate();
  await model.published(2);
  expect((await model.openView())?.revision.number).toBe(2);
  expect(await nameIn(model)).toBe('second');
});
