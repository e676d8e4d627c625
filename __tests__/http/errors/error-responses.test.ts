import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { clientErrorHandler } from '../../../src/http/errors/error-responses.js';
import { requestErrorStatuses } from '../../../src/http/errors/request-error.js';
import { codesOf, get, post, send, type TestRequest } from '../../support/requests.js';
import { startTestServer, type TestServer } from '../../support/server.js';

const mebibyte = 1024 * 1024;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ responseCacheBytes: mebibyte });
});
beforeEach(() => void (server.log as unknown[]).splice(0));
afterAll(() => server.close());

const warning = 40;
/** Returns the log entries of level warning or above. */
const warnings = (): readonly unknown[] => server.log.filter(({ level }) => Number(level) >= warning);

const lists = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const objects = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const hash = 'f'.repeat(64);
const persisted = (persistedQuery: unknown, query?: string): TestRequest =>
  post({ ...(query === undefined ? {} : { query }), extensions: { persistedQuery } });
const compare = 'query ($a: [String!]!) { compare(approaches: $a) { revision } }';
const mutation = 'mutation { withdrawChangeset(input: { id: "changeset/x" }) { problems { code } } }';

/** Requests that are rejected before or during execution. */
const mistakes: readonly (readonly [title: string, request: TestRequest, code: string, message: RegExp])[] = [
  [
    'null for an argument with a default',
    post({ query: 'query ($n: Int) { approaches(first: $n) { totalCount } }', variables: { n: null } }),
    'BAD_USER_INPUT',
    /"first" of non-null type "Int!" must not be null\. The value is from the variable "\$n"/u,
  ],
  [
    'null for an argument of a nested field',
    post({
      query: 'query ($n: Int) { approach(slug: "mit") { features(first: $n) { totalCount } } }',
      variables: { n: null },
    }),
    'BAD_USER_INPUT',
    /"first" of non-null type "Int!" must not be null/u,
  ],
  [
    'null for @include at the root',
    post({ query: 'query ($b: Boolean = true) { __typename @include(if: $b) }', variables: { b: null } }),
    'BAD_USER_INPUT',
    /"if" of non-null type "Boolean!" must not be null\. The value is from the variable "\$b"/u,
  ],
  [
    'null for @skip on a nested field',
    post({
      query: 'query ($b: Boolean = true) { approach(slug: "mit") { name @skip(if: $b) } }',
      variables: { b: null },
    }),
    'BAD_USER_INPUT',
    /"if" of non-null type "Boolean!" must not be null/u,
  ],
  [
    'a persisted query with the hash of another query',
    persisted({ version: 1, sha256Hash: hash }, '{ __typename }'),
    'BAD_USER_INPUT',
    /sha256Hash: expected the SHA-256 of the query in UTF-8, got "f{64}"/u,
  ],
  [
    'a persisted query with an invalid hash',
    persisted({ version: 1, sha256Hash: { length: 64 } }),
    'BAD_USER_INPUT',
    /sha256Hash: expected 64 hexadecimal digits in lower case, got an object/u,
  ],
  [
    'a persisted query of another version',
    persisted({ version: 2, sha256Hash: hash }, '{ __typename }'),
    'BAD_USER_INPUT',
    /version: expected 1, got 2\. Send the query without this extension/u,
  ],
  [
    'an invalid persisted query',
    persisted('yes', '{ __typename }'),
    'BAD_USER_INPUT',
    /persistedQuery: expected \{ version, sha256Hash \}, got a text/u,
  ],
  [
    'an unknown persisted query',
    persisted({ version: 1, sha256Hash: hash }),
    'PERSISTED_QUERY_NOT_FOUND',
    /^PersistedQueryNotFound$/u,
  ],
  [
    'deeply nested lists in variables',
    post(`{"query":"${compare}","variables":{"a":${lists(60_000)}}}`),
    'BAD_USER_INPUT',
    /variables: expected lists and objects nested 32 levels deep at most/u,
  ],
  [
    'deeply nested objects in variables',
    post(`{"query":"${compare}","variables":{"a":${objects(30_000)}}}`),
    'BAD_USER_INPUT',
    /variables: expected/u,
  ],
  [
    'a deeply nested representation of an entity',
    post(
      `{"query":"query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }","variables":{"r":[{"__typename":"Approach","id":${lists(50_000)}}]}}`,
    ),
    'BAD_USER_INPUT',
    /variables: expected/u,
  ],
  [
    'deeply nested variables by GET',
    get({ query: compare, variables: `{"a":${lists(2_000)}}` }),
    'BAD_USER_INPUT',
    /variables: expected/u,
  ],
  [
    'deeply nested extensions',
    post(`{"query":"{ __typename }","extensions":{"a":${lists(60_000)}}}`),
    'BAD_USER_INPUT',
    /extensions: expected/u,
  ],
  ['a body of nested lists', post(lists(100_000)), 'BAD_REQUEST', /Expected one operation, got a list/u],
  [
    'a body of nested objects',
    post(objects(30_000)),
    'BAD_REQUEST',
    /query: expected the text of an operation, got none/u,
  ],
  [
    'a deeply nested literal',
    post({ query: `{ compare(approaches: ${lists(1_900)}) { revision } }` }),
    'BAD_USER_INPUT',
    /query: expected selections, lists and objects nested 64 levels deep at most/u,
  ],
  [
    'a deeply nested default value',
    post({ query: `query ($a: [String!] = ${lists(1_900)}) { __typename }` }),
    'BAD_USER_INPUT',
    /query: expected selections/u,
  ],
  [
    'a deeply nested type',
    post({ query: `query ($a: ${'['.repeat(1_900)}Int${']'.repeat(1_900)}) { __typename }` }),
    'BAD_USER_INPUT',
    /query: expected selections/u,
  ],
  [
    'deeply nested inline fragments',
    post({ query: `${'{ ... '.repeat(900)}{ __typename }${'}'.repeat(900)}` }),
    'BAD_USER_INPUT',
    /query: expected selections/u,
  ],
  [
    'deeply nested fields',
    post({ query: '{a'.repeat(1_300) + '}'.repeat(1_300) }),
    'BAD_USER_INPUT',
    /query: expected/u,
  ],
  [
    'a list of operations',
    post([{ query: '{ __typename }' }]),
    'BAD_REQUEST',
    /Expected one operation, got a list/u,
  ],
  [
    'a body that is not an object',
    post('"{ __typename }"'),
    'BAD_REQUEST',
    /Expected a JSON object with "query".* got a text/u,
  ],
  [
    'a query that is not a string',
    post({ query: { kind: 'Document' } }),
    'BAD_REQUEST',
    /query: expected a text, got an object/u,
  ],
  [
    'variables that are a text',
    post({ query: '{ __typename }', variables: '{}' }),
    'BAD_REQUEST',
    /variables: expected an object, got a text/u,
  ],
  [
    'an operation name that is a number',
    post({ query: '{ __typename }', operationName: 1 }),
    'BAD_REQUEST',
    /operationName: expected a text, got a number/u,
  ],
  [
    'extensions that are a list',
    post({ query: '{ __typename }', extensions: [] }),
    'BAD_REQUEST',
    /extensions: expected an object, got a list/u,
  ],
  [
    'an empty query',
    post({ query: '' }),
    'BAD_REQUEST',
    /query: expected the text of an operation, got none/u,
  ],
  ['a GET without a query', get({}), 'BAD_REQUEST', /query: expected the text of an operation, got none/u],
  ['a body that is not JSON', post('{ not json'), 'BAD_REQUEST', /Expected JSON such as/u],
  ['an empty body', post(''), 'BAD_REQUEST', /Expected JSON such as/u],
  [
    'no body',
    { headers: { 'content-length': '0' } },
    'BAD_REQUEST',
    /Expected a JSON object .* got nothing/u,
  ],
  [
    'a member `__proto__`',
    post('{"query":"{ __typename }","variables":{"__proto__":{"a":1}}}'),
    'BAD_REQUEST',
    /__proto__/u,
  ],
  [
    'a member `__proto__` by GET',
    get({ query: '{ __typename }', variables: '{"__proto__":{"a":1}}' }),
    'BAD_REQUEST',
    /variables: expected a JSON object/u,
  ],
  [
    'bytes that are not UTF-8',
    post(Buffer.from('{"query":"{ __typename } # \xff"}', 'latin1')),
    'BAD_REQUEST',
    /not UTF-8/u,
  ],
  ['a NUL in JSON', post('{"query":"{ a\0b }"}'), 'BAD_REQUEST', /Expected JSON such as/u],
  [
    'invalid percent-encoding',
    { method: 'GET', path: '/graphql?query=%zz' },
    'BAD_REQUEST',
    /percent-encoded UTF-8/u,
  ],
  [
    'bytes by GET that are not UTF-8',
    { method: 'GET', path: '/graphql?query=%7B__typename%7D%23%ff' },
    'BAD_REQUEST',
    /percent-encoded UTF-8/u,
  ],
  ['a path that cannot be decoded', { method: 'GET', path: '/%zz' }, 'BAD_REQUEST', /percent-encoded UTF-8/u],
  [
    'a repeated parameter',
    { method: 'GET', path: '/graphql?query=%7Ba%7D&query=%7Bb%7D' },
    'BAD_REQUEST',
    /query: expected one value, got 2/u,
  ],
  [
    'variables by GET that are not JSON',
    get({ query: '{ __typename }', variables: '{' }),
    'BAD_REQUEST',
    /variables: expected a JSON object, got text that is not JSON/u,
  ],
  [
    'variables by GET that are not an object',
    get({ query: '{ __typename }', variables: '1' }),
    'BAD_REQUEST',
    /variables: expected an object, got a number/u,
  ],
  [
    'a URL-encoded form',
    post('query=1', { 'content-type': 'application/x-www-form-urlencoded' }),
    'UNSUPPORTED_MEDIA_TYPE',
    /Content-Type: expected application\/json, got "application\/x-www-form-urlencoded"/u,
  ],
  [
    'plain text',
    post('{"query":"{ __typename }"}', { 'content-type': 'text/plain' }),
    'UNSUPPORTED_MEDIA_TYPE',
    /got "text\/plain"/u,
  ],
  [
    'plain text that looks like JSON',
    post('{"query":"{ __typename }"}', { 'content-type': 'text/plain; application/json' }),
    'UNSUPPORTED_MEDIA_TYPE',
    /got "text\/plain; application\/json"/u,
  ],
  [
    'a multipart body',
    post('--x--', { 'content-type': 'multipart/form-data; boundary=x' }),
    'UNSUPPORTED_MEDIA_TYPE',
    /multipart/u,
  ],
  [
    'a body without a content type',
    { body: '{"query":"{ __typename }"}' },
    'UNSUPPORTED_MEDIA_TYPE',
    /got none/u,
  ],
  [
    'a body that is too large',
    post({ query: '{ __typename }', pad: 'x'.repeat(300_000) }),
    'BODY_TOO_LARGE',
    /262144 bytes at most, also after decompression, got 300035\. Split/u,
  ],
  [
    'a cursor with a NUL',
    post({ query: '{ approaches(after: "\\u0000") { totalCount } }' }),
    'BAD_USER_INPUT',
    /after: expected a cursor/u,
  ],
  ['a mutation without a key', post({ query: mutation }), 'UNAUTHENTICATED', /tertium keys create/u],
  [
    'an unknown path',
    { method: 'GET', path: '/nope' },
    'NOT_FOUND',
    /The path \/nope does not exist\. GraphQL is served at \/graphql/u,
  ],
  [
    'a path outside of the root',
    { method: 'GET', path: '/../../etc/passwd' },
    'NOT_FOUND',
    /does not exist/u,
  ],
];

