import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mapMaybe } from '../../graph/work/maybe-promise.js';
import type { ResponseCache } from './response-cache.js';
import type { ResponseSender } from './response-sender.js';
import { isCacheable } from './cacheable.js';
import { cacheResponse, responseKeyOf } from './cached-responses.js';
import { encodeResponse } from '../representations/representations.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The revision that the answer is read from, once it is known. */
    revisionRead: number | null;
    /** Whether every root field that was asked for names a revision. */
    namesRevision: boolean;
  }
}

/**
 * Finishes what the routes of a scope answer: keeps what may be kept, compresses, and tells caches outside what they may keep.
 * @param cache null where no answers are kept
 */
export function finishResponses(scope: FastifyInstance, sender: ResponseSender, cache: ResponseCache | null): void {
  scope.addHook('onSend', (request, reply, payload, done) => {
    // An answer that is confirmed has been finished before.
    if (reply.statusCode === 304 || !(typeof payload === 'string' || Buffer.isBuffer(payload))) {
      done(null, payload);
      return;
    }
    const isGood = isCacheable(reply, payload);
    const key = isGood && cache && request.revisionRead !== null ? responseKeyOf(request) : null;
    const body = key === null ? bytesOf(payload) : ownBytesOf(payload);
    const contentType = String(reply.getHeader('content-type'));
    const { namesRevision } = request;
    const answer = encodeResponse(contentType, body, { hasTag: isGood && hasTag(request), namesRevision });
    if (cache && key !== null) cacheResponse(cache, request, key, request.revisionRead ?? 0, answer);
    const prepared = isGood
      ? sender.prepare(request, reply, answer)
      : sender.prepareErrors(request, reply, answer);
    const finished = mapMaybe(prepared, (bytes) => done(null, bytes));
    if (finished instanceof Promise) finished.catch(done);
  });
}

/** By POST nobody asks whether an answer still holds. */
function hasTag({ method }: FastifyRequest): boolean {
  return method !== 'POST';
}

function bytesOf(payload: string | Buffer): Buffer {
  return typeof payload === 'string' ? Buffer.from(payload) : payload;
}

/** A copy in a buffer of its own: what was written to may be used again, and a slice would hold on to the pool that it is cut from. */
function ownBytesOf(payload: string | Buffer): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(payload));
  if (typeof payload === 'string') bytes.write(payload);
  else payload.copy(bytes);
  return bytes;
}
