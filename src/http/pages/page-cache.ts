import type { FastifyInstance, FastifyRequest } from 'fastify';
import { textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { ResponseCache } from '../cache/response-cache.js';
import type { ResponseSender } from '../cache/response-sender.js';
import { serveOrCompute, type CachedRoutes } from '../cache/serve-or-compute.js';

/**
 * Returns the key of the response to a request for a page. Path and query determine the content of a page: a response without `lang` in the
 * query is in the default language, unless it is a redirection, which is not cached. HEAD shares its key with GET.
 * @param namesOrigin whether the page contains the origin of the server and no base URL is set, so that the page depends on the origin of the request
 */
export function pageKey({ url, protocol, host }: FastifyRequest, namesOrigin: boolean): CacheKey {
  return namesOrigin ? textsKey('page', url, protocol, host) : pageKeyOf(url);
}

/** Returns the key of a page that does not depend on the origin of the request. */
export function pageKeyOf(url: string): CacheKey {
  return textsKey('page', url);
}

/** The computations and functions with which the pages use the response cache. */
export interface CachedPages extends Pick<CachedRoutes, 'computations' | 'revisionOf' | 'wait'> {
  readonly keyOf: (request: FastifyRequest) => CacheKey;
}

/** Serves pages from the response cache. The routes of the scope handle all other requests. */
export function servePagesFromCache(
  scope: FastifyInstance,
  cache: ResponseCache,
  senderOf: (request: FastifyRequest) => ResponseSender,
  pages: CachedPages,
): void {
  const routes: CachedRoutes = {
    ...pages,
    find: (request, revision) => cache.get(pages.keyOf(request), revision),
    send: (request, reply, response, token) => senderOf(request).sendRaw(request, reply, response, token),
    skipCache: () => undefined,
  };
  scope.addHook('preHandler', (request, reply, done) => {
    if (request.preparation || request.isConfidential) done();
    else serveOrCompute(request, reply, routes, done);
  });
}
