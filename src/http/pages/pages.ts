import type {
  FastifyContextConfig,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RouteHandlerMethod,
} from 'fastify';
import { OwnOperations } from '../../api/execution/own-operations.js';
import { isDefect } from '../../api/request/format-error.js';
import { isCardPath } from '../../pages/addresses/card-address.js';
import type { PageContext, Site } from '../../pages/layout/site.js';
import { locales } from '../../words/locale.js';
import { previewIn, type Access } from '../access/access.js';
import type { AuditTrail } from '../access/audit-trail.js';
import { authenticateRequests, rightsOf } from '../access/authenticate-requests.js';
import { finishResponses } from '../cache/finish-responses.js';
import type { Computations } from '../cache/computations.js';
import type { Preparations } from '../cache/preparations.js';
import { repeatableRequest } from '../cache/repeatable-request.js';
import type { ResponseCache } from '../cache/response-cache.js';
import { ResponseSender } from '../cache/response-sender.js';
import type { BoundedExecution } from '../graphql/bounded-execution.js';
import { sendRateLimits } from '../quota/quota.js';
import { cacheTagHeaders, type CacheTagTargets } from '../representations/cache-tags.js';
import { cacheHeaders, type CacheTimes } from '../representations/cache-control.js';
import type { IsAllowedHost } from '../security/allowed-hosts.js';
import type { CorsOrigins } from '../security/cross-origin.js';
import { rejectFromOtherSites } from '../security/forged-requests.js';
import type { SecurityHeaders } from '../security/security-headers.js';
import { robotsText } from './robots.js';
import { sitemapPage } from './sitemap.js';
import { serveAssets, type Asset } from './assets.js';
import { chosenComparison, comparisonPage } from './comparison-route.js';
import { approachPage, homePage, sourcePage } from './concept-routes.js';
import {
  hasAbsoluteLinks,
  headersFor,
  isEmbeddable,
  isFrame,
  openEmbeddable,
  type AddressedRequest,
  type HeadersByRequest,
} from './embeddable.js';
import type { FoundPage } from './found-page.js';
import { oembedResponse } from './oembed.js';
import { pageKey, servePagesFromCache } from './page-cache.js';
import { sendPageError } from './page-errors.js';
import { servePagesFast, type PageFastPath } from './page-fast-path.js';
import { dependsOnLanguage, isMultilingual, languageHeader, redirectToLanguage } from './page-language.js';
import { PageRequest, type PageExecution } from './page-request.js';
import { keepPreviewInLinks } from './preview-links.js';
import { approachCard } from './widget-routes.js';

export interface PagesOptions {
  readonly execution: BoundedExecution;
  readonly site: Site;
  /** The files that pages load. */
  readonly assets: readonly Asset[];
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
  /** The CORS headers of responses on the fast path, as alternating names and values. Null turns the fast path off. */
  readonly fastPathHeaders: readonly string[] | null;
  /** The security headers of responses. */
  readonly headers: HeadersByRequest;
  /** Whether pages of other sites can read and frame comparisons. */
  readonly embeds: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the responses of a route contain the origin of the server: the base URL or, without one, the origin of the request. */
    readonly namesOrigin?: boolean;
  }
}

/**
 * Serves the pages of comparisons, approaches and sources, the home page, content for other sites, the sitemap, the rules for crawlers, and
 * the files that pages load.
 */
