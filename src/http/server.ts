import { randomBytes } from 'node:crypto';
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
} from 'fastify';
import { editingServices, type EditingSettings } from '../editing/editing-services.js';
import type { GraphStore } from '../graph/ports/writing.js';
import type { Presentation } from '../api/request/presentation.js';
import { Access, withoutPreview, type ReadAccess } from './access/access.js';
import { AuditTrail } from './access/audit-trail.js';
import { Computations } from './cache/computations.js';
import { Preparations } from './cache/preparations.js';
import { prepareResponses } from './cache/prepare-responses.js';
import { ResponseCache } from './cache/response-cache.js';
import type { Connections } from './connections.js';
import { allowedHosts, rejectOtherHosts } from './security/allowed-hosts.js';
import type { CacheTagTargets } from './representations/cache-tags.js';
import type { CacheTimes } from './representations/cache-control.js';
import { allowOrigins, constantCorsHeaders, type CorsOrigins } from './security/cross-origin.js';
import { clientErrorHandler, sendError, handleErrors } from './errors/error-responses.js';
import { prefixesOf } from '../api/naming/schema-names.js';
import type { SchemaOptions } from '../api/schema.js';
import { BoundedExecution, type RequestBounds } from './graphql/bounded-execution.js';
import { registerGraphql } from './graphql/graphql.js';
import { registerHealth } from './health.js';
import { missingPages } from './pages/page-errors.js';
import { registerPages } from './pages/pages.js';
import { createSite, type SiteSettings } from './pages/site-settings.js';
import { embedScriptsNotBuilt, readEmbedScripts, serveEmbedScript } from './widgets/embed-scripts.js';
import { readWidgets, registerWidgets } from './widgets/widget-files.js';
import { redirectToPlayground, registerPlayground } from './playground.js';
import { securityHeaders, sendSecurityHeaders } from './security/security-headers.js';

export interface ServerOptions {
  readonly store: GraphStore;
  readonly logger: FastifyBaseLogger;
  readonly corsOrigins: CorsOrigins;
  /** Who may read the published graph. */
  readonly readAccess: ReadAccess;
  /** The rules and limits of editing. */
  readonly editing: EditingSettings;
  /** Names of the server that the Host header may contain, in addition to IP addresses, `localhost` and its subdomains; null allows all. */
  readonly allowedHosts: readonly string[] | null;
  /** The pages for readers; null turns them off. */
  readonly pages: SiteSettings | null;
  /** Whether pages of other sites can read and frame comparisons. */
  readonly embeds: boolean;
  /** The names of the schema, and how it reports unknown entities; absent for the defaults. */
  readonly schema?: SchemaOptions;
  /** The folder of the built files that pages of other sites load. */
  readonly widgetsDirectory: string;
  /** The folder of the built playground. */
  readonly playgroundDirectory: string;
  /** The budget of the response cache in bytes; 0 turns it off. */
  readonly responseCacheBytes: number;
  /** How long HTTP caches may store responses. */
  readonly cacheTimes: CacheTimes;
  /** The parts of responses that contain tags for external caches. */
  readonly cacheTags: CacheTagTargets;
  /** Ends the connections when the server is closed. */
  readonly connections: Connections;
  /** The bounds of each GraphQL request and of each page. */
  readonly requests: RequestBounds;
  /** The defaults for texts for readers; a request can select another locale. */
  readonly presentation: Presentation;
  /** The maximum size of a request body in bytes. */
  readonly bodyBytes: number;
  /**
   * Addresses or networks (CIDR) of proxies whose `X-Forwarded-For` is trusted. On a connection from such a proxy, the address of a client is the
   * last address in the header that is not a trusted proxy. On any other connection, it is the address of the connection.
   */
  readonly trustedProxies: readonly string[];
}

/** Creates a function that returns ids of requests: random characters of the process and a number, so that ids of several processes differ. */
function requestIds(): () => string {
  const processId = randomBytes(6).toString('base64url');
  let count = 0;
  return () => `${processId}-${(count += 1)}`;
}

const kibibyte = 1024;
const second = 1000;
const requestLogLevels: ReadonlySet<string> = new Set(['trace', 'debug']);

/** Returns the properties of a request that are logged. In the URL, "…" replaces the preview token of a page, because the token is a secret. */
function loggedProperties({ method, url, host }: FastifyRequest): object {
  return { method, url: withoutPreview(url), host };
}

