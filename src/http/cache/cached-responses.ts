import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { CacheKey } from '../../graph/cache-keys.js';
import type { DependencyTags } from '../../graph/dependencies/dependency-recorder.js';
import type { ResponseCache } from './response-cache.js';
import type { ResponseSender } from './response-sender.js';
import { parseBody } from '../requests/request-bodies.js';
import type { NamedRevision } from '../representations/revision-header.js';
import type { EncodedResponse } from '../representations/representations.js';
import { canonicalKey, exactKey } from './request-keys.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The response-cache keys of the request; null if its response must not be cached. */
    cacheKeys: { readonly exactKey: CacheKey; canonicalKey: CacheKey | null } | null;
  }
}

/**
 * Serves requests from the response cache if a response is cached that is valid at the published revision. The routes of the scope handle all other
 * requests. Fastify has already checked the content type and length. The checks of the routes are skipped, because a request with the same
 * key has passed them.
 * @param revisionOf returns the revision that a request reads; null if its responses are not cached. Called for each request; if it fails, the
 *   route handles the request and reports the error
 */
export function serveFromCache(
  scope: FastifyInstance,
  cache: ResponseCache,
  sender: ResponseSender,
  revisionOf: (request: FastifyRequest) => MaybePromise<NamedRevision | null>,
): void {
  scope.addHook('preHandler', (request, reply, done) => {
    if (isByGet(request))
      request.cacheKeys = { exactKey: exactKey(request, request.url), canonicalKey: null };
    if (!request.cacheKeys) {
      done();
      return;
    }
    const continueUncached = (): void => {
      request.cacheKeys = null;
      done();
    };
    const serve = (revision: NamedRevision | null): void => {
      if (!revision) {
        continueUncached();
        return;
      }
      const response = findResponse(cache, request, revision.number);
      if (response) sender.sendRaw(request, reply, response, revision.token);
      else done();
    };
    let revision: MaybePromise<NamedRevision | null>;
    try {
      revision = revisionOf(request);
    } catch {
      continueUncached();
      return;
    }
    if (revision instanceof Promise) revision.then(serve, continueUncached).catch(done);
    else serve(revision);
  });
}

/**
 * Whether a response to an identical body is cached. The body then need not be parsed. The response may belong to an older revision. Also
 * sets the exact key of the request.
 */
export function isCachedBody(cache: ResponseCache, request: FastifyRequest, body: Buffer): boolean {
  request.cacheKeys = { exactKey: exactKey(request, body.toString()), canonicalKey: null };
  return cache.has(request.cacheKeys.exactKey);
}

/** The key under which the response to a request may be cached; null if it must not be cached. */
export function responseKeyOf(request: FastifyRequest): CacheKey | null {
  const { cacheKeys } = request;
  return cacheKeys && (isByGet(request) ? cacheKeys.exactKey : cacheKeys.canonicalKey);
}

/** Caches the response to a request under its key, with its exact key as an alias. @param tags see `ResponseCache.set` */
export function cacheResponse(
  cache: ResponseCache,
  { cacheKeys }: FastifyRequest,
  key: CacheKey,
  revision: number,
  response: EncodedResponse,
  tags: DependencyTags,
): void {
  cache.set(key, revision, response, tags);
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