export async function registerPages(app: FastifyInstance, options: PagesOptions): Promise<void> {
  const { execution, site, cache, headers, embeds } = options;
  const operations = new OwnOperations({
    ...execution.own,
    onError: (error) => {
      if (isDefect(error)) app.log.error({ err: error, path: error.path }, 'An operation of a page failed.');
    },
  });
  // A separate scope, so that the hooks run only for these routes.
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
    scope.decorateRequest('charge', null);
    scope.decorateRequest('deadline', null);
    options.preparations.addHook(scope);
    rejectFromOtherSites(scope, options.corsOrigins, (request) => embeds && isEmbeddable(request));
    openEmbeddable(scope, embeds);
    authenticateRequests(scope, options.access, options.audit, ({ url }) => previewIn(url));
    scope.addHook('onRequest', (request, _reply, next) => {
      request.isConfidential = rightsOf(request).preview !== null;
      next();
    });
    scope.setErrorHandler((error: Error, request, reply) =>
      sendPageError(
        error,
        request,
        reply,
        contextOf(site, request),
        isMultilingual(request) || isFrame(request),
      ),
    );
    scope.addHook('onSend', (request, reply, payload, next) => {
      const sent = embeds ? headersFor(headers, request) : headers.own;
      if (sent['x-frame-options'] === undefined) reply.removeHeader('x-frame-options');
      reply.headers(sent);
      next(null, payload);
    });
    redirectToLanguage(scope, site.defaultLocale);
    keepPreviewInLinks(scope);
    const senderWith = (constantHeaders: SecurityHeaders): ResponseSender =>
      new ResponseSender(
        cacheHeaders(options.cacheTimes, 'Accept-Encoding'),
        constantHeaders,
        (response, encoding, representation) => cache?.addRepresentation(response, encoding, representation),
      );
    const sender = senderWith(headers.own);
    const senders = new Map(
      [headers.own, headers.readable, headers.framed].map((each) => [each, senderWith(each)]),
    );
    const keyOf = (request: FastifyRequest) =>
      pageKey(request, site.baseUrl === null && namesOrigin(request));
    if (cache) {
      const senderFor = (request: AddressedRequest): ResponseSender =>
        senders.get(headersFor(headers, request)) ?? sender;
      const examinedRevision =
        options.fastPathHeaders &&
        servePagesFast(app, fastPath(cache, senderFor, options, options.fastPathHeaders));
      servePagesFromCache(scope, cache, senderFor, {
        keyOf,
        computations: options.computations,
        revisionOf(request, isFirst) {
          const examined = isFirst ? examinedRevision?.(request.raw) : undefined;
          return execution.withinDeadline(request, examined ?? execution.currentRevision());
        },
        wait: async (request, computation) => execution.withinDeadline(request, computation),
      });
    }
    finishResponses(scope, sender, cache, cacheTagHeaders(options.cacheTags), {
      isComplete: ({ statusCode }) => statusCode === 200,
      keyOf,
      // A repeated request does not have the origin of the first request, which the response contains.
      repeatableOf: (request) =>
        site.baseUrl === null && namesOrigin(request) ? null : repeatableRequest(request),
    });
    if (execution.quota) sendRateLimits(scope, execution.quota);
    routePages(scope, { bounds: execution, operations }, options);
    done();
  });
  await app.register((scope, _, done) => {
    scope.get('/robots.txt', (request, reply) => {
      reply.header('cache-control', 'public, max-age=3600').type('text/plain; charset=utf-8');
      return reply.send(robotsText(originOf(site, request)));
    });
    // A sandboxed frame has an opaque origin, so these files are cross-origin for it.
    serveAssets(scope, options.assets, headers.readable);
    done();
  });
}

function fastPath(
  cache: ResponseCache,
  senderFor: (request: AddressedRequest) => ResponseSender,
  { execution, site, embeds, isAllowedHost, access }: PagesOptions,
  constantHeaders: readonly string[],
): PageFastPath {
  const { quota } = execution;
  return {
    cache,
    defaultLocale: site.defaultLocale,
    isAllowedHost,
    currentRevision: () => execution.currentRevision(),
    readerOf: (headers) => access.readerOf(headers),
    headersFor: (url, response, representation, isPrivate) => [
      ...senderFor({ url }).fastPathHeaders(
        response,
        representation,
        isPrivate,
        dependsOnLanguage(url) ? languageHeader : null,
      ),
      // Embeddable responses have their own CORS headers.
      ...(embeds && isEmbeddable({ url }) ? [] : constantHeaders),
      ...(quota ? ['ratelimit-policy', quota.policy] : []),
    ],
  };
}

type FindPage = (
  page: PageRequest,
  context: PageContext,
  path: string,
  query: string,
  origin: string,
) => Promise<FoundPage>;

