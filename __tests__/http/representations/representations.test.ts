import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chooseEncoding, parseAcceptEncoding } from '../../../src/http/representations/content-encoding.js';
import { Compressor, encodeResponse } from '../../../src/http/representations/representations.js';
import { concept, imported } from '../../support/changes.js';
import { get, post, send, type TestRequest, type TestResponse } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import { serveStore, startTestServer, type TestServer } from '../../support/server.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';

const mebibyte = 1024 * 1024;

describe('The encoding of a response', () => {
  const large = 10_000;
  test.each([
    [undefined, null],
    ['', null],
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1, br;q=0.5', 'gzip'],
    ['br;q=0.5, gzip;q=0.8, *;q=0.1', 'gzip'],
    ['GZIP', 'gzip'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['identity', null],
    ['identity, gzip;q=0.5', null],
    ['gzip;q=0', null],
    ['gzip;q=0, br;q=0', null],
    ['*;q=0', null],
    ['zstd', null],
    ['deflate', null],
    [';;,,q', null],
  ])('for %j is %j', (accepted, encoding) => {
    for (let time = 0; time < 2; time += 1) {
      expect(chooseEncoding(large, parseAcceptEncoding(accepted))).toBe(encoding);
    }
  });

  test('of a small response is identity, unless the client forbids identity and accepts another encoding', () => {
    expect(chooseEncoding(1023, parseAcceptEncoding('br'))).toBeNull();
    expect(chooseEncoding(1024, parseAcceptEncoding('br'))).toBe('br');
    expect(chooseEncoding(10, parseAcceptEncoding('gzip, identity;q=0'))).toBe('gzip');
    expect(chooseEncoding(10, parseAcceptEncoding('gzip, *;q=0'))).toBe('gzip');
    expect(chooseEncoding(10, parseAcceptEncoding('*;q=0'))).toBeNull();
  });
});

test('a response is compressed once per encoding for concurrent clients', async () => {
  const compressions: string[] = [];
  const compressor = new Compressor((_, encoding) => void compressions.push(encoding));
  const body = Buffer.alloc(10_000, 'x');
  const encoded = encodeResponse('application/json', body, { hasTag: true, namesRevision: false });
  const representations = ['br', 'gzip', 'br', 'br, gzip', 'gzip'].map(async (accepted) =>
    compressor.representation(encoded, accepted),
  );
  const [first, second, third] = await Promise.all(representations);
  expect(compressions.sort()).toEqual(['br', 'gzip']);
  expect([third === first, second === first]).toEqual([true, false]);
  expect(compressor.representation(encoded, undefined)).toBe(encoded.plain);
});

describe.each([
  ['cached', mebibyte],
  ['not cached', 0],
])('If responses are %s', (_, responseCacheBytes) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ responseCacheBytes });
  });
  afterAll(() => server.close());

  const query =
    '{ compare(approaches: ["msp", "devops"]) { rows { nodes { axis { name } cells { display } } } } }';
  const kinds: readonly (readonly [string, TestRequest])[] = [
    ['POST', post({ query })],
    ['GET', get({ query })],
  ];
  const accepting = (request: TestRequest, accepted: string): TestRequest => ({
    ...request,
    headers: { ...request.headers, 'accept-encoding': accepted },
  });

  test.each(kinds)(
    'a response to %s has the accepted encoding, and Vary lists the headers that the response depends on',
    async (_kind, request) => {
      const plain = await send(server, request);
      expect(plain.headers).not.toHaveProperty('content-encoding');
      for (const encoding of ['br', 'gzip']) {
        for (let time = 0; time < 2; time += 1) {
          const response = await send(server, accepting(request, encoding));
          expect(response.text).toBe(plain.text);
          expect(response.bytes.byteLength).toBeLessThan(plain.bytes.byteLength / 3);
          const { etag, ...headers } = response.headers;
          const { etag: plainTag, ...plainHeaders } = plain.headers;
          expect(headers).toEqual({
            ...plainHeaders,
            'content-encoding': encoding,
            'content-length': String(response.bytes.byteLength),
            vary: 'Accept, Accept-Encoding, Tertium-Revision',
          });
          // Each representation of a response to GET has its own strong ETag.
          expect(etag).toBe(plainTag?.replace(/"$/u, `-${encoding}"`));
        }
      }
    },
  );

  test('a response that is too small to be compressed has the Vary header of a compressed response', async () => {
    const response = await send(server, post({ query: '{ __typename }' }, { 'accept-encoding': 'br' }));
    expect(response.headers).not.toHaveProperty('content-encoding');
    expect(response.headers.vary).toBe('Accept, Accept-Encoding, Tertium-Revision');
  });

  test('status 304 is sent only for the ETag of the representation that would be sent', async () => {
    const request = get({ query });
    const [plain, br] = [await send(server, request), await send(server, accepting(request, 'br'))];
    const sendConditionally = async (accepted: string, etag: unknown): Promise<TestResponse> =>
      send(server, {
        ...request,
        headers: { 'accept-encoding': accepted, 'if-none-match': String(etag) },
      });
    const confirmed = await sendConditionally('br', br.headers.etag);
    expect([confirmed.status, confirmed.text, confirmed.headers.etag]).toEqual([304, '', br.headers.etag]);
    expect(confirmed.headers).toMatchObject({
      vary: 'Accept, Accept-Encoding, Tertium-Revision',
      'cache-control': br.headers['cache-control'],
    });
    for (const name of ['content-type', 'content-length', 'content-encoding']) {
      expect(confirmed.headers).not.toHaveProperty(name);
    }
    expect((await sendConditionally('identity', br.headers.etag)).status).toBe(200);
    expect((await sendConditionally('br', plain.headers.etag)).status).toBe(200);
    expect((await sendConditionally('br', `"x", W/${br.headers.etag}`)).status).toBe(304);
  });

  test('a response to POST has no ETag, and is sent for any If-None-Match', async () => {
    for (let time = 0; time < 2; time += 1) {
      const response = await send(server, post({ query }, { 'if-none-match': '*' }));
      expect([response.status, response.headers.etag]).toEqual([200, undefined]);
    }
  });

  test('error responses are compressed if the client accepts compression', async () => {
    const response = await send(
      server,
      post({ query: `{ ${'nope '.repeat(60)} }` }, { 'accept-encoding': 'gzip' }),
    );
    expect([
      response.status,
      response.headers['content-encoding'],
      response.headers['cache-control'],
    ]).toEqual([400, 'gzip', 'no-store']);
    expect(response.text).toContain('GRAPHQL_VALIDATION_FAILED');
  });

  test('a client that disconnects before its response is compressed does not affect other clients', async () => {
    const body = JSON.stringify({ query: `${query} # ${responseCacheBytes}` });
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const arrived = once(server.app.server, 'request');
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\naccept-encoding: br\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await arrived;
    socket.destroy();
    const response = await send(server, accepting(post(body), 'br'));
    expect(response.text).toBe((await send(server, post({ query }))).text);
    expect(server.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});

interface RequestStep {
  readonly kind: 'request';
  readonly query: string;
  readonly method: string;
  readonly accepted: string | undefined;
  /** Whether the request sends the last ETag that the client received for the query, if there is one. */
  readonly conditional: boolean;
  readonly credentials: Readonly<Record<string, string>>;
}

describe('For any sequence of requests and publications', () => {
  let graph: TestStore;
  let caching: TestServer;
  let plain: TestServer;
  beforeAll(async () => {
    // With the graph in memory, responses are written synchronously, into buffers that are reused.
    graph = await inMemoryStore(sqliteStore).open();
    await seed(graph.store);
    // A response can take at most an eighth of the cache. The cache is small, so that entries are evicted.
    caching = await serveStore(graph.store, { responseCacheBytes: 1.5 * mebibyte });
    plain = await serveStore(graph.store, {});
  });
  afterAll(async () => {
    await caching.close();
    await plain.close();
    await graph.close();
  });

  /** Builds a query whose response is large enough to be sent from a reused buffer. */
  const large = (field: string): string =>
    `{ compare(approaches: ["mit", "isc", "apache-2-0", "msp", "devops"]) { rows(first: 100) { nodes { axis { name } cells { display claims { ${field} id subject { name summary } source { name url publisher } citations { locator quote prefix suffix } } } } } } }`;
  const queries = [
    large('id'),
    large('text'),
    '{ revision { number } }',
    '{ compare(approaches: ["msp", "devops"]) { rows { nodes { axis { name } cells { display } } } } }',
    '{ compare(approaches: ["mit", "isc"], at: 1) { rows { nodes { axis { name } cells { display } } } } }',
    '{ nope }',
  ];
  const requestSteps: fc.Arbitrary<RequestStep> = fc.record({
    kind: fc.constant('request' as const),
    query: fc.constantFrom(...queries),
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'POST with other white space'),
    accepted: fc.constantFrom(undefined, 'br', 'gzip', 'gzip, br;q=0.1', 'identity;q=0, gzip'),
    conditional: fc.boolean(),
    credentials: fc.constantFrom<RequestStep['credentials']>(
      {},
      {},
      { authorization: 'Bearer 1', 'apollo-require-preflight': 'yes' },
    ),
  });
  const publishSteps = fc.constant({ kind: 'publish' as const });
  const requestOf = (step: RequestStep, etag: string | undefined): TestRequest => {
    const headers = {
      ...(step.accepted === undefined ? {} : { 'accept-encoding': step.accepted }),
      ...(step.conditional && etag !== undefined ? { 'if-none-match': etag } : {}),
      ...step.credentials,
    };
    if (step.method === 'POST') return post({ query: step.query }, headers);
    if (step.method === 'POST with other white space')
      return post(` {"query": ${JSON.stringify(step.query)} }`, headers);
    return { ...get({ query: step.query }, headers), method: step.method };
  };

  test('the responses to large queries exceed the bound below which buffers are copied', async () => {
    for (const field of ['id', 'text']) {
      const { bytes, status } = await send(plain, post({ query: large(field) }));
      expect([status, bytes.byteLength > 32 * 1024]).toEqual([200, true]);
    }
  });

  test('the decoded bytes equal the uncompressed response at the same revision', async () => {
    let published = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 8, arbitrary: requestSteps }, { weight: 1, arbitrary: publishSteps }), {
          minLength: 10,
          maxLength: 30,
        }),
        async (steps) => {
          const tags = new Map<string, string>();
          /** The body that a client has for each ETag that it received. */
          const confirmed = new Map<string, string>();
          for (const step of steps) {
            if (step.kind === 'publish') {
              published += 1;
              const added = concept('APPROACH', `added-${published}`);
              await graph.store.apply([{ type: 'putConcept', concept: added }], imported);
              continue;
            }
            const response = await send(caching, requestOf(step, tags.get(step.query)));
            // This request is sent second, so that its response does not overwrite the buffers of the first response.
            const reference = await send(plain, post({ query: step.query }));
            if (response.status === 304) {
              expect(confirmed.get(String(response.headers.etag))).toBe(reference.text);
              continue;
            }
            expect(response.status).toBe(reference.status);
            if (step.method === 'HEAD') expect(response.text).toBe('');
            else expect(response.text).toBe(reference.text);
            const { etag } = response.headers;
            if (etag !== undefined && step.method === 'GET') {
              tags.set(step.query, etag);
              confirmed.set(etag, response.text);
            }
          }
        },
      ),
      { numRuns: 20, seed: 1 },
    );
  });
});
