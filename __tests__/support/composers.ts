import { composeServices as composeWithApollo } from '@apollo/composition';
import { composeServices as composeWithGuild } from '@theguild/federation-composition';
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from '@wundergraph/composition';
import { parse, type DocumentNode } from 'graphql';

/** A subgraph of a federated graph. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

/** Creates a subgraph with a URL that does not exist. */
export function subgraph(name: string, sdl: string): Subgraph {
  return { name, url: `http://${name}.invalid/graphql`, typeDefs: parse(sdl) };
}

/** Composes subgraphs. @returns the messages of all errors and warnings that the composer reports */
export type Compose = (subgraphs: readonly Subgraph[]) => readonly string[];

/** The composers with which the SDL of Tertium is tested, by package. */
export const composers: readonly (readonly [string, Compose])[] = [
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
