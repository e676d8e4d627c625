import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Change, GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import {
  citedSource,
  claim,
  concept,
  dimension,
  edited,
  id,
  put,
  question,
  text,
  value,
} from '../../support/changes.js';
import { send } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';

let graph: TestStore;
/** A store that reads the same graph from the database, and caches nothing. */
let uncached: GraphStore;
let plain: TestServer;
let caching: TestServer;
beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  await seed(graph.store);
  await graph.store.apply(
    put(
      [
        citedSource('s'),
        concept('APPROACH', 'rye'),
        concept('APPROACH', 'oat'),
        question('rye-or-oat'),
        dimension('crust'),
      ],
      [
        claim(id('QUESTION', 'rye-or-oat'), 'ASKS_ABOUT', id('APPROACH', 'rye')),
        claim(id('QUESTION', 'rye-or-oat'), 'ASKS_ABOUT', id('APPROACH', 'oat')),
      ],
    ),
    edited,
  );
  uncached = await openStore(graph.url);
  plain = await serveStore(uncached);
  caching = await serveStore(graph.store, { responseCacheBytes: 200_000 });
});
afterAll(async () => {
  await plain.close();
  await uncached.close();
  await caching.close();
  await graph.close();
});

/** Changes that pages show: of a value, of names, and of a slug, after which the server redirects some addresses. */
const publications: Readonly<Record<string, (count: number) => readonly Change[]>> = {
  value: (count) => put([], [value('rye', 'crust', text(`Crust ${count}`))]),
  name: (count) => put([concept('APPROACH', 'rye', { name: `Rye ${count}` })]),
  slug: (count) => put([{ ...concept('APPROACH', 'oat'), slug: `oat-${count}` }]),
  question: (count) => put([{ ...question('rye-or-oat'), name: `Which of the two, ${count}?` }]),
};

const paths = [
  '/',
  '/?q=rye',
  '/compare/rye-or-oat',
  '/compare/oat,rye',
  '/compare/oat,rye?at=2',
  '/compare/rye-or-oat?differences&lang=de',
  '/compare/rye-or-oat.md',
  '/compare/oat,rye.json',
  '/compare/oat,rye.embed',
  '/compare/rye-or-oat.atom?lang=de',
  '/oembed?url=http://a.example/compare/rye-or-oat',
  '/compare/msp-vs-devops?since=2020-01-01',
  '/compare/nothing',
  '/approach/rye',
  '/approach/oat',
  '/source/s',
  '/sitemap.xml',
  '/robots.txt',
];
const step = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...Object.keys(publications)) },
  {
    weight: 4,
    arbitrary: fc.record({
      path: fc.constantFrom(...paths),
      method: fc.constantFrom('GET', 'GET', 'HEAD'),
      headers: fc.record(
        {
          'accept-language': fc.constantFrom('de', 'en', 'fr, de;q=0.3'),
          'accept-encoding': fc.constantFrom('br', 'gzip'),
          accept: fc.constantFrom('text/html', 'application/json'),
          cookie: fc.constant('a=1'),
          'if-none-match': fc.constantFrom('*', '"x"'),
          host: fc.constantFrom('a.example', 'b.example:8080'),
        },
        // Without a base URL, the sitemap has the host of the request, so both servers must get the same host.
        { requiredKeys: ['host'] },
      ),
    }),
  },
);

let count = 0;

it('Pages from the cache equal pages of a server without a cache, in any sequence of requests and publications', async () => {
  const served = new Map<number | undefined, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      for (const each of steps) {
        if (typeof each === 'string') {
          await graph.store.apply(publications[each]?.((count += 1)) ?? [], edited);
          continue;
        }
        const expected = await send(plain, each);
        // The first request may fill the cache, the second one may be served from it.
        for (const response of [await send(caching, each), await send(caching, each)])
          expect({ ...each, ...response }).toEqual({ ...each, ...expected });
        served.set(expected.status, (served.get(expected.status) ?? 0) + 1);
      }
    }),
    { numRuns: runs(100, 8) },
  );
  expect([...served.keys()].sort()).toEqual([200, 301, 302, 304, 404]);
}, 120_000);
