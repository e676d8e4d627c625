/** Tests a Relay client with `@refetchable` and `@connection`. Its documents are compiled with the schema for clients, and executed by a server. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import {
  createOperationDescriptor,
  fetchQuery,
  getPaginationMetadata,
  getRefetchMetadata,
  getSelector,
  type Environment,
  type ReaderFragment,
} from 'relay-runtime';
import { graphqlClient } from '../support/graphql-client.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { makeEnvironment } from './examples/relay-environment.js';
import { compileForRelay } from './relay-artifacts.js';

type Name =
  | 'WidgetsListsQuery'
  | 'WidgetsApproach_approach'
  | 'WidgetsApproaches_query'
  | 'WidgetsClaim_claim';

const { definitions } = parse(await readFile(new URL('relay-lists.graphql', import.meta.url), 'utf8'));
const documents = Object.fromEntries(
  definitions.map((definition) => ['name' in definition ? definition.name?.value : '', print(definition)]),
);
const artifacts = await compileForRelay(documents as Record<Name, string>);

const claim = 'claim/VMHjKrRjgeQiB-FPHIIR6O';
const variables = { approach: 'devops', claim };

interface List {
  readonly edges: readonly { readonly node: { readonly name: string } }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}
interface Lists {
  readonly approach: { readonly features: List };
  readonly approaches: List;
}

describe('A Relay client', () => {
  let server: TestServer;
  let environment: Environment;
  beforeAll(async () => {
    server = await startTestServer();
    environment = makeEnvironment(`${server.url}/graphql`);
    environment.retain(createOperationDescriptor(artifacts.WidgetsListsQuery, variables));
    await fetchQuery(environment, artifacts.WidgetsListsQuery, variables).toPromise();
  });
  afterAll(() => server.close());

  /** Reads a fragment from the store. @param name the field of the query whose selection contains the fragment; null for the query itself */
  function read(fragment: ReaderFragment, name: 'approach' | 'claim' | null): Record<string, unknown> {
    const page = createOperationDescriptor(artifacts.WidgetsListsQuery, variables);
    const data = environment.lookup(page.fragment).data as Record<string, unknown>;
    const selector = getSelector(fragment, name === null ? data : data[name]);
    if (selector?.kind !== 'SingularReaderSelector') throw new TypeError('Expected one record.');
    return environment.lookup(selector).data;
  }

  /** Executes the query that the compiler generated for the `@refetchable` of a fragment. @param more the variables of the query */
  async function refetch(fragment: ReaderFragment, more: Record<string, unknown>): Promise<unknown> {
    const { refetchableRequest } = getRefetchMetadata(fragment, 'refetch');
    return fetchQuery(environment, refetchableRequest, more).toPromise();
  }

  /** Requests the lists from the server, without a Relay client. */
  async function listsOfServer(features: number, approaches: number): Promise<Lists> {
    const list = 'edges { node { name } } pageInfo { endCursor hasNextPage }';
    const send = graphqlClient(`${server.url}/graphql`);
    const { data } = await send(`{
      approach(slug: "devops") { features(first: ${features}) { ${list} } }
      approaches(first: ${approaches}) { ${list} }
    }`);
    return data as Lists;
  }
  const namesOf = (list: unknown): readonly string[] => (list as List).edges.map(({ node }) => node.name);

  it('fetches the next page of a list of a concept by the id of the concept, and appends the page to the list', async () => {
    const fragment = artifacts.WidgetsApproach_approach;
    expect(getPaginationMetadata(fragment, 'pagination').connectionPathInFragmentData).toEqual(['features']);
    const { features } = read(fragment, 'approach') as { features: List };
    expect(namesOf(features)).toHaveLength(2);
    await refetch(fragment, { id: 'approach/devops', count: 3, cursor: features.pageInfo.endCursor });
    const expected = (await listsOfServer(5, 1)).approach.features;
    expect(namesOf(read(fragment, 'approach')['features'])).toEqual(namesOf(expected));
    expect(namesOf(expected)).toHaveLength(5);
  });

  it('appends the next page to a list of the query', async () => {
    const fragment = artifacts.WidgetsApproaches_query;
    const { approaches } = read(fragment, null) as { approaches: List };
    await refetch(fragment, { count: 4, cursor: approaches.pageInfo.endCursor });
    const expected = (await listsOfServer(1, 7)).approaches;
    expect(namesOf(read(fragment, null)['approaches'])).toEqual(namesOf(expected));
    expect(namesOf(expected)).toHaveLength(7);
  });

  it('refetches a claim by its id', async () => {
    const fragment = artifacts.WidgetsClaim_claim;
    await expect(refetch(fragment, { id: claim })).resolves.toMatchObject({ node: { __id: claim } });
    expect(read(fragment, 'claim')).toEqual({ id: claim, valueText: 'A vendor and its client' });
  });
});
