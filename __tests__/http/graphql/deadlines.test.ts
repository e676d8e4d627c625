import { afterEach, describe, expect, test } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { timeSlices } from '../../../src/graph/work/time-slices.js';
import type { GraphReader } from '../../../src/graph/ports/reading.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer, type TestServerOptions } from '../../support/server.js';
import { inMemoryStore, sqliteStore } from '../../support/stores.js';
import { occupyTurns as occupyTurnsUntilStopped, useSliceUp } from '../../support/turns.js';

/** The level of errors in the log. */
const errorLevel = 50;

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function occupyTurns(): ReturnType<typeof occupyTurnsUntilStopped> {
  const otherWork = occupyTurnsUntilStopped();
  cleanUps.push(() => otherWork.stop());
  return otherWork;
}

/**
 * Starts a server with the seed in memory.
 * @param onOpen called once, when the first request opens its view
 */
async function start(options: TestServerOptions, onOpen: () => void = () => undefined): Promise<TestServer> {
  const graph = await inMemoryStore(sqliteStore).open();
  await seed(graph.store);
  let opens = -1;
  // With a response cache, the first call of `openView` checks the revision.
  const openOfRequest = options.responseCacheBytes === undefined ? 1 : 2;
  const reader: GraphReader = {
    openView(at) {
      if (opens >= 0) opens += 1;
      if (opens === openOfRequest) onOpen();
      return graph.store.reader.openView(at);
    },
    openViewAsOf: (time) => graph.store.reader.openViewAsOf(time),
  };
  const { feed, changesets, eraser, apiKeys, previewTokens, audit } = graph.store;
  const store: GraphStore = {
    reader,
    feed,
    changesets,
    eraser,
    apiKeys,
    previewTokens,
    audit,
    apply: (changes, note) => graph.store.apply(changes, note),
    rehearse: (changes, note) => graph.store.rehearse(changes, note),
    diff: (request) => graph.store.diff(request),
    ping: () => graph.store.ping(),
    close: () => graph.store.close(),
  };
  const server = await serveStore(store, options);
  // Waits until the seed is in memory.
  await graph.store.reader.openView();
  opens = 0;
  cleanUps.push(
    () => graph.close(),
    () => server.close(),
  );
  return server;
}

const query =
  '{ compare(approaches: ["mit", "apache-2-0"]) { summary { rowCount } rows { nodes { verdict cells { display } } } } }';
/** A query that graphql-js executes, because it has introspection with variables. */
const introspectionQuery =
  'query ($all: Boolean = true) { __type(name: "Claim") { fields(includeDeprecated: $all) { name } } compare(approaches: ["mit", "apache-2-0"]) { summary { rowCount } } }';

/** The parts of a response body that the tests read. */
interface Body {
  readonly data?: { readonly compare: { readonly summary: { readonly rowCount: number } } };
  readonly errors?: readonly object[];
}

async function post(
  server: TestServer,
  operation: string,
): Promise<{ status: number; retryAfter: string | null; body: Body }> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: operation }),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: (await response.json()) as Body,
  };
}

describe('a request', () => {
  test('that gets no time slice before its deadline is rejected without work, with Retry-After', async () => {
    let opened = 0;
    const server = await start({ timeoutMs: 50 }, () => (opened += 1));
    const otherWork = occupyTurns();
    const response = await post(server, query);
    await otherWork.stop();
    expect(response).toMatchObject({
      status: 503,
      retryAfter: '1',
      body: { errors: [{ extensions: { code: 'OVERLOADED', limit: 'timeout', atMost: 50 } }] },
    });
    expect(response.body).not.toHaveProperty('data');
    expect(opened).toBe(0);
    expect(server.log.filter(({ level }) => Number(level) >= errorLevel)).toEqual([]);
  });

  test.each([
    ['a plan', query],
    ['graphql-js', introspectionQuery],
  ])(
    'that exceeds its deadline while %s executes it gets an error without data, and the error is not cached',
    async (_, operation) => {
      let otherWork: ReturnType<typeof occupyTurns> | undefined;
      const server = await start({ timeoutMs: 2_000, responseCacheBytes: 1_000_000 }, () => {
        otherWork = occupyTurns();
        useSliceUp();
      });
      const rejected = await post(server, operation);
      await otherWork?.stop();
      expect(rejected).toMatchObject({ status: 503, retryAfter: '1' });
      expect(rejected.body).toEqual({
        errors: [
          {
            message: expect.stringMatching(/^The request exceeded the time limit of 2000 ms/u),
            extensions: { code: 'DEADLINE_EXCEEDED', limit: 'timeout', atMost: 2_000 },
          },
        ],
      });
      const repeated = await post(server, operation);
      expect(repeated).toMatchObject({ status: 200, retryAfter: null });
      expect(repeated.body.data?.compare.summary.rowCount).toBeGreaterThan(10);
      expect(server.log.filter(({ level }) => Number(level) >= errorLevel)).toEqual([]);
    },
  );

  test('ends when its client disconnects', async () => {
    let otherWork: ReturnType<typeof occupyTurns> | undefined;
    let markStarted = (): void => undefined;
    const started = new Promise<void>((resolve) => (markStarted = resolve));
    const server = await start({ timeoutMs: 600_000 }, () => {
      otherWork = occupyTurns();
      useSliceUp();
      markStarted();
    });
    const request = httpRequest(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    request.on('error', () => undefined);
    request.end(JSON.stringify({ query }));
    await started;
    // Waits until the work of the request is in the queue for a time slice, behind the other work.
    while (timeSlices.waiting < 2) await nextTurn();
    request.destroy();
    while (timeSlices.waiting > 1) await nextTurn();
    await otherWork?.stop();
    expect(timeSlices.waiting).toBe(0);
  });
});
