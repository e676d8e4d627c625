/** Tests a server whose types and root fields have a prefix: pages and the API show the same content as without it. */
import { ApolloGateway, IntrospectAndCompose } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { serveSubgraph } from '../../examples/company-graph/serve-subgraph.js';
import { startTestServer, type TestServer } from '../support/server.js';

let plain: TestServer;
let prefixed: TestServer;
beforeAll(async () => {
  const responseCacheBytes = 2 ** 20;
  [plain, prefixed] = await Promise.all([
    startTestServer({ responseCacheBytes }),
    startTestServer({
      responseCacheBytes,
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

test('a server with a prefix responds with the same values under the prefixed names, the first and the second time', async () => {
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
])('a server with a prefix shows the page %s as without a prefix', async (path) => {
  const textOf = async ({ url }: TestServer): Promise<string> => {
    const response = await fetch(url + path);
    expect(response.status).toBe(200);
    return (await response.text()).replaceAll(url, '').replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/gu, '');
  };
  expect(await textOf(prefixed)).toBe(await textOf(plain));
});

test('a server with a prefix sends the prefix to the playground', async () => {
  const names = async ({ url }: TestServer): Promise<unknown> =>
    (await fetch(`${url}/playground/names.json`)).json() as Promise<unknown>;
  expect(await names(prefixed)).toEqual({ types: 'Acme', rootFields: 'acme', keep: [] });
  expect(await names(plain)).toBeNull();
});

test('a server with a prefix returns an error for each malformed or unknown representation in a list, and resolves the others', async () => {
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

const notesSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
  type Query { notes: [Note!]! }
  type Note { of: AcmeApproach! }
  type AcmeApproach @key(fields: "slug") { slug: String! note: String! }
  type Cell @key(fields: "slot") { slot: String! note: String! }
`;
const notes = {
  Query: { notes: () => [{ of: { slug: 'msp' } }] },
  AcmeApproach: { note: ({ slug }: { slug: string }) => `Acme: ${slug}` },
  Cell: { note: ({ slot }: { slot: string }) => slot },
};

test('a server with a prefix can be in one supergraph with a server without a prefix, and with a subgraph that adds fields to types of both', async () => {
  const subgraph = await serveSubgraph({ typeDefs: notesSdl, resolvers: notes }, 0);
  const urls = { plain: `${plain.url}/graphql`, prefixed: `${prefixed.url}/graphql`, notes: subgraph.url };
  const gateway = new ApolloGateway({
    supergraphSdl: new IntrospectAndCompose({
      subgraphs: Object.entries(urls).map(([name, url]) => ({ name, url })),
    }),
    logger: pino({ level: 'silent' }),
  });
  const server = new ApolloServer({ gateway, stopOnTerminationSignals: false });
  try {
    await server.start();
    const { body } = await server.executeOperation({
      query: `{
        notes { of { name note } }
        acmeApproach(slug: "devops") { id note }
        compare(approaches: ["msp", "devops"], along: { axes: ["nature"] }) { rows { nodes { cells { note } } } }
      }`,
    });
    expect(body.kind === 'single' && body.singleResult).toEqual({
      data: {
        notes: [{ of: { name: 'Managed Service Provider', note: 'Acme: msp' } }],
        acmeApproach: { id: 'approach/devops', note: 'Acme: devops' },
        compare: {
          rows: {
            nodes: [
              {
                cells: [
                  { note: 'cell:dimension/nature:approach/msp' },
                  { note: 'cell:dimension/nature:approach/devops' },
                ],
              },
            ],
          },
        },
      },
    });
  } finally {
    await server.stop();
    await subgraph.stop();
  }
});
