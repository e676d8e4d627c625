import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fresh from 'fresh';
import { isAnonymous, isCacheable } from './cacheable.js';

/**
 * Lets clients and caches in between keep what GET answers, if they ask each time whether it still holds:
 * the next revision may come at any moment. Whoever has what would be sent is told so (304), without it.
 */
export function answerConditionally(scope: FastifyInstance): void {
  scope.addHook('onSend', (request, reply, payload, done) => {
    if (request.method !== 'GET' || !isAnonymous(request) || !isCacheable(reply, payload)) {
      done(null, payload);
      return;
    }
    const etag = etagOf(String(reply.getHeader('content-type')), payload);
    addValidators(reply, etag);
    if (!isHeld(request, etag)) {
      done(null, payload);
      return;
    }
    reply.code(304).removeHeader('content-type');
    done(null, null);
  });
}

/** The tag of an answer: strong, since the same answer is the same bytes. */
export function etagOf(contentType: string, body: string): string {
  return `"${createHash('sha256').update(`${contentType}\n${body}`).digest('base64url')}"`;
}

/** Whether the client has the answer with this tag. */
export function isHeld(request: FastifyRequest, etag: string): boolean {
  return fresh(request.headers, { etag });
}

/** Says how long an answer may be kept, and what it depends on beside its URL. */
export function addValidators(reply: FastifyReply, etag: string): void {
  const vary = reply.getHeader('vary');
  reply.headers({
    etag,
    'cache-control': 'public, max-age=0, must-revalidate',
    vary: vary === undefined ? 'Accept' : `${String(vary)}, Accept`,
  });
}
