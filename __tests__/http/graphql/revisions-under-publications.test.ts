/** Tests `Tertium-Revision` while revisions are published without a pause. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Change } from '../../../src/graph/ports/writing.js';
import { claim, concept, dimension, edited, citedSource, put, text, value } from '../../support/changes.js';
import { get, post, send, type TestRequest } from '../../support/requests.js';
import { serveStore } from '../../support/server.js';
import { inMemoryStore, postgresStore, sqliteStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';

const mebibyte = 1024 * 1024;

/** Builds the changes of one revision. Each changed text contains the number of the revision. The approach `wheat` stays unchanged. */
function changesOf(number: number): readonly Change[] {
  const content = `content ${number}`;
  const changes = put(
    [
      citedSource('s'),
      dimension('crust'),
      concept('APPROACH', 'rye', { name: content }),
      concept('APPROACH', 'oat', { summary: content }),
      concept('APPROACH', 'wheat'),
      concept('BENEFIT', `benefit-${number % 3}`, { name: content }),
    ],
    [
      value('rye', 'crust', text(content)),
      claim('approach/rye', 'BRINGS_BENEFIT', `benefit/benefit-${number % 3}`),
    ],
  );
  // Ends the claims of the previous revision.
  return [...changes, { type: 'completeSource', source: 'cited-source/s' }];
}

const unchanged = '{ approach(slug: "wheat") { name } }';

/** The result of each selection except `unchanged` contains the number of its revision in several places. */
const selections = [
  '{ revision { number } rye: approach(slug: "rye") { name } oat: approach(slug: "oat") { summary } }',
  '{ compare(approaches: ["rye", "oat"]) { revision rows { nodes { cells { text } } } } approach(slug: "rye") { name } }',
  '{ _entities(representations: [{ __typename: "Approach", id: "approach/rye" }, { __typename: "Approach", id: "approach/oat" }]) { ... on Approach { name summary } } revision { number } }',
  '{ approaches(first: 5) { nodes { name summary } } revisions(first: 1) { nodes { number } } }',
  '{ node(id: "approach/rye") { ... on Approach { name } } search(text: "content") { totalCount } revision { number } }',
  unchanged,
] as const;

/** Returns the revision numbers in the JSON of `data`. */
function revisionsIn(data: string): readonly number[] {
  const contents = [...data.matchAll(/content (\d+)/gu)];
  const numbers = [...data.matchAll(/"(?:number|revision)":(\d+)/gu)];
  return [...contents, ...numbers].map(([, number]) => Number(number));
}

/**
 * A request of a client. `age` selects the pinned revision: it is an index into the revisions of earlier responses, newest first, and wraps around.
 * The request has no pin if `age` is null, or if there are no earlier responses.
 */
interface ClientRequest {
  readonly query: string;
  readonly isByGet: boolean;
  readonly encoding: string;
  readonly age: number | null;
  readonly requestsToken: boolean;
}

const clientRequest: fc.Arbitrary<ClientRequest> = fc.record({
  // `unchanged` is the most frequent selection, to test responses that stay valid in the cache across revisions.
  query: fc.oneof(fc.constantFrom(...selections), fc.constant(unchanged)),
  isByGet: fc.boolean(),
  encoding: fc.constantFrom('identity', 'br'),
  age: fc.option(fc.nat(12), { freq: 3 }),
  requestsToken: fc.boolean(),
});

function requestOf(
  { query, isByGet, encoding, requestsToken }: ClientRequest,
  pin: string | null,
): TestRequest {
  const headers = {
    'accept-encoding': encoding,
    ...(pin === null ? {} : { 'tertium-revision': pin }),
  };
  const extensions = { revision: true };
  if (isByGet)
    return get({ query, ...(requestsToken ? { extensions: JSON.stringify(extensions) } : {}) }, headers);
  return post({ query, ...(requestsToken ? { extensions } : {}) }, headers);
}

const clients = 4;
const minPublications = 10;

test.each([
  ['from memory, with a response cache, on SQLite', inMemoryStore(sqliteStore), mebibyte],
  ['from the database, with a response cache, on SQLite', sqliteStore, mebibyte],
  ['from memory, without a response cache, on PostgreSQL', inMemoryStore(postgresStore), 0],
])(
  'a server that reads %s never mixes revisions in a response, reads the pinned revision, and returns the token of the revision that it read',
  async (_, kind, responseCacheBytes) => {
    const graph = await kind.open();
    const server = await serveStore(graph.store, { responseCacheBytes });
    let published = 0;
    let isOver = false;
    const publish = async (): Promise<void> => {
      const { revision } = await graph.store.apply(changesOf(published + 1), edited);
      published = revision?.number ?? Number.NaN;
    };
    const publishing = async (): Promise<void> => {
      while (!isOver) await publish();
    };
    try {
      await publish();
      const running = publishing();
      /** The tokens of earlier responses, by revision number. */
      const tokens = new Map<number, string>();
      const sendAndCheck = async (each: ClientRequest): Promise<void> => {
        const numbers = [...tokens.keys()].sort((left, right) => right - left);
        const pinned = each.age === null ? undefined : numbers[each.age % numbers.length];
        const pin = pinned === undefined ? null : (tokens.get(pinned) ?? null);
        const before = published;
        const response = await send(server, requestOf(each, pin));
        expect(response.status).toBe(200);
        const token = String(response.headers['tertium-revision']);
        const number = Number(token.split('.')[0]);
        // The same number always has the same token.
        expect(tokens.get(number) ?? token).toBe(token);
        tokens.set(number, token);
        const body = JSON.parse(response.text) as { data: object; extensions?: unknown };
        const found = new Set(revisionsIn(JSON.stringify(body.data)));
        expect([each.query, [...found]]).toEqual([each.query, each.query === unchanged ? [] : [number]]);
        expect(body.extensions).toEqual(each.requestsToken ? { revision: token } : undefined);
        if (pin === null) expect(number).toBeGreaterThanOrEqual(before);
        else expect(token).toBe(pin);
      };
      do {
        await fc.assert(
          fc.asyncProperty(
            fc.array(clientRequest, { minLength: clients, maxLength: clients }),
            async (requests) => {
              await Promise.all(requests.map(sendAndCheck));
            },
          ),
          { numRuns: runs(1_000, 20) },
        );
      } while (published < minPublications);
      isOver = true;
      await running;
      expect(tokens.size).toBeGreaterThan(2);
    } finally {
      isOver = true;
      await server.close();
      await graph.close();
    }
  },
);
