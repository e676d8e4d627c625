import { afterEach, describe, expect, test } from '@jest/globals';
import { subjectTag, wholeGraph } from '../../src/graph/dependencies/dependency-tag.js';
import type { GraphView, Publication, Publications } from '../../src/graph/ports/reading.js';
import type { Change } from '../../src/graph/ports/writing.js';
import { InMemoryStore } from '../../src/read-model/in-memory-store.js';
import type { ReadModelOptions, ReadModelProblem } from '../../src/read-model/read-model.js';
import { citedSource, claim, concept, edited, feature, put } from '../support/changes.js';
import { sqliteStore } from '../support/stores.js';

const closeables: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of closeables.splice(0).reverse()) await each.close();
});

const lathe = (name: string): readonly Change[] => put([concept('APPROACH', 'lathe', { name })]);

async function nameIn(view: GraphView | null | undefined): Promise<string | undefined> {
  const [found] = (await view?.concepts([{ kind: 'APPROACH', reference: 'lathe' }])) ?? [];
  return found?.name;
}

/** Creates a promise that the test resolves. */
function deferred<Value = void>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}

async function openGraph(options: Partial<ReadModelOptions> = {}) {
  const statements: string[] = [];
  const problems: ReadModelProblem[] = [];
  const database = await sqliteStore.open((sql) => {
    // The check for a newer revision is not counted.
    if (!sql.includes('select max(number) from revision')) statements.push(sql);
  });
  await database.store.apply(lathe('first'), edited);
  const store = await InMemoryStore.open(database.store, {
    budget: 2 ** 30,
    maxWaitMs: 0,
    prepareMs: 60_000,
    retainMs: 60_000,
    onProblem: (problem) => void problems.push(problem),
    ...options,
  });
  closeables.push(database, store);
  const publications = store.reader.publications as Publications;
  return { store, publications, statements, problems };
}

describe('while a revision is being prepared', () => {
  test('requests read the previous view without statements, and the next view can be opened by its revision', async () => {
    const { store, publications, statements } = await openGraph();
    const [started, finish] = [deferred<GraphView>(), deferred()];
    publications.beforePublication(async (next) => {
      started.resolve(next);
      await finish.promise;
    });
    const applied = store.apply(lathe('second'), edited);
    const next = await started.promise;
    statements.length = 0;
    expect(await nameIn(await store.reader.openView())).toBe('first');
    expect(await nameIn(publications.viewInMemory(1))).toBe('first');
    expect(publications.viewInMemory(2)).toBe(next);
    expect(await nameIn(next)).toBe('second');
    expect(statements).toEqual([]);
    finish.resolve();
    expect((await applied).revision?.number).toBe(2);
    expect(await store.reader.openView()).toBe(next);
  });

  test('only the log of the next view has the tags that its publication touches', async () => {
    const { store, publications } = await openGraph();
    const seen: unknown[] = [];
    publications.beforePublication((next) => {
      const tag = subjectTag('approach/lathe');
      const logs = [publications.log, next.publications];
      seen.push(logs.map((log) => [log?.revision, log?.lastTouched(wholeGraph), log?.lastTouched(tag)]));
      return Promise.resolve();
    });
    await store.apply(lathe('second'), edited);
    expect(seen).toEqual([
      [
        [1, 1, 1],
        [2, 2, 2],
      ],
    ]);
    expect(publications.log?.lastTouched(subjectTag('approach/lathe'))).toBe(2);
  });

  test('the function that a preparation returns is called when the view is published, before the listeners are called and before apply resolves', async () => {
    const { store, publications } = await openGraph();
    const events: string[] = [];
    const published = (): string => `revision ${publications.log?.revision}`;
    publications.beforePublication(() => {
      events.push(`prepare at ${published()}`);
      return Promise.resolve(() => void events.push(`finish at ${published()}`));
    });
    publications.afterPublication(({ revision }) => void events.push(`publication of ${revision}`));
    await store.apply(lathe('second'), edited);
    events.push('applied');
    expect(events).toEqual(['prepare at revision 1', 'finish at revision 2', 'publication of 2', 'applied']);
  });

  test('functions whose registration has ended are not called', async () => {
    const { store, publications } = await openGraph();
    const calls: string[] = [];
    publications.beforePublication(() => Promise.resolve(void calls.push('before')))();
    publications.afterPublication(() => void calls.push('after'))();
    await store.apply(lathe('second'), edited);
    expect(calls).toEqual([]);
  });
});

