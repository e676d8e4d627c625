/** Tests that a server no longer serves words from its caches after another store of the graph has erased these words. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { claimId } from '../../../src/graph/identity.js';
import { InMemoryStore } from '../../../src/read-model/in-memory-store.js';
import { openStore } from '../../../src/storage/open-store.js';
import {
  baseConcepts,
  citation,
  imported,
  put,
  putText,
  text,
  textClaim,
} from '../../storage/contract/examples.js';
import { get, post, send, type TestRequest, type TestResponse } from '../../support/requests.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

const mebibyte = 1024 * 1024;
const content = text('Before. Mossgrown oaks last. After.');
const defined = textClaim('approach/msp', 'DEFINED_AS', 'Mossgrown words', {
  citations: [citation({ quote: 'Mossgrown oaks last.', start: 8, end: 28, textHash: content.hash })],
});
const claimsQuery = `{ approach(slug: "msp") { claims(first: 5) { nodes { text citations { quote } erasures { kind reason } } } } }`;
const earlierClaimsQuery = claimsQuery.replace('slug: "msp"', 'slug: "msp", at: 1');
const page: TestRequest = { method: 'GET', path: '/approach/msp', headers: { accept: 'text/html' } };
const textsQuery =
  '{ citedSource(slug: "article") { texts { text erasures { revision } } erasures { kind } } }';

const close: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const each of close.splice(0).reverse()) await each();
});

async function serveFrom(budget: number): Promise<{ graph: TestStore; server: TestServer }> {
  const graph = await sqliteStore.open();
  close.push(() => graph.close());
  await graph.store.apply([...put(...baseConcepts), putText(content), ...put(defined)], imported);
  const reading = await InMemoryStore.open(await openStore(graph.url), { budget });
  close.push(() => reading.close());
  const server = await serveStore(reading, { responseCacheBytes: mebibyte });
  close.push(() => server.close());
  return { graph, server };
}

/** Sends requests until the server reads the revision `number` or a later one. */
async function waitForRevision(server: TestServer, number: number): Promise<void> {
  for (;;) {
    const response = await send(server, post({ query: '{ revision { number } }' }));
    if (
      (JSON.parse(response.text) as { data: { revision: { number: number } } }).data.revision.number >= number
    )
      return;
    await delay(5);
  }
}

const tokenOf = ({ headers }: TestResponse): string => String(headers['tertium-revision']);

test.each([
  ['memory', 2 ** 30],
  ['the database', 0],
])(
  'a server that reads from %s serves no erased words at any revision, and rejects earlier tokens',
  async (_, budget) => {
    const { graph, server } = await serveFrom(budget);
    const requests: readonly TestRequest[] = [
      post({ query: claimsQuery }),
      post({ query: earlierClaimsQuery }),
      post({ query: textsQuery }),
      get({ query: earlierClaimsQuery }),
    ];
    // Twice, so that the second response comes from the cache.
    const before = [];
    for (const request of [...requests, ...requests]) before.push(await send(server, request));
    for (const { text: body } of before) expect(body).toContain('Mossgrown');
    const pin = tokenOf(before[0] as TestResponse);
    const pinned = {
      ...post({ query: claimsQuery }),
      headers: { ...post({ query: claimsQuery }).headers, 'tertium-revision': pin },
    };
    expect((await send(server, pinned)).text).toContain('Mossgrown');
    expect((await send(server, page)).text).toContain('Mossgrown');

    const request = { kind: 'SOURCE', targets: ['cited-source/article'], reason: 'WITHDRAWN' } as const;
    await graph.store.eraser.erase({ ...request, author: 'Ada', message: 'Withdrawn' });
    await waitForRevision(server, 2);
    for (const each of requests) {
      const { status, text: body } = await send(server, each);
      expect(status).toBe(200);
      expect(body).not.toContain('ossgrown');
      expect(body).not.toContain('errors');
    }
    const rejected = await send(server, pinned);
    expect(rejected.status).toBe(400);
    expect(rejected.text).toContain('REVISION_UNKNOWN');
    expect((await send(server, page)).text).not.toContain('ossgrown');
    const { text: marks } = await send(server, post({ query: textsQuery }));
    expect(JSON.parse(marks)).toEqual({
      data: {
        citedSource: { texts: [{ text: '', erasures: [{ revision: 2 }] }], erasures: [{ kind: 'SOURCE' }] },
      },
    });
  },
);

test('a claim and a revision show that quotes were erased', async () => {
  const { graph, server } = await serveFrom(2 ** 30);
  const request = { kind: 'QUOTE', targets: [claimId(defined)], reason: 'PERSONAL_DATA' } as const;
  await graph.store.eraser.erase({ ...request, author: 'Ada', message: 'A name' });
  await waitForRevision(server, 2);
  const { text: found } = await send(server, post({ query: earlierClaimsQuery }));
  expect(JSON.parse(found)).toEqual({
    data: {
      approach: {
        claims: {
          nodes: [
            {
              text: 'Mossgrown words',
              citations: [{ quote: null }],
              erasures: [{ kind: 'QUOTE', reason: 'PERSONAL_DATA' }],
            },
          ],
        },
      },
    },
  });
  const revisions = '{ revisions { nodes { number message erasure { kind reason } } } }';
  const { text: log } = await send(server, post({ query: revisions }));
  expect(JSON.parse(log)).toEqual({
    data: {
      revisions: {
        nodes: [
          { number: 2, message: 'A name', erasure: { kind: 'QUOTE', reason: 'PERSONAL_DATA' } },
          { number: 1, message: 'an import', erasure: null },
        ],
      },
    },
  });
});
