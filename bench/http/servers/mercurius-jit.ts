import { fastify } from 'fastify';
import { mercurius } from 'mercurius';
import { environmentVariable } from './environment.js';
import { peerComparison, type PeerRow } from './peer-comparison.js';
import { peerSchema, type CompareArgs } from './peer-schema.js';
import { PlainContent, type CellRow, type ClaimRow, type NamedRow } from './plain-content.js';
import { serveFastify } from './ready.js';

/* Mercurius with its compiler and its loaders. */

const content = new PlainContent(environmentVariable('DATABASE_URL'));

/** A key of a loader. */
type Asked<Owner> = readonly { readonly obj: Owner }[];

// The loader cache is off: it serialises each key, which costs more than reading a row twice in one statement.
const opts = { cache: false };

const app = fastify();
await app.register(mercurius, {
  schema: peerSchema,
  jit: 1,
  resolvers: { Query: { compare: (_: unknown, args: CompareArgs) => peerComparison(content, args) } },
  loaders: {
    Approach: {
      features: {
        loader: (asked: Asked<NamedRow>) => content.features(asked.map(({ obj }) => obj.id)),
        opts,
      },
    },
    Feature: {
      benefits: {
        loader: (asked: Asked<NamedRow>) => content.benefits(asked.map(({ obj }) => obj.id)),
        opts,
      },
    },
    Row: {
      cells: {
        async loader(asked: Asked<PeerRow>) {
          const keys = asked.map(({ obj }) =>
            obj.approaches.map(({ id }) => ({ approachId: id, dimensionId: obj.dimension.id })),
          );
          const cells = (await content.cells(keys.flat())).values();
          return keys.map((row) => row.flatMap(() => cells.next().value ?? []));
        },
        opts,
      },
    },
    Cell: {
      claims: { loader: (asked: Asked<CellRow>) => content.claims(asked.map(({ obj }) => obj.id)), opts },
    },
    Claim: {
      source: {
        loader: (asked: Asked<ClaimRow>) => content.sources(asked.map(({ obj }) => obj.sourceId)),
        opts,
      },
    },
  },
});
await serveFastify(app);
