import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { resolverInstance } from './execution/calls/direct-calls.js';
import { resolvers } from './resolvers.js';

/** The name of the query type in the code. */
export const rootType = 'Query';
/** The names of the root types in the code. */
export const rootTypes: ReadonlySet<string> = new Set([rootType, 'Mutation']);

let built: GraphQLSchema | undefined;

/**
 * Returns the schema that the type and resolver classes define, with the names of the code and without the fields of federation. The schema
 * is built at the first call, and does not change afterwards.
 */
export function classSchema(): GraphQLSchema {
  return (built ??= buildClassSchema());
}

function buildClassSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers,
    validate: true,
    container: { get: resolverInstance },
    // The directives of federation are defined only when the subgraph is built.
    skipCheck: true,
  });
  const query = schema.getQueryType();
  if (query)
    query.description =
      'The entry points: for example, compare and rank approaches, look up a concept by its slug, search, and list concepts.';
  const mutation = schema.getMutationType();
  if (mutation)
    mutation.description =
      'Changesets: edit, review and publish. Every mutation needs a key with a scope (docs/access.md), and returns its problems as data (docs/editing.md).';
  return schema;
}
