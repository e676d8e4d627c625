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
    reply.headers(validators(etag));
    varyByAccept(reply);
    if (!isHeld(request, etag)) {
      done(null, payload);
      return;
    }
    reply.code(304).removeHeader('content-type');
    done(null, null);
  });
}

/** The tag of an answer: strong, since the same answer is the same bytes. */
export function etagOf(contentType: string, body: string | Buffer): string {
  return `"${createHash('sha256').update(`${contentType}\n`).update(body).digest('base64url')}"`;
}

/** Whether the client has the answer with this tag. */
export function isHeld(request: FastifyRequest, etag: string): boolean {
  return fresh(request.headers, { etag });
}

/** How long an answer may be kept: for as long as whoever keeps it asks each time whether it still holds. */
export function validators(etag: string): Record<string, string> {
  return { etag, 'cache-control': 'public, max-age=0, must-revalidate' };
}

/** Says that the type of the answer follows from what the client accepts. */
export function varyByAccept(reply: FastifyReply): void {
  const vary = reply.getHeader('vary');
  reply.header('vary', vary === undefined ? 'Accept' : `${String(vary)}, Accept`);
}