describe('A client', () => {
  test.each(mistakes)(
    'that sends %s gets an error with a code and a message, and no warning is logged',
    async (_, request, code, message) => {
      const response = await send(server, request);
      const { errors } = JSON.parse(response.text) as { errors: readonly { message: string }[] };
      expect(codesOf(response)).toContain(code);
      expect(errors.map((error) => error.message).join()).toMatch(message);
      expect(response.status).toBeLessThan(500);
      if (code in requestErrorStatuses)
        expect([requestErrorStatuses[code as keyof typeof requestErrorStatuses], 200]).toContain(
          response.status,
        );
      expect(response.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(response.text).not.toMatch(/FST_|stack|node_modules|\.js:/u);
      expect(warnings()).toEqual([]);
    },
  );

  test.each([
    ['a malformed Accept header', post({ query: '{ __typename }' }, { accept: ';;;,,q=9' })],
    [
      'variables named like members of Object.prototype',
      post(
        '{"query":"query ($constructor: String!, $toString: Int = 3) { approach(slug: $constructor) { name } approaches(first: $toString) { totalCount } }","variables":{"constructor":"mit"}}',
      ),
    ],
    [
      'aliases named like members of Object.prototype',
      post({ query: '{ __proto__: __typename constructor: __typename }' }),
    ],
    [
      'texts with NULs and lone surrogates',
      post(
        '{"query":"query ($s: String!, $i: ID!) { approach(slug: $s) { name } search(text: $s) { totalCount } node(id: $i) { id } claim(id: $i) { id } }","variables":{"s":"\\u0000\\ud800","i":"\\ud800\\u0000"}}',
      ),
    ],
    ['a malformed If-None-Match header', get({ query: '{ __typename }' }, { 'if-none-match': ',,,"' })],
    [
      'a malformed Accept-Encoding header',
      get({ query: '{ __typename }' }, { 'accept-encoding': ';q=,,br;q=x;;*' }),
    ],
    ['a byte order mark', post('\ufeff{"query":"{ __typename }"}')],
    [
      'a fragment that spreads itself',
      post({ query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }' }),
    ],
    [
      'a number with thousands of digits',
      post({ query: `{ approaches(first: ${'9'.repeat(5_000)}) { totalCount } }` }),
    ],
    [
      'a number that overflows to infinity',
      post('{"query":"query ($n: Int) { approaches(first: $n) { totalCount } }","variables":{"n":1e999}}'),
    ],
    [
      'representations of invalid types',
      post({
        query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
        variables: { r: [{ __typename: '__proto__', id: 'x' }, 1, [], 'x'] },
      }),
    ],
    ['an unknown Expect header', post({ query: '{ __typename }' }, { expect: 'junk' })],
  ])('that sends %s gets no server error, at the first and the second attempt', async (_, request) => {
    for (let time = 0; time < 2; time += 1) {
      expect((await send(server, request)).status).toBeLessThan(500);
    }
    expect(warnings()).toEqual([]);
  });

  test('gets errors in the GraphQL media type if it accepts only this media type', async () => {
    const accept = 'application/graphql-response+json';
    for (const request of [
      post('{', { accept }),
      post({ query: 1 }, { accept }),
      post({ query: '{ nope }' }, { accept }),
    ]) {
      expect((await send(server, request)).headers['content-type']).toBe(`${accept}; charset=utf-8`);
    }
  });
});

describe('An HTTP request', () => {
  const sendRaw = async (bytes: string): Promise<string> => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => undefined).write(bytes, 'latin1');
    return text(socket);
  };
  const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

  test.each([
    [
      'headers that are too large',
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    ['bytes that are not HTTP', '\x00\x01\x02\r\n\r\n', 400, 'BAD_REQUEST'],
    ['the connection preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'BAD_REQUEST'],
    [
      'a content length and chunked encoding',
      `${head}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      'BAD_REQUEST',
    ],
    ['an invalid content length', `${head}content-length: x\r\n\r\n`, 400, 'BAD_REQUEST'],
    ['two content lengths', `${head}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`, 400, 'BAD_REQUEST'],
    ['a NUL in a header', 'GET /livez HTTP/1.1\r\nhost: x\r\nx: a\0b\r\n\r\n', 400, 'BAD_REQUEST'],
    ['non-ASCII characters in the path', 'GET /gr\xe4ph HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'BAD_REQUEST'],
  ])('with %s gets an error response of Tertium, and the connection ends', async (_, bytes, status, code) => {
    const [responseHead = '', body = ''] = (await sendRaw(bytes)).split('\r\n\r\n');
    expect(responseHead).toMatch(
      new RegExp(`^HTTP/1\\.1 ${status} [^]*x-content-type-options: nosniff`, 'u'),
    );
    expect((JSON.parse(body) as { errors: unknown[] }).errors).toEqual([
      { message: expect.stringMatching(/^Expected /u), extensions: { code } },
    ]);
    expect(warnings()).toEqual([]);
  });
});

test('If Node reports a request timeout, the client gets an error response with status 408', async () => {
  const timeoutServer = createServer((socket) => {
    const error = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
    clientErrorHandler({ 'x-content-type-options': 'nosniff' })(
      error,
      socket.on('error', () => undefined),
    );
  }).listen(0, '127.0.0.1');
  await once(timeoutServer, 'listening');
  try {
    const [responseHead = '', body = ''] = (
      await text(connect((timeoutServer.address() as AddressInfo).port, '127.0.0.1'))
    ).split('\r\n\r\n');
    expect(responseHead).toMatch(/^HTTP\/1\.1 408 Request Timeout/u);
    expect(body).toContain('"code":"REQUEST_TIMEOUT"');
  } finally {
    timeoutServer.close();
  }
});

describe('Methods', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'])(
    '%s is not allowed at /graphql, with any body',
    async (method) => {
      for (const body of ['{"query":"{ __typename }"}', '{', 'x'.repeat(300_000)]) {
        const response = await send(server, { ...post(body), method });
        expect([response.status, response.headers.allow, codesOf(response)]).toEqual([
          405,
          'GET, HEAD, POST, OPTIONS',
          ['METHOD_NOT_ALLOWED'],
        ]);
      }
      expect(warnings()).toEqual([]);
    },
  );

  test.each(['/', '/playground/', '/livez', '/readyz'])(
    'POST, PUT and DELETE are not allowed at %s',
    async (path) => {
      for (const method of ['POST', 'PUT', 'DELETE']) {
        const response = await send(server, { ...post('{}'), method, path });
        expect([response.status, response.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
      }
    },
  );

  test('DELETE at an unknown path gets 404', async () => {
    expect((await send(server, { method: 'DELETE', path: '/nope' })).status).toBe(404);
  });

  test('OPTIONS lists the allowed methods', async () => {
    const response = await send(server, { method: 'OPTIONS' });
    expect([response.status, response.headers.allow, response.text]).toEqual([
      204,
      'GET, HEAD, POST, OPTIONS',
      '',
    ]);
  });

  test.each([
    get({ query: '{ __typename }' }),
    get({ query: '{ approaches { nodes { id name summary } } }' }),
    get({ query: '{ nope }' }),
    { method: 'GET', path: '/livez' },
    { method: 'GET', path: '/readyz' },
    { method: 'GET', path: '/' },
    { method: 'GET', path: '/playground/' },
    { method: 'GET', path: '/nope' },
  ])('HEAD gets the response of GET without the body: %j', async (request) => {
    const [getResponse, headResponse] = [
      await send(server, request),
      await send(server, { ...request, method: 'HEAD' }),
    ];
    expect([headResponse.status, headResponse.headers, headResponse.text]).toEqual([
      getResponse.status,
      getResponse.headers,
      '',
    ]);
    expect(headResponse.headers['content-length']).toBe(String(getResponse.bytes.byteLength));
  });

  test('a mutation is not allowed by GET', async () => {
    const response = await send(server, get({ query: mutation }));
    expect([response.status, response.headers.allow, codesOf(response)]).toEqual([
      405,
      'POST',
      ['METHOD_NOT_ALLOWED'],
    ]);
  });
});
