/** Tests that a publication invalidates each page, feed, fragment and file that it changes. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { RequestContext } from '../../../src/api/request/context.js';
import { onWholeGraph } from '../../../src/graph/dependencies/dependency-recorder.js';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import type { MaybePromise } from '../../../src/graph/work/maybe-promise.js';
import { BoundedExecution } from '../../../src/http/graphql/bounded-execution.js';
import { openStore } from '../../../src/storage/open-store.js';
import { Choices, numbersFrom } from '../../../scripts/fuzz/choices.js';
import { DependencyLaw, type Computation, type Computed } from '../../support/dependency-law.js';
import { contentIn, contentOf, RandomPublications } from '../../support/random-publications.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';
import { long, runs, sampleOf } from '../../support/test-run.js';

interface PageAddress {
  /** The path and query. */
  readonly text: string;
}

let graph: TestStore;
/** A store that reads the same graph from the database, and caches nothing. */
let uncached: GraphStore;
let fromMemory: TestServer;
let fromDatabase: TestServer;

/** The view that the next request reads; null for the published view. */
let readNext: MaybePromise<GraphView> | null = null;
let lastContext: RequestContext | null = null;

beforeAll(async () => {
  const { openContext } = BoundedExecution.prototype;
  jest.spyOn(BoundedExecution.prototype, 'openContext').mockImplementation(async function (
    this: BoundedExecution,
    request,
  ) {
    request.pinnedView = readNext;
    return (lastContext = await openContext.call(this, request));
  });
  graph = await inMemoryStore(sqliteStore).open();
  await seed(graph.store);
  uncached = await openStore(graph.url);
  fromMemory = await serveStore(graph.store, { logLevel: 'silent' });
  fromDatabase = await serveStore(uncached, { logLevel: 'silent' });
});
afterAll(async () => {
  await fromMemory.close();
  await fromDatabase.close();
  await uncached.close();
  await graph.close();
});

async function load(
  { app }: TestServer,
  { text }: PageAddress,
  view: MaybePromise<GraphView> | null,
): Promise<Computed | null> {
  lastContext = null;
  readNext = view;
  const { statusCode, payload } = await app.inject({ method: 'GET', url: text });
  // Responses with another status are not cached.
  if (statusCode !== 200) return null;
  const context = lastContext as RequestContext | null;
  return { bytes: payload, tags: context?.dependencies() ?? onWholeGraph };
}

const computation: Computation<PageAddress> = {
  cached: (page, view) => load(fromMemory, page, view),
  async uncached(page, revision) {
    const view = revision === null ? null : (uncached.reader.openView(revision) as MaybePromise<GraphView>);
    return (await load(fromDatabase, page, view))?.bytes ?? null;
  },
};

const extensions = [
  '',
  '.md',
  '.csv',
  '.json',
  '.embed',
  '.atom',
  '.fragment',
  '.verdict',
  '.choice',
  '.svg',
];

/** Returns addresses of pages, feeds, fragments and files of the graph, some of them in German. */
async function addresses(): Promise<readonly string[]> {
  const { concepts } = await contentOf(uncached.reader);
  const slugsOf = (kind: string): readonly string[] =>
    concepts.flatMap((each) => (each.kind === kind ? [each.slug] : []));
  const [approaches, questions] = [slugsOf('APPROACH'), slugsOf('QUESTION')];
  const pairs = approaches.slice(1).map((slug, index) => [approaches[index], slug].sort().join());
  return [
    '/',
    '/?lang=de',
    '/?q=licence',
    '/sitemap.xml',
    '/sitemap.xml?kind=approaches',
    ...approaches.flatMap((slug) => [`/approach/${slug}`, `/approach/${slug}.card`]),
    ...slugsOf('CITED_SOURCE').map((slug) => `/source/${slug}`),
    ...questions.flatMap((slug) => extensions.map((extension) => `/compare/${slug}${extension}`)),
    ...questions.map((slug) => `/oembed?url=http://localhost:80/compare/${slug}`),
    ...pairs.flatMap((pair, index) => {
      const extension = extensions[index % extensions.length] ?? '';
      return [`/compare/${pair}${extension}`, `/compare/${pair}${extension}?differences&lang=de`];
    }),
  ];
}

test('Pages, feeds, fragments and files are invalidated if a publication changes them', async () => {
  const law = new DependencyLaw(graph.store, computation);
  const publications = new RandomPublications();
  for (const address of sampleOf(await addresses(), 10)) await law.add({ text: address });
  for (let index = 0; index < runs(15, 3); index += 1) {
    const choices = new Choices(numbersFrom(9_000 + index, 40));
    const content = await contentOf(graph.store.reader);
    const read = choices.once(2) ? null : choices.of(law.tags);
    await law.publish(publications.next(choices, read ? contentIn(content, read) : content));
  }
  expect(law.seen.results).toBeGreaterThan(0);
  // Comparison pages show the revision, so every publication changes them. A sample may contain only such pages, and then no result stays valid.
  if (long === 'complete') expect(Math.min(law.seen.changed, law.seen.valid)).toBeGreaterThan(100);
}, 600_000);
