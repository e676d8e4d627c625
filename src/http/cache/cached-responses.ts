import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CacheKey } from '../../graph/cache-keys.js';
import type { DependencyTags } from '../../graph/dependencies/dependency-recorder.js';
import type { ResponseCache } from './response-cache.js';
import type { ResponseSender } from './response-sender.js';
import { parseBody } from '../requests/request-bodies.js';
import type { EncodedResponse } from '../representations/representations.js';
import type { RepeatableRequest } from './repeatable-request.js';
import { canonicalKey, exactKey } from './request-keys.js';
import { serveOrCompute, type CachedRoutes } from './serve-or-compute.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The response-cache keys of the request; null until they are computed, and if the response must not be cached. */
    cacheKeys: { readonly exactKey: CacheKey; canonicalKey: CacheKey | null } | null;
  }
}

/** The computations and functions with which the requests of a scope use the response cache. */
export type CachedRequests = Pick<CachedRoutes, 'computations' | 'revisionOf' | 'wait'>;

/**
 * Serves requests from the response cache if the cached response is valid at the revision that the request reads. The routes of the scope
 * handle all other requests. Fastify has already checked the content type and length. A request that is served from the cache skips the
 * checks of the routes, because a request with the same key has passed them.
 */
export function serveFromCache(
  scope: FastifyInstance,
  cache: ResponseCache,
  sender: ResponseSender,
  requests: CachedRequests,
): void {
  const routes: CachedRoutes = {
    ...requests,
    find: (request, revision) => findResponse(cache, request, revision),
    keyOf: responseKeyOf,
    send: (request, reply, response, token) => sender.sendRaw(request, reply, response, token),
    skipCache(request) {
      request.cacheKeys = null;
    },
  };
  scope.addHook('preHandler', (request, reply, done) => {
    if (isByGet(request))
      request.cacheKeys = { exactKey: exactKey(request, request.url), canonicalKey: null };
    const { cacheKeys, preparation } = request;
    if (!cacheKeys || preparation) {
      if (cacheKeys && !isByGet(request)) cacheKeys.canonicalKey = canonicalKey(request, parseBody(request));
      done();
      return;
    }
    serveOrCompute(request, reply, routes, done);
  });
}

/**
 * Returns whether the cache has an entry for the exact key of a request. The body then need not be parsed yet. The entry may be outdated.
 * Also sets the exact key of the request.
 */
export function isCachedBody(cache: ResponseCache, request: FastifyRequest, body: Buffer): boolean {
  request.cacheKeys = { exactKey: exactKey(request, body.toString()), canonicalKey: null };
  return cache.has(request.cacheKeys.exactKey);
}

/** Returns the key under which the response to a request may be cached; null if it must not be cached. */
export function responseKeyOf(request: FastifyRequest): CacheKey | null {
  const { cacheKeys } = request;
  return cacheKeys && (isByGet(request) ? cacheKeys.exactKey : cacheKeys.canonicalKey);
}

/** Caches the response to a request under its key, with its exact key as an alias. @param tags, repeatable see `ResponseCache.set` */
export function cacheResponse(
  cache: ResponseCache,
  { cacheKeys }: FastifyRequest,
  key: CacheKey,
  revision: number,
  response: EncodedResponse,
  tags: DependencyTags,
  repeatable: RepeatableRequest | null,
): void {
  cache.set(key, revision, response, tags, repeatable);
  if (cacheKeys) cache.link(cacheKeys.exactKey, key);
}

function isByGet({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function findResponse(
  cache: ResponseCache,
  request: FastifyRequest,
  revision: number,
): EncodedResponse | undefined {
  const { cacheKeys } = request;
  if (!cacheKeys) return undefined;
  const response = cache.get(cacheKeys.exactKey, revision);
  if (response || isByGet(request)) return response;
  cacheKeys.canonicalKey = canonicalKey(request, parseBody(request));
  if (cacheKeys.canonicalKey === null) return undefined;
  const canonicalResponse = cache.get(cacheKeys.canonicalKey, revision);
  if (canonicalResponse) cache.link(cacheKeys.exactKey, cacheKeys.canonicalKey);
  return canonicalResponse;
}
