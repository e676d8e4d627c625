import { ApolloServer, HeaderMap, type ApolloServerPlugin, type GraphQLRequest } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestContext } from '../../api/request/context.js';
import type { ResponseBytes } from '../../api/bytes/byte-sink.js';
import type { Plans } from '../../api/execution/plans.js';
import { yieldingFieldResolver } from '../../api/execution/graphql-js/yielding-resolver.js';
import { formatError, isDefect } from '../../api/request/format-error.js';
import type { Limits } from '../../api/limits/limits.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { admitOperation } from './admit-operation.js';
import type { BoundedExecution } from './bounded-execution.js';
import type { Access } from '../access/access.js';
import type { AuditTrail } from '../access/audit-trail.js';
import { authenticateRequests } from '../access/authenticate-requests.js';
import type { IsAllowedHost } from '../security/allowed-hosts.js';
import type { Computations } from '../cache/computations.js';
import type { Preparations } from '../cache/preparations.js';
import type { ResponseCache } from '../cache/response-cache.js';
import { ResponseSender } from '../cache/response-sender.js';
import { serveFastPath } from '../cache/fast-path.js';
import { cacheTagHeaders, type CacheTagTargets } from '../representations/cache-tags.js';
import { cacheHeaders, type CacheTimes } from '../representations/cache-control.js';
import type { NamedRevision } from '../representations/revision-header.js';
import { serveFromCache, isCachedBody } from '../cache/cached-responses.js';
import type { CorsOrigins } from '../security/cross-origin.js';
import { DirectExecution } from './direct-execution.js';
import { finishResponses } from '../cache/finish-responses.js';
import { rejectForgedRequests } from '../security/forged-requests.js';
import { routeGraphql } from './graphql-route.js';
import { OperationCache } from './operation-cache.js';
import { sendRateLimits } from '../quota/quota.js';
import { tagResults } from './tagged-results.js';
import { writeResultExtensions } from './result-extensions.js';
import { SerialisedResults, SerialisedData } from './serialised-results.js';
import { deadlinePlugin } from '../errors/deadline-errors.js';
import { decodeBodies, readJsonBodies } from '../requests/request-bodies.js';
import type { SecurityHeaders } from '../security/security-headers.js';
import { GraphqlRequest } from './graphql-request.js';
import { storeUnavailablePlugin, isStoreUnavailable } from '../errors/store-unavailable.js';

export interface GraphqlOptions {
  readonly execution: BoundedExecution;
  /** Null if responses are not cached. */
  readonly cache: ResponseCache | null;
  /** The responses that requests compute for the cache. */
  readonly computations: Computations;
  /** The responses that are computed before a view is published. */
  readonly preparations: Preparations;
  readonly cacheTimes: CacheTimes;
  readonly cacheTags: CacheTagTargets;
  readonly access: Access;
  readonly audit: AuditTrail;
  readonly corsOrigins: CorsOrigins;
  readonly isAllowedHost: IsAllowedHost;
  /** Headers of every response to a request for GraphQL. */
  readonly securityHeaders: SecurityHeaders;
  /**
   * The CORS headers of responses on the fast path, as alternating names and values. Null if the headers depend on the request, or if
   * requests are logged; the fast path is then off.
   */
  readonly fastPathHeaders: readonly string[] | null;
}

/** Serves GraphQL at `/graphql`, by GET, HEAD and POST, with one operation per request. */
export async function registerGraphql(app: FastifyInstance, options: GraphqlOptions): Promise<void> {
  const { execution } = options;
  const { schema, plans, limits, quota } = execution;
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
      // Turns off the default plugins. The plugin for cache hints would wrap every resolver.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  const openContext = (request: FastifyRequest): Promise<RequestContext> => execution.openContext(request);
  const direct = new DirectExecution({ schema, limits, plans, operations, openContext });
  app.addHook('onClose', async () => {
    const counts = { ...plans.counts, withoutApollo: direct.count };
    app.log.info(counts, 'Numbers of operations by executor.');
    await apollo.stop();
  });
  // A separate scope, so that the hooks only run for this route.
  await app.register((scope, _, done) => {
    scope.decorateRequest('revisionRead', null);
    scope.decorateRequest('dependencies', null);
    scope.decorateRequest('entityDependencies', null);
    scope.decorateRequest('separatesEntities', false);
    scope.decorateRequest('revisionToken', null);
    scope.decorateRequest('pinnedView', null);
    scope.decorateRequest('computation', null);
    scope.decorateRequest('namesRevision', false);
    scope.decorateRequest('isConfidential', false);
    scope.decorateRequest('cacheKeys', null);
    scope.decorateRequest('charge', null);
    scope.decorateRequest('deadline', null);
    options.preparations.addHook(scope);
    rejectForgedRequests(scope, options.corsOrigins);
    authenticateRequests(scope, options.access, options.audit);
    decodeBodies(scope);
    serialisedResults.addHook(scope);
    if (options.cacheTags.extensions) tagResults(scope);
    writeResultExtensions(scope);
    registerResponseCache(app, scope, options);
    if (quota) sendRateLimits(scope, quota);
    routeGraphql(scope, {
      apollo,
      direct,
      openContext,
      limits,
      audit: options.audit,
      chargeOf: (request) => execution.chargeOf(request),
    });
    done();
  });
}

/** Adds the response cache, its fast path, and the headers for HTTP caches. Responses from the cache are free, also for clients with a quota. */
function registerResponseCache(app: FastifyInstance, scope: FastifyInstance, options: GraphqlOptions): void {
  const { execution, cache, fastPathHeaders } = options;
  const { quota } = execution;
  const sender = new ResponseSender(
    cacheHeaders(options.cacheTimes),
    options.securityHeaders,
    (response, encoding, representation) => cache?.addRepresentation(response, encoding, representation),
  );
  readJsonBodies(scope, (request, body) => cache !== null && isCachedBody(cache, request, body));
  if (cache) {
    const current = (): MaybePromise<NamedRevision> => execution.currentRevision();
    const fastPathRevision =
      fastPathHeaders &&
      serveFastPath(app, '/graphql', {
        cache,
        currentRevision: current,
        findRevision: (token) => execution.findRevision(token),
        isAllowedHost: options.isAllowedHost,
        readerOf: (headers) => options.access.readerOf(headers),
        headersFor: (response, representation, isPrivate) => [
          ...sender.fastPathHeaders(response, representation, isPrivate),
          ...fastPathHeaders,
          ...(quota ? ['ratelimit-policy', quota.policy] : []),
        ],
      });
    serveFromCache(scope, cache, sender, {
      computations: options.computations,
      revisionOf(request, isFirst) {
        const published = (isFirst ? fastPathRevision?.(request.raw) : undefined) ?? current();
        const read = execution.revisionFor(request, published);
        // A pinned revision may not be the published one yet: caching its response would replace the response of the published revision.
        return mapMaybe(read, (revision) =>
          mapMaybe(published, ({ number }) => (revision.number > number ? null : revision)),
        );
      },
      wait: async (request, computation) => execution.withinDeadline(request, computation),
    });
  }
  finishResponses(scope, sender, cache, cacheTagHeaders(options.cacheTags));
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

/** Executes queries with compiled plans. graphql-js executes mutations, and queries that fall back. */
function planPlugin(plans: Plans): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document, operation, request, contextValue }) {
          // The operation is undefined if the document has no operation with the requested name.
          if (!(operation as OperationDefinitionNode | undefined)) return null;
          if (operation.operation !== OperationTypeNode.QUERY || graphqlRequestOf(request).wasPlanned)
            return null;
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
