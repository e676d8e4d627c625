import { afterEach, describe, expect, test } from '@jest/globals';
import type { Change, GraphStore } from '../../../src/graph/ports/writing.js';
import { PurgeClient } from '../../../src/http/purge/purge-client.js';
import { purgePublications } from '../../../src/http/purge/purge-publications.js';
import { PurgeQueue } from '../../../src/http/purge/purge-queue.js';
import { openStore } from '../../../src/storage/open-store.js';
import { imported } from '../../support/changes.js';
import { inMemoryStore, sqliteStore, type TestStoreKind } from '../../support/stores.js';
import { startPurgeServer, type PurgeServer } from './purge-server.js';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

interface Purged {
  readonly store: GraphStore;
  readonly url: string;
  readonly cache: PurgeServer;
  readonly queue: PurgeQueue;
}

async function startPurges(kind: TestStoreKind): Promise<Purged> {
  const graph = await kind.open();
  const cache = await startPurgeServer();
  const queue = new PurgeQueue({
    client: new PurgeClient({
      url: cache.url,
      headers: {},
      body: '{tags}',
      allowsPrivateAddresses: true,
    }),
    tagOfAll: 'tertium',
    tagsPerCall: 100,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const stop = purgePublications(graph.store.reader, queue, 5);
  cleanUps.push(
    stop,
    () => queue.close(),
    () => cache.close(),
    () => graph.close(),
  );
  return { store: graph.store, url: graph.url, cache, queue };
}

/** Waits until the cache has received `count` calls. @returns the tags of each call */
async function callsOf({ cache }: Purged, count: number): Promise<readonly (readonly string[])[]> {
  while (cache.calls.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
  return cache.calls.map(({ body }) => JSON.parse(body) as string[]);
}

const approach = (slug: string): Change => ({
  type: 'putConcept',
  concept: {
    kind: 'APPROACH',
    id: `approach/${slug}`,
    slug,
    name: slug,
    aliases: [],
    summary: null,
    sameAs: [],
  },
});

describe('The purges of a server', () => {
  test('cover all responses at its start, and then the tags that publications touch', async () => {
    const purged = await startPurges(inMemoryStore(sqliteStore));
    expect(await callsOf(purged, 1)).toEqual([['tertium']]);
    await purged.store.apply([approach('msp')], imported);
    const [, tags = []] = await callsOf(purged, 2);
    expect(tags).toContain('graph');
    expect(tags).toContain('concept:approach/msp');
    expect(tags).toContain('kind:APPROACH');
    expect(tags).not.toContain('tertium');
    expect(tags).not.toContain('kind:BENEFIT');
  });

  test('include purges for publications of another store, without a request', async () => {
    const purged = await startPurges(inMemoryStore(sqliteStore));
    await callsOf(purged, 1);
    const other = await openStore(purged.url);
    await other.apply([approach('devops')], imported);
    await other.close();
    const [, tags] = await callsOf(purged, 2);
    expect(tags).toContain('concept:approach/devops');
  });

  test('cover all responses if the graph is read from the database', async () => {
    const purged = await startPurges(sqliteStore);
    await callsOf(purged, 1);
    // Lets the first check open its view before the publication.
    await purged.store.reader.openView();
    await purged.store.apply([approach('msp')], imported);
    expect(await callsOf(purged, 2)).toEqual([['tertium'], ['tertium']]);
  });
});
