import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import fastifyApollo from '@as-integrations/fastify';
import { GraphQLError } from 'graphql';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { RequestContext } from '../api/context.js';
import { formatError, isOurFault } from '../api/format-error.js';
import { checkLimits } from '../api/limits/check-limits.js';
import { limits } from '../api/limits/limits.js';
import { createSchema } from '../api/schema.js';
import type { GraphReader } from '../graph/reading.js';

/** Serves GraphQL at `/graphql`, by GET and POST, one operation a request. */
export async function registerGraphql(app: FastifyInstance, reader: GraphReader): Promise<void> {
  const apollo = new ApolloServer<RequestContext>({
    schema: createSchema(),
    introspection: true,
    formatError,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    logger: app.log,
    plugins: [
      limiting,
      reporting(app.log),
      // Its cache hints wrap every field; the others would send figures to other hosts.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  await app.register(fastifyApollo(apollo), {
    path: '/graphql',
    method: ['GET', 'POST'],
    context: () => RequestContext.open(reader),
  });
}

const limiting: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request }) {
        if (!operation) return;
        refuseUnserved(operation.operation);
        checkLimits(schema, document, operation, request.variables ?? {});
      },
    };
  },
};

/** @throws {GraphQLError} BAD_REQUEST for what the schema has no root type of */
function refuseUnserved(operation: string): void {
  if (operation === 'query') return;
  throw new GraphQLError(`Expected a query, got a ${operation}: the graph is read here, and nothing else.`, {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });
}

/** Tells operators what clients are not told. */
function reporting(log: FastifyBaseLogger): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, operationName }) {
          for (const error of errors.filter(isOurFault)) {
            log.error(
              { err: error.originalError ?? error, operationName, path: error.path },
              'An operation failed.',
            );
          }
        },
      };
    },
    async contextCreationDidFail({ error }) {
      log.error({ err: error }, 'No view of the graph could be opened.');
    },
  };
}
