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
import type { Presentation } from '../../api/request/presentation.js';
import type { ResponseBytes } from '../../api/bytes/byte-sink.js';
import { Plans } from '../../api/execution/plans.js';
import { yieldingFieldResolver } from '../../api/execution/graphql-js/yielding-resolver.js';
import { formatError, isDefect } from '../../api/request/format-error.js';
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
    /** The deadline of the request; null until the first call of `deadlineOf`. */
    deadline: Deadline | null;
  }
}

/** The bounds of each request. */
export interface RequestBounds {
  readonly limits: Limits;
  /** How long a request may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Bounds the total cost of one client's operations; null for no bound. */
  readonly quota: QuotaOptions | null;
}

export interface GraphqlOptions {
  readonly reader: GraphReader;
  /** The budget of the response cache in bytes; 0 turns it off. */
  readonly answerCacheBytes: number;
  readonly cacheTimes: CacheTimes;
  readonly corsOrigins: CorsOrigins;
  readonly isAllowedHost: IsAllowedHost;
  /** Headers of every response. */
  readonly securityHeaders: SecurityHeaders;
  /**
   * The CORS headers of responses on the fast path, as alternating names and values. Null turns the fast path off: if the headers depend on
   * the request, or if requests are logged.
   */
  readonly fastPathHeaders: readonly string[] | null;
  readonly requests: RequestBounds;
  /** The defaults for texts for readers. A request can select another locale. */
  readonly presentation: Presentation;
}

/** Serves GraphQL at `/graphql`, by GET, HEAD and POST, with one operation per request. */
export async function registerGraphql(app: FastifyInstance, options: GraphqlOptions): Promise<void> {
  const { reader } = options;
  const { timeoutMs } = options.requests;
  const limits = payableLimits(options.requests);
  const quota = options.requests.quota && new Quota(options.requests.quota);
  const schema = createSchema();
  const plans = new Plans(schema, ({ reason, cause }) =>
    app.log.debug({ reason, err: cause }, 'graphql-js executes an operation instead of a plan.'),
  );
  const operations = new OperationCache();
  const serialisedResults = new SerialisedResults();
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: true,
    formatError,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    // forged-requests.ts replaces this check, and accepts GET requests that cannot be forged.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    fieldResolver: yieldingFieldResolver,
    logger: app.log,
    stringifyResult: (result) => serialisedResults.stringify(result),
    plugins: [
      admissionPlugin(limits, operations),
      planPlugin(plans),
      deadlinePlugin,
      loggingPlugin(app.log),
      storeUnavailablePlugin,
      // The plugin for cache hints would wrap every resolver; the other plugins would send measurements to other hosts.
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
    await waitForStart(deadline);
    const context = await RequestContext.open(reader, {}, deadline, options.presentation).catch(
      (error: unknown) => {
        throw deadline.failure ? deadlineError(deadline.failure) : viewError(error);
      },
    );
    request.revisionRead = context.published.view.revision.number;
    return context;
  };
  const direct = new DirectExecution({ schema, limits, plans, operations, openContext });
  app.addHook('onClose', async () => {
    const counts = { ...plans.counts, withoutApollo: direct.count };
    app.log.info(counts, 'Numbers of operations by executor.');
    await apollo.stop();
  });
  // A separate scope, so that the hooks only run for this route.
  await app.register((scope, _, done) => {
    scope.decorateRequest('revisionRead', null);
    scope.decorateRequest('namesRevision', false);
    scope.decorateRequest('cacheKeys', null);
    scope.decorateRequest('charge', null);
    scope.decorateRequest('deadline', null);
    rejectForgedRequests(scope, options.corsOrigins);
    decodeBodies(scope);
    serialisedResults.addHook(scope);
    registerResponseCache(app, scope, options, quota);
    if (quota) sendRateLimits(scope, quota);
    routeGraphql(scope, { apollo, direct, openContext, limits, quota });
    done();
  });
}

/** Lowers the cost limit to the capacity of a bucket: an operation that costs more could never be charged. */
function payableLimits({ limits, quota }: RequestBounds): Limits {
  return quota ? { ...limits, cost: Math.min(limits.cost, quota.burst) } : limits;
}

/**
 * Adds the response cache, its fast path, and the headers for HTTP caches.
 * @param quota null if clients have no quota; responses from the cache are free
 */
function registerResponseCache(
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
    (response, encoding, representation) => cache?.addRepresentation(response, encoding, representation),
  );
  readJsonBodies(scope, (request, body) => cache !== null && isCachedBody(cache, request, body));
  if (cache) {
    const current = (): MaybePromise<number> => currentRevision(reader);
    const fastPathRevision =
      fastPathHeaders &&
      serveFastPath(app, '/graphql', cache, current, options.isAllowedHost, (response, representation) => [
        ...sender.fastPathHeaders(response, representation),
        ...fastPathHeaders,
        ...(quota ? ['ratelimit-policy', quota.policy] : []),
      ]);
    serveFromCache(scope, cache, sender, (request) => {
      const revision = fastPathRevision?.(request.raw) ?? current();
      return typeof revision === 'number' ? revision : withinTime(revision, deadlineOf(request, timeoutMs));
    });
  }
  finishResponses(scope, sender, cache);
}

function currentRevision(reader: GraphReader): MaybePromise<number> {
  return mapMaybe(reader.openView(), (view) => view?.revision.number ?? 0);
}

/** Returns the deadline of a request. The time starts at the first call. */
function deadlineOf(request: FastifyRequest, timeoutMs: number): Deadline {
  const { socket } = request.raw;
  return (request.deadline ??= new Deadline({ timeoutMs, isAbandoned: () => socket.destroyed }));
}

/** Waits until the work of a request may begin. @throws {GraphQLError} OVERLOADED if the request waits too long for other requests */
async function waitForStart(deadline: Deadline): Promise<void> {
  try {
    await deadline.begin();
  } catch (error) {
    throw error instanceof TertiumError ? deadlineError(error) : error;
  }
}

/** Checks the operations that Apollo Server has validated, and caches accepted operations. */
function admissionPlugin(limits: Limits, operations: OperationCache): ApolloServerPlugin<RequestContext> {
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
            graphqlRequestOf(request),
          );
          operations.add(source, request.operationName ?? null, valid);
        },
      };
    },
  };
}

/** Executes operations with compiled plans. graphql-js executes operations that fall back. */
function planPlugin(plans: Plans): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document, operation, request, contextValue }) {
          // The operation is undefined if the document has no operation with the requested name.
          if (!(operation as OperationDefinitionNode | undefined)) return null;
          if (graphqlRequestOf(request).wasPlanned) return null;
          let result: ResponseBytes | null;
          try {
            result = await plans.execute(document, operation, request.variables, contextValue);
          } catch (error) {
            if (!contextValue.pace.failure) throw error;
            // `deadlinePlugin` replaces the body, for plans and for graphql-js.
            return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: {} } };
          }
          if (result === null) return null;
          return {
            http: { headers: new HeaderMap() },
            body: { kind: 'single', singleResult: { data: new SerialisedData(result) as never } },
          };
        },
      };
    },
  };
}

function graphqlRequestOf({ http }: GraphQLRequest): GraphqlRequest {
  if (http instanceof GraphqlRequest) return http;
  throw new TypeError('Expected the request that the route passed to Apollo Server.');
}

/** Logs errors whose details are not sent to clients. */
function loggingPlugin(log: FastifyBaseLogger): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, operationName }) {
          for (const error of errors.filter(isDefect)) {
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
      if (!isDefect(error)) return;
      log.error({ err: error }, 'The view of the graph could not be opened.');
    },
  };
}
