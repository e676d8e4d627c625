import { ApolloServer, HeaderMap, type ApolloServerPlugin, type GraphQLRequest } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { OperationDefinitionNode } from 'graphql';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import { RequestContext } from '../../api/request/context.js';
import type { ResponseBytes } from '../../api/bytes/byte-sink.js';
import { Plans } from '../../api/execution/plans.js';
import { yieldingFieldResolver } from '../../api/execution/graphql-js/yielding-resolver.js';
import { formatError, isOurFault } from '../../api/request/format-error.js';
import type { Limits } from '../../api/limits/limits.js';
import { createSchema } from '../../api/schema.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { TertiumError } from '../../graph/errors.js';
import { Deadline } from '../../graph/work/deadline.js';
import { withinTime } from '../../graph/work/within-time.js';
import type { GraphReader } from '../../graph/ports/reading.js';
import { admitOperation } from './admit-operation.js';
import type { IsAllowedHost } from '../security/allowed-hosts.js';
import { ResponseCache } from '../cache/response-cache.js';
import { ResponseSender } from '../cache/response-sender.js';
import { serveFastPath } from '../cache/fast-path.js';
import { cacheHeaders, type CacheTimes } from '../representations/cache-control.js';
import { serveFromCache, isCachedBody } from '../cache/cached-responses.js';
import type { CorsOrigins } from '../security/cross-origin.js';
import { DirectExecution } from './direct-execution.js';
import { finishResponses } from '../cache/finish-responses.js';
import { rejectForgedRequests } from '../security/forged-requests.js';
import { routeGraphql } from './graphql-route.js';
import { OperationCache } from './operation-cache.js';
import { Quota, sendRateLimits, type QuotaOptions } from '../quota/quota.js';
import { SerialisedResults, SerialisedData } from './serialised-results.js';
import { deadlineError, deadlinePlugin } from '../errors/deadline-errors.js';
import { decodeBodies, readJsonBodies } from '../requests/request-bodies.js';
import type { SecurityHeaders } from '../security/security-headers.js';
import { GraphqlRequest } from './graphql-request.js';
import { storeUnavailablePlugin, isStoreUnavailable, viewError } from '../errors/store-unavailable.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null as long as nothing of the request has been waited for. */
    deadline: Deadline | null;
  }
}

/** What bounds each request. */
export interface RequestBounds {
  readonly limits: Limits;
  /** How long a request may take, in milliseconds. */
  readonly timeoutMs: number;
  /** What the operations of one client may cost together; null for any cost. */
  readonly quota: QuotaOptions | null;
}

export interface GraphqlOptions {
  readonly reader: GraphReader;
  /** How much memory whole answers may take; none are kept where 0. */
  readonly answerCacheBytes: number;
  readonly cacheTimes: CacheTimes;
  readonly corsOrigins: CorsOrigins;
  readonly isAllowedHost: IsAllowedHost;
  /** What the server sends every answer with. */
  readonly securityHeaders: SecurityHeaders;
  /**
   * What CORS adds to every answer, where that is the same for all and nobody wants to hear of each request: names and values in
   * turn. Answers that are at hand are then sent in front of the server. Null otherwise.
   */
  readonly fastPathHeaders: readonly string[] | null;
  readonly requests: RequestBounds;
}

/** Serves GraphQL at `/graphql`, by GET, HEAD and POST, one operation a request. */
export async function registerGraphql(app: FastifyInstance, options: GraphqlOptions): Promise<void> {
  const { reader } = options;
  const { timeoutMs } = options.requests;
  const limits = payableLimits(options.requests);
  const quota = options.requests.quota && new Quota(options.requests.quota);
  const schema = createSchema();
  const plans = new Plans(schema, ({ reason, cause }) =>
    app.log.debug({ reason, err: cause }, 'graphql-js executes an operation instead of a plan.'),
  );
  const known = new OperationCache();
  const ready = new SerialisedResults();
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: true,
    formatError,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    // Ours lets GET through where nothing could be forged: forged-requests.ts.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    fieldResolver: yieldingFieldResolver,
    logger: app.log,
    stringifyResult: (result) => ready.stringify(result),
    plugins: [
      limiting(limits, known),
      planning(plans),
      deadlinePlugin,
      reporting(app.log),
      storeUnavailablePlugin,
      // Its cache hints wrap every field; the others would send figures to other hosts.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  const openContext = async (request: FastifyRequest): Promise<RequestContext> => {
    const deadline = deadlineOf(request, timeoutMs);
    await begun(deadline);
    const context = await RequestContext.open(reader, {}, deadline).catch((error: unknown) => {
      throw deadline.failure ? deadlineError(deadline.failure) : viewError(error);
    });
    request.revisionRead = context.published.view.revision.number;
    return context;
  };
  const direct = new DirectExecution({ schema, limits, plans, known, openContext });
  app.addHook('onClose', async () => {
    const counts = { ...plans.counts, withoutApollo: direct.count };
    app.log.info(counts, 'Operations by what executed them.');
    await apollo.stop();
  });
  // A scope of its own keeps the hooks to this route.
  await app.register((scope, _, done) => {
    scope.decorateRequest('revisionRead', null);
    scope.decorateRequest('namesRevision', false);
    scope.decorateRequest('asked', null);
    scope.decorateRequest('charge', null);
    scope.decorateRequest('deadline', null);
    rejectForgedRequests(scope, options.corsOrigins);
    decodeBodies(scope);
    ready.sendFrom(scope);
    serveAnswers(app, scope, options, quota);
    if (quota) sendRateLimits(scope, quota);
    routeGraphql(scope, { apollo, direct, openContext, quota });
    done();
  });
}

