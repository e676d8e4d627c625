/** Runs the operations of examples/company-graph through its gateway, and tests that a pinned operation reads one revision while revisions are published. */
import { readFile, readdir } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startCompanyGraph } from '../../examples/company-graph/company-graph.js';
import { concept, edited, put } from '../support/changes.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { long } from '../support/test-run.js';
import { expectedResults } from './expected-results.js';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.js';

const folder = new URL('../../examples/company-graph/operations/', import.meta.url);
const files = (await readdir(folder)).sort();

/** An operation that needs two requests to Tertium, one after the other, with a request to the subgraph of teams between them. */
const twoHops = `{
  approach(slug: "msp") {
    summary
    services { uses { summary } owner { approaches { summary } } }
  }
  team(id: "infrastructure") { approaches { summary } }
}`;

/** Returns the markers in the summaries of a result: one marker if all summaries are from one revision. */
function markersIn(data: unknown): ReadonlySet<string> {
  return new Set(JSON.stringify(data).match(/marker \d+/gu));
}

/** Publishes revisions. In each revision, the summaries of all approaches of `twoHops` have the same new marker. */
class Publisher {
  readonly #store: TestServer['store'];
  #count = 0;

  constructor(store: TestServer['store']) {
    this.#store = store;
  }

  /** Publishes the next revision. @returns its marker */
  async publish(): Promise<string> {
    const marker = `marker ${(this.#count += 1)}`;
    const approaches = ['msp', 'devops'].map((slug) => concept('APPROACH', slug, { summary: marker }));
    await this.#store.apply(put(approaches), edited);
    return marker;
  }
}

/** Starts a server that forwards requests to Tertium, and calls `before` before each POST. An operation can need several POSTs. */
async function interceptOperations(tertium: string, before: () => Promise<void>): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const { method = 'POST', headers, url = '' } = incoming;
    const pass = (): void => {
      const passed = request(`${tertium}${url}`, { method, headers }, (response) => {
        response.pipe(outgoing.writeHead(response.statusCode ?? 0, response.headers));
      });
      incoming.pipe(passed);
    };
    if (method === 'POST') void before().then(pass);
    else pass();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

type CompanyGraph = Awaited<ReturnType<typeof startCompanyGraph>>;

describe('The gateway of the company graph', () => {
  let tertium: TestServer;
  let publisher: Publisher;
  let intercepted: Server;
  let graph: CompanyGraph;
  let unpinnedGraph: CompanyGraph;
  let send: GraphqlClient;
  let sendUnpinned: GraphqlClient;
  let publishesBetweenRequests = false;

  beforeAll(async () => {
    tertium = await startTestServer({ responseCacheBytes: 2 ** 20 });
    publisher = new Publisher(tertium.store);
    intercepted = await interceptOperations(tertium.url, async () => {
      if (publishesBetweenRequests) await publisher.publish();
    });
    const { port } = intercepted.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/graphql`;
    [graph, unpinnedGraph] = await Promise.all([
      startCompanyGraph({ tertium: url }),
      startCompanyGraph({ tertium: url, pinsRevisions: false }),
    ]);
    send = graphqlClient(`${graph.url}/graphql`);
    sendUnpinned = graphqlClient(`${unpinnedGraph.url}/graphql`);
  });
  afterAll(async () => {
    await Promise.all([graph?.stop(), unpinnedGraph?.stop()]);
    intercepted?.closeAllConnections();
    intercepted?.close();
    await tertium.close();
  });

  // These operations run before revisions are published.
  test('has the fifteen operations that docs/federation.md lists, each with an expected result', async () => {
    const names = files.map((file) => file.replace('.graphql', ''));
    expect(names).toHaveLength(15);
    expect(Object.keys(expectedResults).sort()).toEqual(names);
    const page = await readFile(new URL('../../docs/federation.md', import.meta.url), 'utf8');
    expect([...page.matchAll(/^\| `(\d\d-[a-z-]+)`/gmu)].map(([, name]) => name)).toEqual(names);
  });

  test.each(files)('joins the data of the subgraphs for %s', async (file) => {
    const { errors, data } = await send(await readFile(new URL(file, folder), 'utf8'));
    expect(errors).toBeUndefined();
    expect(data).toEqual(expectedResults[file.replace('.graphql', '')]);
  });

  test('reads one revision in a pinned operation, even if a revision is published before each request', async () => {
    const marker = await publisher.publish();
    publishesBetweenRequests = true;
    const { errors, data, headers } = await send(twoHops);
    publishesBetweenRequests = false;
    expect(errors).toBeUndefined();
    expect([...markersIn(data)]).toEqual([marker]);
    expect(headers.get('tertium-revision')).toMatch(/^\d+\./u);
  });

  test('can mix revisions in an operation without a pin', async () => {
    publishesBetweenRequests = true;
    const { errors, data } = await sendUnpinned(twoHops);
    publishesBetweenRequests = false;
    expect(errors).toBeUndefined();
    expect(markersIn(data).size).toBeGreaterThan(1);
  });

  test('reads the revision of the token that the client sends', async () => {
    const marker = await publisher.publish();
    const first = await send(twoHops);
    await publisher.publish();
    const token = first.headers.get('tertium-revision') ?? '';
    const again = await send(twoHops, {}, { 'tertium-revision': token });
    expect([...markersIn(again.data)]).toEqual([marker]);
    expect(again.data).toEqual(first.data);
    expect(again.headers.get('tertium-revision')).toBe(token);
  });

  test('responds with an error to a token of another graph', async () => {
    const { errors } = await send(
      '{ approach(slug: "msp") { name } }',
      {},
      { 'tertium-revision': '1.AAAAAAAABBBBBBBB' },
    );
    expect(errors?.[0]?.message).toContain('400');
  });

  test('reads one revision in each of many pinned operations, while revisions are published', async () => {
    const count = long === 'complete' ? 10_000 : 80;
    let isDone = false;
    const publishing = (async () => {
      while (!isDone) {
        await publisher.publish();
        await setTimeout(100);
      }
    })();
    const seen = new Set<string>();
    const mixed: unknown[] = [];
    let left = count;
    const client = async (): Promise<void> => {
      while ((left -= 1) >= 0) {
        const { errors, data } = await send(twoHops);
        expect(errors).toBeUndefined();
        const markers = markersIn(data);
        if (markers.size !== 1) mixed.push(data);
        for (const marker of markers) seen.add(marker);
      }
    };
    try {
      await Promise.all(Array.from({ length: 8 }, client));
    } finally {
      isDone = true;
      await publishing;
    }
    expect(mixed).toEqual([]);
    // Revisions were published while the operations ran.
    expect(seen.size).toBeGreaterThan(3);
  }, 600_000);
});
