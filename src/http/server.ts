import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
} from 'fastify';
import type { GraphStore } from '../graph/ports/writing.js';
import type { Connections } from './connections.js';
import { allowedHosts, rejectOtherHosts } from './security/allowed-hosts.js';
import type { CacheTimes } from './representations/cache-control.js';
import { allowOrigins, constantCorsHeaders, type CorsOrigins } from './security/cross-origin.js';
import { clientErrorHandler, sendError, handleErrors } from './errors/error-responses.js';
import { registerGraphql, type RequestBounds } from './graphql/graphql.js';
import { registerHealth } from './health.js';
import { registerPlayground } from './playground.js';
import { securityHeaders, sendSecurityHeaders } from './security/security-headers.js';

export interface ServerOptions {
  readonly store: GraphStore;
  readonly logger: FastifyBaseLogger;
  readonly corsOrigins: CorsOrigins;
  /** Names that the server may be asked by, beside addresses and localhost; any where null. */
  readonly allowedHosts: readonly string[] | null;
  /** Where the built playground is. */
  readonly playgroundDirectory: string;
  /** How many bytes whole answers may take in memory; none are kept where 0. */
  readonly answerCacheBytes: number;
  /** How long caches outside may keep answers. */
  readonly cacheTimes: CacheTimes;
  /** What ends the connections when the server is closed. */
  readonly connections: Connections;
  /** What bounds each request to GraphQL. */
  readonly requests: RequestBounds;
  /** The most bytes that the body of a request may have. */
  readonly bodyBytes: number;
  /**
   * Addresses of proxies, or networks of them (CIDR), whose `X-Forwarded-For` is believed: a client has the last address in it that
   * is none of these. None: a client has the address of its connection.
   */
  readonly trustedProxies: readonly string[];
}

const kibibyte = 1024;
const second = 1000;
const requestLogLevels: ReadonlySet<string> = new Set(['trace', 'debug']);

/** What the log says of a request. */
function asked({ method, url, host }: FastifyRequest): object {
  return { method, url, host };
}

/**
 * Makes the server: GraphQL at `/graphql`, the playground at `/`, health at `/livez` and `/readyz`. It does
 * not listen yet. Closing it lets requests in flight finish, within the bounds of `connections`; the store stays open.
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { store, logger, corsOrigins } = options;
  const isAllowedHost = allowedHosts(options.allowedHosts);
  const headers = securityHeaders(corsOrigins);
  const logsRequests = requestLogLevels.has(logger.level);
  const app = fastify({
    loggerInstance: logger,
    // Fastify's own way to read X-Forwarded-For. A number of hops would not do: whoever reaches the port past the proxies could name
    // any address, which is why Fastify believes nobody where it is given a number.
    ...(options.trustedProxies.length > 0 ? { trustProxy: [...options.trustedProxies] } : {}),
    childLoggerFactory: logsRequests
      ? // Addresses of clients are personal data: the log does without.
        (parent, bindings, childOptions) =>
          parent.child(bindings, {
            ...childOptions,
            serializers: { ...childOptions.serializers, req: asked },
          })
      : // A logger for each request would tell its number in lines that are written for none.
        () => logger,
    // Two lines for each request take as long as an answer that is at hand.
    logController: new LogController({ disableRequestLogging: !logsRequests }),
    bodyLimit: options.bodyBytes,
    /** For the whole request to come in. */
    requestTimeout: 15 * second,
    connectionTimeout: 60 * second,
    keepAliveTimeout: 10 * second,
    http: { headersTimeout: 10 * second, maxHeaderSize: 16 * kibibyte },
    // What comes on a connection that is open still is answered, however late.
    return503OnClosing: false,
    // Apollo reads the query string itself, and no other route has one: reading it twice takes time.
    routerOptions: { maxParamLength: 200, querystringParser: () => ({}) },
    // Fastify runs no hooks for these.
    frameworkErrors: (error, request, reply) => sendError(error, request, reply.headers(headers)),
    clientErrorHandler: clientErrorHandler(headers),
  });
  // Only GraphQL reads bodies: a body that nobody reads is no reason to refuse a request.
  app.removeAllContentTypeParsers();
  handleErrors(app);
  sendSecurityHeaders(app, headers);
  rejectOtherHosts(app, isAllowedHost);
  await allowOrigins(app, corsOrigins);
  registerHealth(app, store, options.connections);
  await registerPlayground(app, { directory: options.playgroundDirectory });
  await registerGraphql(app, {
    reader: store.reader,
    answerCacheBytes: options.answerCacheBytes,
    cacheTimes: options.cacheTimes,
    corsOrigins,
    isAllowedHost,
    securityHeaders: headers,
    requests: options.requests,
    fastPathHeaders: logsRequests ? null : constantCorsHeaders(corsOrigins),
  });
  options.connections.watch(app.server);
  app.addHook('preClose', async () => void (await options.connections.close()));
  return app;
}
