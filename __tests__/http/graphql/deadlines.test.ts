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
const error = 50;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function occupyTurns(): ReturnType<typeof occupyTurnsUntilStopped> {
  const others = occupyTurnsUntilStopped();
  closing.push(() => others.stop());
  return others;
}

/** @param onOpen is called once, when a request opens its view; with a response cache, the revision is checked before */
async function start(options: TestServerOptions, onOpen: () => void = () => undefined): Promise<TestServer> {
  const graph = await inMemoryStore(sqliteStore).open();
  await seed(graph.store);
  let opens = -1;
  const ofRequest = options.answerCacheBytes === undefined ? 1 : 2;
  const reader: GraphReader = {
    openView(at) {
      if (opens >= 0) opens += 1;
      if (opens === ofRequest) onOpen();
      return graph.store.reader.openView(at);
    },
    openViewAsOf: (time) => graph.store.reader.openViewAsOf(time),
  };
  const { feed } = graph.store;
  const store: GraphStore = {
    reader,
    feed,
    apply: (changes, note) => graph.store.apply(changes, note),
    rehearse: (changes, note) => graph.store.rehearse(changes, note),
    diff: (asked) => graph.store.diff(asked),
    ping: () => graph.store.ping(),
    close: () => graph.store.close(),
  };
  const server = await serveStore(store, options);
  // By then the seed is loaded.
  await graph.store.reader.openView();
  opens = 0;
  closing.push(
    () => graph.close(),
    () => server.close(),
  );
  return server;
}

const query =
  '{ compare(approaches: ["mit", "apache-2-0"]) { summary { rowCount } rows { nodes { verdict cells { display } } } } }';
/** graphql-js executes introspection with variables. */
const byGraphqlJs =
  'query ($all: Boolean = true) { __type(name: "Claim") { fields(includeDeprecated: $all) { name } } compare(approaches: ["mit", "apache-2-0"]) { summary { rowCount } } }';

/** The parts that the tests read. */
interface Body {
  readonly data?: { readonly compare: { readonly summary: { readonly rowCount: number } } };
  readonly errors?: readonly object[];
}

async function post(
  server: TestServer,
  asked: string,
): Promise<{ status: number; retryAfter: string | null; body: Body }> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: asked }),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: (await response.json()) as Body,
  };
}

describe('a request', () => {
  test('that gets no time slice before the deadline is rejected without work, and may be sent again', async () => {
    let opened = 0;
    const server = await start({ timeoutMs: 50 }, () => (opened += 1));
    const others = occupyTurns();
    const answer = await post(server, query);
    await others.stop();
    expect(answer).toMatchObject({
      status: 503,
      retryAfter: '1',
      body: { errors: [{ extensions: { code: 'OVERLOADED', limit: 'timeout', atMost: 50 } }] },
    });
    expect(answer.body).not.toHaveProperty('data');
    expect(opened).toBe(0);
    expect(server.log.filter(({ level }) => Number(level) >= error)).toEqual([]);
  });

  test.each([
    ['a plan', query],
    ['graphql-js', byGraphqlJs],
  ])(
    'that takes longer than the deadline is rejected as a whole by %s, and nothing is cached',
    async (_, asked) => {
      let others: ReturnType<typeof occupyTurns> | undefined;
      const server = await start({ timeoutMs: 2_000, answerCacheBytes: 1_000_000 }, () => {
        others = occupyTurns();
        useSliceUp();
      });
      const answer = await post(server, asked);
      await others?.stop();
      expect(answer).toMatchObject({ status: 503, retryAfter: '1' });
      expect(answer.body).toEqual({
        errors: [
          {
            message: expect.stringMatching(/^The request exceeded the time limit of 2000 ms/u),
            extensions: { code: 'DEADLINE_EXCEEDED', limit: 'timeout', atMost: 2_000 },
          },
        ],
      });
      const again = await post(server, asked);
      expect(again).toMatchObject({ status: 200, retryAfter: null });
      expect(again.body.data?.compare.summary.rowCount).toBeGreaterThan(10);
      expect(server.log.filter(({ level }) => Number(level) >= error)).toEqual([]);
    },
  );

  test('ends when its client disconnects', async () => {
    let others: ReturnType<typeof occupyTurns> | undefined;
    let markBegun = (): void => undefined;
    const begun = new Promise<void>((resolve) => (markBegun = resolve));
    const server = await start({ timeoutMs: 600_000 }, () => {
      others = occupyTurns();
      useSliceUp();
      markBegun();
    });
    const request = httpRequest(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    request.on('error', () => undefined);
    request.end(JSON.stringify({ query }));
    await begun;
    // Its work waits for a time slice, which other work uses up.
    while (timeSlices.waiting < 2) await nextTurn();
    request.destroy();
    while (timeSlices.waiting > 1) await nextTurn();
    await others?.stop();
    expect(timeSlices.waiting).toBe(0);
  });
});
