/** Composes Tertium with other subgraphs, with three composers: the SDL needs no composer's extensions. */
import { composeServices as composeWithApollo } from '@apollo/composition';
import { describe, expect, test } from '@jest/globals';
import { composeServices as composeWithGuild } from '@theguild/federation-composition';
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from '@wundergraph/composition';
import { parse, type DocumentNode } from 'graphql';
import * as handbook from '../../examples/company-graph/handbook.js';
import * as teams from '../../examples/company-graph/teams.js';
import { printFederatedSchema } from '../../src/api/schema.js';

interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

/** Composes subgraphs. @returns the messages of all errors and warnings */
type Compose = (subgraphs: readonly Subgraph[]) => readonly string[];

const composers: readonly (readonly [string, Compose])[] = [
  [
    '@apollo/composition',
    (subgraphs) => {
      const { errors = [], hints = [] } = composeWithApollo([...subgraphs]);
      return [...errors.map(String), ...hints.map(String)];
    },
  ],
  [
    '@theguild/federation-composition',
    (subgraphs) => (composeWithGuild([...subgraphs]).errors ?? []).map(String),
  ],
  [
    '@wundergraph/composition',
    (subgraphs) => {
      const result = federateSubgraphs({
        subgraphs: subgraphs.map(({ name, url, typeDefs }) => ({ name, url, definitions: typeDefs })),
        version: ROUTER_COMPATIBILITY_VERSION_ONE,
      });
      const errors = result.success ? [] : result.errors;
      return [...errors.map(String), ...result.warnings.map(({ message }) => message)];
    },
  ],
];

const subgraph = (name: string, sdl: string): Subgraph => ({
  name,
  url: `http://${name}.invalid/graphql`,
  typeDefs: parse(sdl),
});
const tertium = subgraph('tertium', printFederatedSchema());
const company = [tertium, subgraph('teams', teams.typeDefs), subgraph('handbook', handbook.typeDefs)];

describe.each(composers)('%s', (_, compose) => {
  test('composes Tertium alone, and with the subgraphs of the company graph, without errors and warnings', () => {
    expect(compose([tertium])).toEqual([]);
    expect(compose(company)).toEqual([]);
  });

  test('reports a subgraph with another type of the same name', () => {
    const other = subgraph('other', 'type Query { claims: [Claim!]! } type Claim { number: Int! }');
    expect(compose([tertium, other])).not.toEqual([]);
  });
});
