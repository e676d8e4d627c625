import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { CacheKey } from '../../graph/cache-keys.js';
import type { ResponseCache } from './response-cache.js';
import type { ResponseSender } from './response-sender.js';
import { parseBody } from '../requests/request-bodies.js';
import type { EncodedResponse } from '../representations/representations.js';
import { canonicalKey, exactKey } from './request-keys.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request asks; null where its answer is not kept. */
    asked: { readonly exactKey: CacheKey; canonicalKey: CacheKey | null } | null;
  }
}

/**
 * Answers with bytes that are at hand what has been asked before at the revision that is published now.
 * Everything else goes to the routes of the scope, whose answers are kept where they may be. Fastify has
 * made its checks by then (type, length); those of the routes have been made for a request of the same key.
 * @param currentRevision asked for each request; a failure is left to the routes to tell
 */
export function serveFromCache(
  scope: FastifyInstance,
  cache: ResponseCache,
  sender: ResponseSender,
  currentRevision: (request: FastifyRequest) => MaybePromise<number>,
): void {
  scope.addHook('preHandler', (request, reply, done) => {
    if (isByGet(request)) request.asked = { exactKey: exactKey(request, request.url), canonicalKey: null };
    if (!request.asked) {
      done();
      return;
    }
    const answer = (revision: number): void => {
      const found = find(cache, request, revision);
      if (found) sender.sendRaw(request, reply, found);
      else done();
    };
    const goOn = (): void => {
      request.asked = null;
      done();
    };
    let revision: MaybePromise<number>;
    try {
      revision = currentRevision(request);
    } catch {
      goOn();
      return;
    }
    if (typeof revision === 'number') answer(revision);
    else revision.then(answer, goOn).catch(done);
  });
}

/** Whether there is an answer to the same body at whichever revision was the last: it need not be parsed then. */
export function isCachedBody(cache: ResponseCache, request: FastifyRequest, body: Buffer): boolean {
  request.asked = { exactKey: exactKey(request, body.toString()), canonicalKey: null };
  return cache.has(request.asked.exactKey);
}

/** The key under which the answer to a request may be kept; null where it may not. */
export function responseKeyOf(request: FastifyRequest): CacheKey | null {
  const { asked } = request;
  return asked && (isByGet(request) ? asked.exactKey : asked.canonicalKey);
}

/** Keeps the answer to a request. */
export function cacheResponse(
  cache: ResponseCache,
  { asked }: FastifyRequest,
  key: CacheKey,
  revision: number,
  answer: EncodedResponse,
): void {
  cache.set(key, revision, answer);
  if (asked) cache.link(asked.exactKey, key);
}

function isByGet({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function find(cache: ResponseCache, request: FastifyRequest, revision: number): EncodedResponse | undefined {
  const { asked } = request;
  if (!asked) return undefined;
  const found = cache.get(asked.exactKey, revision);
  if (found || isByGet(request)) return found;
  asked.canonicalKey = canonicalKey(request, parseBody(request));
  if (asked.canonicalKey === null) return undefined;
  const same = cache.get(asked.canonicalKey, revision);
  if (same) cache.link(asked.exactKey, asked.canonicalKey);
  return same;
}