function routePages(scope: FastifyInstance, execution: PageExecution, options: PagesOptions): void {
  // HEAD is added explicitly, because the HEAD routes that Fastify adds to GET routes fail if a hook removes the body, as for status 304.
  const addRoute = (url: string, config: FastifyContextConfig, handler: RouteHandlerMethod): void => {
    scope.route({ url, method: ['GET', 'HEAD'], config, handler });
  };
  const route = (url: string, find: FindPage): void => {
    addRoute(url, { isMultilingual: true }, async (request, reply) => {
      request.charge = execution.bounds.chargeOf(request);
      const [path = '', query = ''] = splitUrl(request.url);
      const context = contextOf(options.site, request);
      const page = await PageRequest.open(execution, request, context.locale);
      const found = await find(page, context, path, query, originOf(options.site, request));
      request.namesRevision = page.namesRevision;
      return sendPage(reply, found, options.cacheTimes);
    });
  };
  // The sitemap contains the origin of the server, so its cache key does too.
  addRoute('/sitemap.xml', { namesOrigin: true }, async (request, reply) => {
    request.charge = execution.bounds.chargeOf(request);
    const page = await PageRequest.open(execution, request, options.site.defaultLocale);
    const [, query] = splitUrl(request.url);
    return sendPage(
      reply,
      await sitemapPage(page, originOf(options.site, request), query),
      options.cacheTimes,
    );
  });
  addRoute('/oembed', { namesOrigin: true, isEmbeddable: true }, async (request, reply) => {
    request.charge = execution.bounds.chargeOf(request);
    const { site } = options;
    const page = await PageRequest.open(execution, request, site.defaultLocale);
    const [, query] = splitUrl(request.url);
    const found = await oembedResponse(page, site, originOf(site, request), query);
    return sendPage(reply, found, options.cacheTimes);
  });
  route('/', (page, context, _path, query) => homePage(page, context, query));
  for (const url of ['/compare', '/compare/']) {
    addRoute(url, { isMultilingual: true }, async (request, reply) => {
      const [, query] = splitUrl(request.url);
      const redirection = chosenComparison(query, contextOf(options.site, request));
      return sendPage(reply, redirection, options.cacheTimes);
    });
  }
  route('/compare/*', comparisonPage);
  route('/approach/*', (page, context, path, query) =>
    (isCardPath(path) ? approachCard : approachPage)(page, context, referenceIn(path), query),
  );
  route('/source/*', (page, context, path, query) => sourcePage(page, context, referenceIn(path), query));
}

/** Returns the base URL; without one, the origin that the request names. Hosts that are not allowed are rejected before. */
function originOf({ baseUrl }: Site, { protocol, host }: FastifyRequest): string {
  return baseUrl ?? `${protocol}://${host}`;
}

/** Returns whether the response contains the origin of the server: see `originOf`. */
function namesOrigin({ routeOptions: { config }, url }: FastifyRequest): boolean {
  return config.namesOrigin === true || hasAbsoluteLinks({ url });
}

function splitUrl(url: string): readonly [path: string, query: string] {
  const start = url.indexOf('?');
  return start < 0 ? [url, ''] : [url.slice(0, start), url.slice(start + 1)];
}

/** Returns the decoded path after its first segment. Fastify has checked the encoding. */
function referenceIn(path: string): string {
  return decodeURIComponent(path.slice(path.indexOf('/', 1) + 1));
}

function sendPage(reply: FastifyReply, found: FoundPage, cacheTimes: CacheTimes): FastifyReply {
  if (found.type === 'BODY') return reply.header('content-type', found.contentType).send(found.body);
  const headers = cacheHeaders(cacheTimes)({ namesRevision: false, isPrivate: false });
  return reply.header('cache-control', headers['cache-control']).redirect(found.href, 301);
}

/**
 * Creates the context of a page. The language is the one that the address names, otherwise the default. An unknown language is rejected later.
 * The context of a response that contains the origin of the server always has a base URL.
 */
function contextOf(settings: Site, request: FastifyRequest): PageContext {
  const site = namesOrigin(request) ? { ...settings, baseUrl: originOf(settings, request) } : settings;
  const named = new URLSearchParams(splitUrl(request.url)[1]).getAll('lang').at(-1);
  const chosenLocale = locales.find((locale) => locale === named) ?? null;
  return { site, locale: chosenLocale ?? site.defaultLocale, chosenLocale };
}
