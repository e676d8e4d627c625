import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type OperationDefinitionNode } from 'graphql';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { RequestContext } from '../api/context.js';
import { Plans } from '../api/execution/plans.js';
import { formatError, isOurFault } from '../api/format-error.js';
import { checkLimits } from '../api/limits/check-limits.js';
import { limits } from '../api/limits/limits.js';
import { createSchema } from '../api/schema.js';
import { then, type Answer } from '../graph/answer.js';
import type { GraphReader } from '../graph/reading.js';
import { AnswerCache } from './answer-cache.js';
import { answerInFront } from './answers-in-front.js';
import { cacheAnswers } from './cached-answers.js';
import { answerConditionally } from './conditional-requests.js';
import { routeToApollo } from './graphql-route.js';
import { ReadyAnswers, ReadyData } from './ready-answers.js';
import { answeringUnavailable, isStoreUnavailable, viewError } from './store-unavailable.js';

/**
 * Serves GraphQL at `/graphql`, by GET and POST, one operation a request.
 * @param answerCacheBytes how much memory whole answers may take; none are kept where 0
 * @param headersOfAll names and values of what every answer is sent with beside its own, where that is the same for all and nobody
 *   wants to hear of each request: those that are at hand are then answered in front of the server; null otherwise
 */
export async function registerGraphql(
  app: FastifyInstance,
  reader: GraphReader,
  answerCacheBytes: number,
  headersOfAll: readonly string[] | null,
): Promise<void> {
  const schema = createSchema();
  const ready = new ReadyAnswers();
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: true,
    formatError,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    logger: app.log,
    stringifyResult: (result) => ready.stringify(result),
    plugins: [
      limiting,
      planning(new Plans(schema)),
      reporting(app.log),
      answeringUnavailable,
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
  // A scope of its own keeps the hooks to this route.
  await app.register((scope, _, done) => {
    scope.decorateRequest('revisionRead', null);
    ready.sendFrom(scope);
    if (answerCacheBytes > 0) {
      const cache = new AnswerCache(answerCacheBytes);
      const current = (): Answer<number> => currentRevision(reader);
      const known = headersOfAll && answerInFront(app, '/graphql', cache, current, headersOfAll);
      cacheAnswers(scope, cache, ({ raw }) => known?.(raw) ?? current());
    }
    answerConditionally(scope);
    routeToApollo(scope, apollo, async (request) => {
      const context = await RequestContext.open(reader).catch((error: unknown) => {
        throw viewError(error);
      });
      request.revisionRead = context.published.view.revision.number;
      return context;
    });
    done();
  });
}

function currentRevision(reader: GraphReader): Answer<number> {
  return then(reader.openView(), (view) => view?.revision.number ?? 0);
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

/** Answers with compiled plans, where there can be one; graphql-js executes the rest. */
function planning(plans: Plans): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document, operation, request, contextValue }) {
          // Where the document has no operation of the name that was asked for, there is none.
          if (!(operation as OperationDefinitionNode | undefined)) return null;
          const answer = await plans.answer(document, operation, request.variables, contextValue);
          if (answer === null) return null;
          return {
            http: { headers: new HeaderMap() },
            body: { kind: 'single', singleResult: { data: new ReadyData(answer) as never } },
          };
        },
      };
    },
  };
}

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
      // The store logs an outage once.
      if (isStoreUnavailable(error)) return;
      log.error({ err: error }, 'No view of the graph could be opened.');
    },
  };
}