/** An operation that costs more than a full bucket could never be paid for: it is refused like any that costs too much. */
function payableLimits({ limits, quota }: RequestBounds): Limits {
  return quota ? { ...limits, cost: Math.min(limits.cost, quota.burst) } : limits;
}

/**
 * Sends answers that are kept, and keeps those that come.
 * @param quota null where clients have none; answers that are kept are outside it
 */
function serveAnswers(
  app: FastifyInstance,
  scope: FastifyInstance,
  options: GraphqlOptions,
  quota: Quota | null,
): void {
  const { reader, answerCacheBytes, fastPathHeaders } = options;
  const { timeoutMs } = options.requests;
  const cache = answerCacheBytes > 0 ? new ResponseCache(answerCacheBytes) : null;
  const sender = new ResponseSender(
    cacheHeaders(options.cacheTimes),
    options.securityHeaders,
    (answer, encoding, made) => cache?.addRepresentation(answer, encoding, made),
  );
  readJsonBodies(scope, (request, body) => cache !== null && isCachedBody(cache, request, body));
  if (cache) {
    const current = (): MaybePromise<number> => currentRevision(reader);
    const revisionSeen =
      fastPathHeaders &&
      serveFastPath(app, '/graphql', cache, current, options.isAllowedHost, (answer, representation) => [
        ...sender.fastPathHeaders(answer, representation),
        ...fastPathHeaders,
        ...(quota ? ['ratelimit-policy', quota.policy] : []),
      ]);
    serveFromCache(scope, cache, sender, (request) => {
      const revision = revisionSeen?.(request.raw) ?? current();
      return typeof revision === 'number' ? revision : withinTime(revision, deadlineOf(request, timeoutMs));
    });
  }
  finishResponses(scope, sender, cache);
}

function currentRevision(reader: GraphReader): MaybePromise<number> {
  return mapMaybe(reader.openView(), (view) => view?.revision.number ?? 0);
}

/** The deadline of a request, which counts from when this is first asked. */
function deadlineOf(request: FastifyRequest, timeoutMs: number): Deadline {
  const { socket } = request.raw;
  return (request.deadline ??= new Deadline({ timeoutMs, isAbandoned: () => socket.destroyed }));
}

/** @throws {GraphQLError} OVERLOADED where the request's turn does not come in time */
async function begun(deadline: Deadline): Promise<void> {
  try {
    await deadline.begin();
  } catch (error) {
    throw error instanceof TertiumError ? deadlineError(error) : error;
  }
}

/** Checks operations, and remembers those that Apollo found to be valid. */
function limiting(limits: Limits, known: OperationCache): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request, source, contextValue }) {
          if (!operation) return;
          const valid = { document, operation };
          await admitOperation(
            limits,
            schema,
            valid,
            request.variables ?? {},
            contextValue,
            servedOf(request),
          );
          known.add(source, request.operationName ?? null, valid);
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
          if (servedOf(request).wasPlanned) return null;
          let answer: ResponseBytes | null;
          try {
            answer = await plans.execute(document, operation, request.variables, contextValue);
          } catch (error) {
            if (!contextValue.pace.failure) throw error;
            // What is sent instead is said in one place, for whatever executes: see `refusingInTime`.
            return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: {} } };
          }
          if (answer === null) return null;
          return {
            http: { headers: new HeaderMap() },
            body: { kind: 'single', singleResult: { data: new SerialisedData(answer) as never } },
          };
        },
      };
    },
  };
}

function servedOf({ http }: GraphQLRequest): GraphqlRequest {
  if (http instanceof GraphqlRequest) return http;
  throw new TypeError('Apollo Server passes on the request that the route gave it.');
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
      if (!isOurFault(error)) return;
      log.error({ err: error }, 'No view of the graph could be opened.');
    },
  };
}
