import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  GraphQLList,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputType,
} from 'graphql';
import { mutationScopes, queryScopes } from '../../../src/api/access/field-scopes.js';
import { createSchema } from '../../../src/api/schema.js';
import { createSecret, hashSecret } from '../../../src/graph/access/secret.js';
import { scopes, type Scope } from '../../../src/graph/access/scope.js';
import { post, send, get, codesOf } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

const schema = createSchema();
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
let graph: TestStore;
let server: TestServer;
const keys = new Map<string, string>();

beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
  server = await serveStore(graph.store, { responseCacheBytes: 1024 * 1024 });
  for (const keyScopes of [
    ...scopes.map((scope) => [scope]),
    ['read', 'propose'],
    [...scopes],
  ] as Scope[][]) {
    const text = createSecret('key');
    const name = keyScopes.join();
    await graph.store.apiKeys.create({ name, scopes: keyScopes, hash: hashSecret(text), expiresAt: null });
    keys.set(name, text);
  }
});
afterAll(async () => {
  await server.close();
  await graph.close();
});

/** Builds the smallest valid value of an input type. */
function smallest(type: GraphQLInputType): unknown {
  if (!isNonNullType(type)) return null;
  if (type.ofType instanceof GraphQLList) return [];
  const named = getNamedType(type);
  // Not an article: a worker thread parses articles, and needs the compiled sources.
  if (named.name === 'ImportFormat') return 'CLAIMS';
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) {
    const required = Object.values(named.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, smallest(field.type)]));
  }
  return named.name === 'Int' ? 1 : 'none';
}

interface Result {
  readonly status: number | undefined;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly code: unknown;
  readonly scopes: unknown;
}

async function call(query: string, variables: object, key: string | undefined): Promise<Result> {
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const response = await send(server, post({ query, variables }, headers));
  const { data = null, errors = [] } = JSON.parse(response.text) as {
    data?: Record<string, unknown> | null;
    errors?: readonly { message: string; extensions: Record<string, unknown> }[];
  };
  if (data) expect(response.headers['cache-control']).toBe('private, no-store');
  const [{ extensions } = { extensions: {} as Record<string, unknown> }] = errors;
  return { status: response.status, data, code: extensions['code'], scopes: extensions['scopes'] };
}

function operationOf(name: string): string {
  const input = mutations.find((each) => each.name === name)?.args[0]?.type;
  return `mutation ($input: ${String(input)}) { ${name}(input: $input) { problems { code } changeset { id version state } } }`;
}

/** Reads the number of changesets, and the number of the newest revision. */
async function written(): Promise<readonly unknown[]> {
  const { totalCount } = await graph.store.changesets.page({ first: 0, after: null });
  return [totalCount, (await graph.store.reader.openView())?.revision.number];
}

describe.each(mutations.map(({ name }) => name))('%s', (name) => {
  const type = mutations.find((each) => each.name === name)?.args[0]?.type;
  const input = type && smallest(type);

  test('is executed only for a key with one of its scopes, and a refusal adds no changeset and no revision', async () => {
    for (const scope of scopes) {
      const before = await written();
      const { status, data, code } = await call(operationOf(name), { input }, keys.get(scope));
      const isAllowed = mutationScopes[name]?.includes(scope);
      expect([scope, status, data === null]).toEqual([scope, isAllowed ? 200 : 403, !isAllowed]);
      if (isAllowed) continue;
      expect(code).toBe('FORBIDDEN');
      expect(await written()).toEqual(before);
    }
  });

  test('is refused without a key, with the scopes that are needed', async () => {
    expect(await call(operationOf(name), { input }, undefined)).toEqual({
      status: 401,
      data: null,
      code: 'UNAUTHENTICATED',
      scopes: mutationScopes[name],
    });
  });

  test('is not executed by GET', async () => {
    const query = operationOf(name);
    const headers = { authorization: `Bearer ${keys.get([...scopes].join()) ?? ''}` };
    const before = await written();
    const response = await send(server, get({ query, variables: JSON.stringify({ input }) }, headers));
    expect([response.status, codesOf(response)]).toEqual([405, ['METHOD_NOT_ALLOWED']]);
    expect(await written()).toEqual(before);
  });
});

test.each(Object.keys(queryScopes))(
  'the query %s is executed only for keys with one of its scopes',
  async (name) => {
    const query =
      name === 'changeset' ? '{ changeset(id: "none") { id } }' : `{ ${name}(first: 1) { totalCount } }`;
    for (const scope of scopes) {
      const { status } = await call(query, {}, keys.get(scope));
      expect([scope, status]).toEqual([scope, queryScopes[name]?.includes(scope) ? 200 : 403]);
    }
    expect((await call(query, {}, undefined)).status).toBe(401);
  },
);
