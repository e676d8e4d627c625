// @ts-check
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

/**
 * Serves a subgraph on the loopback interface.
 * @param {{ readonly typeDefs: string, readonly resolvers: import('@apollo/subgraph/dist/schema-helper/index.js').GraphQLResolverMap<unknown> }} subgraph
 * @param {number} port 0 for any free port
 * @returns its address, and a function that stops it
 */
export async function serveSubgraph({ typeDefs, resolvers }, port) {
  const server = new ApolloServer({
    schema: buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers }),
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    // Inline traces are for GraphOS.
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port } });
  return { url, stop: () => server.stop() };
}
