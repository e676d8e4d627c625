/** Tests a server whose types and root fields have a prefix: pages and the API show the same content as without it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../support/server.js';

let plain: TestServer;
let prefixed: TestServer;
beforeAll(async () => {
  const answerCacheBytes = 2 ** 20;
  [plain, prefixed] = await Promise.all([
    startTestServer({ answerCacheBytes }),
    startTestServer({
      answerCacheBytes,
      schema: { naming: { prefix: 'Acme', keep: [] }, unknownEntities: 'ERROR' },
    }),
  ]);
});
afterAll(() => Promise.all([plain.close(), prefixed.close()]));

interface Response {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly path?: readonly unknown[];
    readonly extensions?: { readonly code?: string };
  }[];
}

async function post({ url }: TestServer, query: string, variables = {}): Promise<Response> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Response;
}

test('responds with the same values under the prefixed names, the second time from the cache', async () => {
  const fields =
    '(approaches: ["msp", "devops"]) { __typename rows { nodes { verdict cells { display } } } }';
  const expected = await post(plain, `{ compare${fields} }`);
  expect(expected.errors).toBeUndefined();
  for (let times = 0; times < 2; times += 1) {
    const { data, errors } = await post(prefixed, `{ compare: acmeCompare${fields} }`);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data).replaceAll('"Acme', '"')).toBe(JSON.stringify(expected.data));
  }
  expect((await post(prefixed, `{ compare${fields} }`)).errors?.[0]?.extensions?.code).toBe(
    'GRAPHQL_VALIDATION_FAILED',
  );
});

test.each([
  '/',
  '/compare/msp,devops',
  '/approach/devops',
  '/compare/msp,devops.csv',
  '/compare/msp,devops.atom',
])('shows the page %s as without a prefix', async (path) => {
  const textOf = async ({ url }: TestServer): Promise<string> => {
    const response = await fetch(url + path);
    expect(response.status).toBe(200);
    return (await response.text()).replaceAll(url, '').replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/gu, '');
  };
  expect(await textOf(prefixed)).toBe(await textOf(plain));
});

test('tells the playground its prefixes', async () => {
  const names = async ({ url }: TestServer): Promise<unknown> =>
    (await fetch(`${url}/playground/names.json`)).json() as Promise<unknown>;
  expect(await names(prefixed)).toEqual({ types: 'Acme', rootFields: 'acme', keep: [] });
  expect(await names(plain)).toBeNull();
});

test('answers a batch of entities of which one is malformed and one does not exist', async () => {
  const { data, errors = [] } = await post(
    prefixed,
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on AcmeApproach { name } } }',
    {
      r: [
        { __typename: 'AcmeApproach', slug: 'devops' },
        { __typename: 'Approach', slug: 'devops' },
        { __typename: 'AcmeApproach', id: 'approach/none' },
      ],
    },
  );
  expect(data).toEqual({ _entities: [{ name: 'DevOps' }, null, null] });
  expect(errors.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
    [['_entities', 1], 'BAD_USER_INPUT'],
    [['_entities', 2], 'NOT_FOUND'],
  ]);
});
