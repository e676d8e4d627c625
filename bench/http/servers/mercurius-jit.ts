import { fastify } from 'fastify';
import { mercurius } from 'mercurius';
import { environmentVariable } from './environment.js';
import { peerComparison, type PeerRow } from './peer-comparison.js';
import { peerSchema, type CompareArgs } from './peer-schema.js';
import { PlainContent, type CellRow, type ClaimRow, type NamedRow } from './plain-content.js';
import { serveFastify } from './ready.js';

/* Serves the peers' schema with Mercurius, its compiler and its loaders. */

const content = new PlainContent(environmentVariable('DATABASE_URL'));

type Keys<Owner> = readonly { readonly obj: Owner }[];

// The loader cache is off, because it serialises each key. The serialisation costs more than loading a repeated row again.
const opts = { cache: false };

const app = fastify();
await app.register(mercurius, {
  schema: peerSchema,
  jit: 1,
  resolvers: { Query: { compare: (_: unknown, args: CompareArgs) => peerComparison(content, args) } },
  loaders: {
    Approach: {
      features: {
        loader: (keys: Keys<NamedRow>) => content.features(keys.map(({ obj }) => obj.id)),
        opts,
      },
    },
    Feature: {
      benefits: {
        loader: (keys: Keys<NamedRow>) => content.benefits(keys.map(({ obj }) => obj.id)),
        opts,
      },
    },
    Row: {
      cells: {
        async loader(keys: Keys<PeerRow>) {
          const cellKeys = keys.map(({ obj }) =>
            obj.approaches.map(({ id }) => ({ approachId: id, dimensionId: obj.dimension.id })),
          );
          const cells = (await content.cells(cellKeys.flat())).values();
          return cellKeys.map((row) => row.flatMap(() => cells.next().value ?? []));
        },
        opts,
      },
    },
    Cell: {
      claims: { loader: (keys: Keys<CellRow>) => content.claims(keys.map(({ obj }) => obj.id)), opts },
    },
    Claim: {
      source: {
        loader: (keys: Keys<ClaimRow>) => content.sources(keys.map(({ obj }) => obj.sourceId)),
        opts,
      },
    },
  },
});
await serveFastify(app);
