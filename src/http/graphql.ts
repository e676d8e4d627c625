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
import type { SentBytes } from '../api/execution/byte-sink.js';
import { Plans } from '../api/execution/plans.js';
import { takingTurns } from '../api/execution/taking-turns.js';
import { formatError, isOurFault } from '../api/format-error.js';
import { checkLimits } from '../api/limits/check-limits.js';
import type { Limits } from '../api/limits/limits.js';
import { createSchema } from '../api/schema.js';
import { then, type Answer } from '../graph/answer.js';
import { TertiumError } from '../graph/errors.js';
import { Deadline } from '../graph/work/deadline.js';
import type { GraphReader } from '../graph/reading.js';
import { AnswerCache } from './answer-cache.js';
import { answerInFront } from './answers-in-front.js';
import { cacheAnswers } from './cached-answers.js';
import { answerConditionally } from './conditional-requests.js';
import { routeToApollo } from './graphql-route.js';
import { ReadyAnswers, ReadyData } from './ready-answers.js';
import { refusedInTime, refusingInTime } from './refused-in-time.js';

/** What bounds each request. */
export interface RequestBounds {
  readonly limits: Limits;
  /** How long a request may take, in milliseconds. */
  readonly timeoutMs: number;
}

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
  { limits, timeoutMs }: RequestBounds,
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
    fieldResolver: takingTurns,
    logger: app.log,
    stringifyResult: (result) => ready.stringify(result),
    plugins: [
      limiting(limits),
      planning(new Plans(schema)),
      refusingInTime,
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
      const { socket } = request.raw;
      const deadline = new Deadline({ timeoutMs, isAbandoned: () => socket.destroyed });
      await begun(deadline);
      const context = await RequestContext.open(reader, {}, deadline);
      request.revisionRead = context.published.view.revision.number;
      return context;
    });
    done();
  });
}

function currentRevision(reader: GraphReader): Answer<number> {
  return then(reader.openView(), (view) => view?.revision.number ?? 0);
}

/** @throws {GraphQLError} OVERLOADED where the request's turn does not come in time */
async function begun(deadline: Deadline): Promise<void> {
  try {
    await deadline.begin();
  } catch (error) {
    throw error instanceof TertiumError ? refusedInTime(error) : error;
  }
}

function limiting(limits: Limits): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request }) {
          if (!operation) return;
          refuseUnserved(operation.operation);
          checkLimits(limits, schema, document, operation, request.variables ?? {});
        },
      };
    },
  };
}

/** Answers with compiled plans, where there can be one; graphql-js executes the rest. */
function planning(plans: Plans): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document, operation, request, contextValue }) {
          // Where the document has no operation of the name that was asked for, there is none.
          if (!(operation as OperationDefinitionNode | undefined)) return null;
          let answer: SentBytes | null;
          try {
            answer = await plans.answer(document, operation, request.variables, contextValue);
          } catch (error) {
            if (!contextValue.pace.failure) throw error;
            // What is sent instead is said in one place, for whatever executes: see `refusingInTime`.
            return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: {} } };
          }
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
      if (!isOurFault(error)) return;
      log.error({ err: error }, 'No view of the graph could be opened.');
    },
  };
}
