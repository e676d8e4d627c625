import type { FastifyInstance, FastifyRequest } from 'fastify';
import { textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { ResponseCache } from '../cache/response-cache.js';
import type { ResponseSender } from '../cache/response-sender.js';
import type { NamedRevision } from '../representations/revision-header.js';

/**
 * The key of the response to a request for a page. At one revision, a page depends only on its path and query: without `lang`, it is in the
 * default language, or the response is a redirection, which is not cached. HEAD has the same key as GET.
 * @param namesOrigin whether the page contains the origin of the server and there is no base URL, so that it depends on the origin of the request
 */
export function pageKey({ url, protocol, host }: FastifyRequest, namesOrigin: boolean): CacheKey {
  return namesOrigin ? textsKey('page', url, protocol, host) : pageKeyOf(url);
}

/** The key of a page that does not contain the origin of the request. */
export function pageKeyOf(url: string): CacheKey {
  return textsKey('page', url);
}

/** The functions with which `servePagesFromCache` finds a cached page. */
export interface CachedPages {
  readonly keyOf: (request: FastifyRequest) => CacheKey;
  /** Called for each request; if it fails, the route handles the request and reports the error. */
  readonly currentRevision: (request: FastifyRequest) => MaybePromise<NamedRevision>;
}

/** Serves pages of the published revision from the response cache. The routes of the scope handle all other requests. */
export function servePagesFromCache(
  scope: FastifyInstance,
  cache: ResponseCache,
  senderOf: (request: FastifyRequest) => ResponseSender,
  { keyOf, currentRevision }: CachedPages,
): void {
  scope.addHook('preHandler', (request, reply, done) => {
    const serve = ({ number, token }: NamedRevision): void => {
      const response = cache.get(keyOf(request), number);
      if (response) senderOf(request).sendRaw(request, reply, response, token);
      else done();
    };
    let revision: MaybePromise<NamedRevision>;
    try {
      revision = currentRevision(request);
    } catch {
      done();
      return;
    }
    if (revision instanceof Promise) revision.then(serve, () => done()).catch(done);
    else serve(revision);
  });
}
