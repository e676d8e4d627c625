import { createServer } from 'node:http';
import { useGraphQlJit } from '@envelop/graphql-jit';
import { createSchema, createYoga } from 'graphql-yoga';
import { environmentVariable } from './environment.js';
import { peerComparison, type PeerRow } from './peer-comparison.js';
import { peerLoaders, type PeerLoaders } from './peer-loaders.js';
import { peerSchema, type CompareArgs } from './peer-schema.js';
import { PlainContent, type CellRow, type ClaimRow, type NamedRow } from './plain-content.js';
import { serve } from './ready.js';

/* Serves the peers' schema with GraphQL Yoga, graphql-jit and DataLoader. */

const content = new PlainContent(environmentVariable('DATABASE_URL'));

interface Context {
  readonly loaders: PeerLoaders;
}

const yoga = createYoga({
  schema: createSchema<Context>({
    typeDefs: peerSchema,
    resolvers: {
      Query: { compare: (_: unknown, args: CompareArgs) => peerComparison(content, args) },
      Approach: { features: ({ id }: NamedRow, _, { loaders }) => loaders.features.load(id) },
      Feature: { benefits: ({ id }: NamedRow, _, { loaders }) => loaders.benefits.load(id) },
      Row: {
        cells: ({ approaches, dimension }: PeerRow, _, { loaders }) =>
          loaders.cell.loadMany(approaches.map(({ id }) => ({ approachId: id, dimensionId: dimension.id }))),
      },
      Cell: { claims: ({ id }: CellRow, _, { loaders }) => loaders.claims.load(id) },
      Claim: { source: ({ sourceId }: ClaimRow, _, { loaders }) => loaders.source.load(sourceId) },
    },
  }),
  plugins: [useGraphQlJit()],
  context: (): Context => ({ loaders: peerLoaders(content) }),
  logging: false,
  graphiql: false,
});

serve(
  createServer((request, response) => {
    void yoga(request, response);
  }),
);
