import { afterAll, expect, jest } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { buildSchema, introspectionFromSchema } from 'graphql';
import type { Client } from '@urql/core';
import { describeClients, type PageClient } from './contract.js';
import { makeClient } from './examples/graphcache-client.js';
import { pagesOfLists, widgetQueries } from './widgets.js';

const root = new URL('../../', import.meta.url);
const sdl = await readFile(new URL('schema.graphql', root), 'utf8');
const schema = introspectionFromSchema(buildSchema(sdl, { assumeValidSDL: true }));
const graphcacheKeys = JSON.parse(await readFile(new URL('graphcache-keys.json', root), 'utf8'));

function pageClient(client: Client): PageClient {
  return {
    async fetch({ query, variables }) {
      const operation = client.query(widgetQueries[query], variables, { requestPolicy: 'network-only' });
      const { error } = await operation.toPromise();
      if (error) throw error;
    },
    read: ({ query, variables }) =>
      client.readQuery(widgetQueries[query], variables, { requestPolicy: 'cache-only' })?.data ?? null,
  };
}

/** The warnings of Graphcache, for example about objects without a key. */
const warnings = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
afterAll(() => {
  expect(warnings.mock.calls).toEqual([]);
});

describeClients([
  {
    name: "urql's Graphcache",
    make: (url) => pageClient(makeClient(`${url}/graphql`, schema, graphcacheKeys)),
    morePages: pagesOfLists,
  },
]);
