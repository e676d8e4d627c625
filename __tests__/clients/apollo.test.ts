import { readFile } from 'node:fs/promises';
import { gql, type ApolloClient } from '@apollo/client';
import { describeClients, type PageClient } from './contract.js';
import { makeClient } from './examples/apollo-client.js';
import { typePolicies } from './examples/apollo-type-policies.js';
import { pagesOfLists, widgetQueries, type Widget } from './widgets.js';

const root = new URL('../../', import.meta.url);
const possibleTypes = JSON.parse(await readFile(new URL('possible-types.json', root), 'utf8'));
const graphcacheKeys = JSON.parse(await readFile(new URL('graphcache-keys.json', root), 'utf8'));

function pageClient(client: ApolloClient): PageClient {
  const query = ({ query: name }: Widget) => gql(widgetQueries[name]);
  return {
    async fetch(widget) {
      await client.query({ query: query(widget), variables: widget.variables, fetchPolicy: 'network-only' });
    },
    read: (widget) => client.readQuery({ query: query(widget), variables: widget.variables }),
  };
}

describeClients([
  {
    name: 'Apollo Client, configured only with the types of interfaces and unions',
    make: (url) => pageClient(makeClient(`${url}/graphql`, possibleTypes)),
  },
  {
    name: 'Apollo Client that merges objects without an id',
    make: (url) => pageClient(makeClient(`${url}/graphql`, possibleTypes, typePolicies(graphcacheKeys))),
    morePages: pagesOfLists,
  },
]);