describe('a preparation that takes too long', () => {
  test('is aborted, and the view is published; a late result is used only while the view is the published view', async () => {
    const { store, publications } = await openGraph({ prepareMs: 1 });
    const finished: number[] = [];
    const results = new Map<number, () => void>();
    const aborted: Promise<unknown>[] = [];
    publications.beforePublication((next, signal) => {
      const { number } = next.revision;
      aborted.push(new Promise((resolve) => signal.addEventListener('abort', resolve)));
      return new Promise((resolve) => results.set(number, () => resolve(() => void finished.push(number))));
    });
    await store.apply(lathe('second'), edited);
    expect(await nameIn(await store.reader.openView())).toBe('second');
    await store.apply(lathe('third'), edited);
    expect(await nameIn(await store.reader.openView())).toBe('third');
    await Promise.all(aborted);
    results.get(2)?.();
    results.get(3)?.();
    await new Promise(setImmediate);
    expect(finished).toEqual([3]);
  });

  test('does not delay the closing of the store', async () => {
    const { store, publications } = await openGraph();
    const started = deferred();
    publications.beforePublication(() => {
      started.resolve();
      return new Promise(() => undefined);
    });
    const applied = store.apply(lathe('second'), edited);
    await started.promise;
    await store.close();
    await applied;
  });
});

test('a view is published although its preparation fails, and the failure is reported', async () => {
  const { store, publications, problems } = await openGraph();
  publications.beforePublication(() => Promise.reject(new Error('broken')));
  await store.apply(lathe('second'), edited);
  expect(await nameIn(await store.reader.openView())).toBe('second');
  expect(problems).toEqual([{ type: 'PREPARATION_FAILED', error: new Error('broken') }]);
});

test('a publication lists the tags that it touched', async () => {
  const { store, publications } = await openGraph();
  const seen: Publication[] = [];
  publications.afterPublication((publication) => void seen.push(publication));
  await store.apply(
    put([citedSource('s'), feature('watch')], [claim('approach/lathe', 'HAS_FEATURE', 'feature/watch')]),
    edited,
  );
  const [{ revision, touched }] = seen as [Publication];
  expect(revision).toBe(2);
  expect([...(touched ?? [])].filter((tag) => !tag.startsWith('claim:')).sort()).toEqual([
    'about:approach/lathe HAS_FEATURE',
    'axes:FEATURE',
    'axis-slug:watch',
    'concept:cited-source/s',
    'concept:feature/watch',
    'kind:CITED_SOURCE',
    'kind:FEATURE',
    'link:approach/lathe feature/watch',
    'name:s',
    'name:watch',
    'names',
    'slug:CITED_SOURCE/s',
    'slug:FEATURE/watch',
    'source:cited-source/s',
    'subject:approach/lathe',
    'subject:cited-source/s',
    'subject:feature/watch',
    'target:feature/watch HAS_FEATURE',
  ]);
});

describe('the views of previous revisions', () => {
  test('are read from memory until the time to retain them has passed', async () => {
    const { store, publications, statements } = await openGraph({ retainMs: 500 });
    for (const name of ['second', 'third']) await store.apply(lathe(name), edited);
    statements.length = 0;
    expect(
      await Promise.all([1, 2, 3, 4].map((number) => nameIn(publications.viewInMemory(number)))),
    ).toEqual(['first', 'second', 'third', undefined]);
    expect(statements).toEqual([]);
    while (publications.viewInMemory(2)) await new Promise(setImmediate);
    expect(publications.viewInMemory(1)).toBeNull();
    expect(await nameIn(publications.viewInMemory(3))).toBe('third');
  });

  test('do not change when the tables are compacted', async () => {
    const { store, publications } = await openGraph();
    const features = Array.from({ length: 200 }, (_, number) => feature(`f${number}`));
    const approaches = Array.from({ length: 51 }, (_, number) => concept('APPROACH', `a${number}`));
    const claims = approaches.flatMap(({ id }) =>
      features.map((each) => claim(id, 'HAS_FEATURE', each.id, { citations: [] })),
    );
    await store.apply(put([citedSource('s'), ...features, ...approaches], claims), edited);
    const before = publications.viewInMemory(2) as GraphView;
    const bytes = store.byteLength;
    const firstClaims = await before.claimsToward(['feature/f0'], {});
    await store.apply([{ type: 'completeSource', source: 'cited-source/s' }], edited);
    expect(store.byteLength).toBeLessThan(bytes);
    expect(publications.viewInMemory(2)).toBe(before);
    expect(await before.claimsToward(['feature/f0'], {})).toEqual(firstClaims);
    expect(firstClaims.flat()).toHaveLength(51);
    expect((await (await store.reader.openView())?.claimsToward(['feature/f0'], {}))?.flat()).toEqual([]);
  });
});