/**
 * Creates the server: GraphQL at `/graphql`, pages for readers at `/`, the playground at `/playground/`, health at `/livez` and `/readyz`.
 * The server does not listen yet. Closing it waits for running requests, within the bounds of `connections`, and leaves the store open.
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { store, logger, corsOrigins } = options;
  const isAllowedHost = allowedHosts(options.allowedHosts);
  const headers = securityHeaders(corsOrigins);
  const logsRequests = requestLogLevels.has(logger.level);
  const app = fastify({
    loggerInstance: logger,
    // Trusting a number of proxies would be unsafe: a client that reaches the port without the proxies could set any address.
    ...(options.trustedProxies.length > 0 ? { trustProxy: [...options.trustedProxies] } : {}),
    childLoggerFactory: logsRequests
      ? // Client addresses are personal data, so they are not logged.
        (parent, bindings, childOptions) =>
          parent.child(bindings, {
            ...childOptions,
            serializers: { ...childOptions.serializers, req: loggedProperties },
          })
      : // A logger for each request would only add the id of the request, which no log line needs.
        () => logger,
    // Logging two lines for each request takes as long as serving it from the response cache.
    logController: new LogController({ disableRequestLogging: !logsRequests }),
    genReqId: requestIds(),
    bodyLimit: options.bodyBytes,
    // The time limit for receiving a complete request.
    requestTimeout: 15 * second,
    connectionTimeout: 60 * second,
    keepAliveTimeout: 10 * second,
    http: { headersTimeout: 10 * second, maxHeaderSize: 16 * kibibyte },
    // During a stop, requests on open connections are still served.
    return503OnClosing: false,
    // Skips parsing of query strings: the routes parse them from the URL.
    routerOptions: { maxParamLength: 200, querystringParser: () => ({}) },
    // Fastify runs no hooks for these errors, so the headers are added here.
    frameworkErrors: (error, request, reply) => sendError(error, request, reply.headers(headers)),
    clientErrorHandler: clientErrorHandler(headers),
  });
  // Only the GraphQL route reads bodies. On other routes a body is ignored and not rejected.
  app.removeAllContentTypeParsers();
  const scripts = readEmbedScripts(options.widgetsDirectory);
  if (!scripts) app.log.warn({ directory: options.widgetsDirectory }, embedScriptsNotBuilt);
  const widgets = options.pages && readWidgets(options.widgetsDirectory, options.pages.colour);
  const branded =
    options.pages &&
    createSite(options.pages, options.presentation, headers, {
      embeds: options.embeds,
      frameScript: scripts?.frame ?? null,
      widgets: options.embeds && widgets ? widgets.site : null,
    });
  handleErrors(app, branded && missingPages(branded.site, branded.headers.own));
  sendSecurityHeaders(app, headers);
  rejectOtherHosts(app, isAllowedHost);
  await allowOrigins(app, corsOrigins);
  registerHealth(app, store, options.connections);
  const { naming = null } = options.schema ?? {};
  await registerPlayground(app, {
    directory: options.playgroundDirectory,
    prefixes: naming && prefixesOf(naming),
  });
  const fastPathHeaders = logsRequests ? null : constantCorsHeaders(corsOrigins);
  const cache =
    options.responseCacheBytes > 0
      ? new ResponseCache(options.responseCacheBytes, () => store.reader.publications?.log)
      : null;
  const execution = new BoundedExecution({
    reader: store.reader,
    requests: options.requests,
    presentation: options.presentation,
    editing: editingServices(store, options.editing),
    ...(options.schema && { schema: options.schema }),
    log: app.log,
  });
  const access = new Access({
    keys: store.apiKeys,
    previewTokens: store.previewTokens,
    readAccess: options.readAccess,
  });
  const audit = new AuditTrail({ log: store.audit, logger: app.log });
  app.addHook('onClose', () => audit.close());
  const shared = { access, audit, cache, computations: new Computations(), preparations: new Preparations() };
  if (cache) {
    const prepare = prepareResponses(app, cache, shared.preparations);
    const stopPreparing = store.reader.publications?.beforePublication(prepare);
    // Null: every tag may have been touched. After an erasure, for example, earlier revisions have other content too.
    const stopClearing = store.reader.publications?.afterPublication(({ touched }) => {
      if (touched === null) cache.clear();
    });
    app.addHook('onClose', (_, done) => {
      stopPreparing?.();
      stopClearing?.();
      done();
    });
  }
  await registerGraphql(app, {
    execution,
    ...shared,
    cacheTimes: options.cacheTimes,
    cacheTags: options.cacheTags,
    corsOrigins,
    isAllowedHost,
    securityHeaders: headers,
    fastPathHeaders,
  });
  if (branded) {
    await registerPages(app, {
      ...branded,
      embeds: options.embeds,
      execution,
      ...shared,
      cacheTimes: options.cacheTimes,
      cacheTags: options.cacheTags,
      corsOrigins,
      isAllowedHost,
      fastPathHeaders,
    });
    if (options.embeds && widgets) await registerWidgets(app, widgets, branded.headers.readable);
    if (options.embeds && scripts) serveEmbedScript(app, scripts.embed, branded.headers.readable);
  } else redirectToPlayground(app);
  options.connections.watch(app.server);
  app.addHook('preClose', async () => void (await options.connections.close()));
  return app;
}
