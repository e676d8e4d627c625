import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../graph/answer.js';
import type { AnswerCache, WholeAnswer } from './answer-cache.js';
import { isAnonymous, isCacheable } from './cacheable.js';
import { etagOf, isHeld, validators, varyByAccept } from './conditional-requests.js';
import { canonicalKey, exactKey } from './request-keys.js';
import { securityHeaders } from './security-headers.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The revision that the answer is read from, once it is known. */
    revisionRead: number | null;
    /** What the request asks; null where its answer is not kept. */
    asked: { readonly exactKey: string; canonicalKey: string | null } | null;
  }
}

/** A body that is not parsed, since an answer to the very same one is at hand. */
class BodyText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Answers with bytes that are at hand what has been asked before at the revision that is published now.
 * Everything else goes to the routes of the scope, whose answers are kept where they may be. Fastify has
 * made its checks by then (type, length); those of the routes have been made for a request of the same key.
 *
 * The routes tell the revision that they read from as `request.revisionRead`.
 * @param currentRevision asked for each request; a failure is left to the routes to tell
 */
export function cacheAnswers(
  scope: FastifyInstance,
  cache: AnswerCache,
  currentRevision: (request: FastifyRequest) => Answer<number>,
): void {
  scope.decorateRequest('asked', null);

  const parse = scope.getDefaultJsonParser('error', 'error');
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body.toString();
    request.asked = isAnonymous(request) ? { exactKey: exactKey(request, text), canonicalKey: null } : null;
    if (request.asked && cache.has(request.asked.exactKey)) done(null, new BodyText(text));
    else void parse(request, text, done);
  });

  scope.addHook('preHandler', (request, reply, done) => {
    if (request.method === 'GET' && isAnonymous(request)) {
      request.asked = { exactKey: exactKey(request, request.url), canonicalKey: null };
    }
    if (!request.asked) {
      done();
      return;
    }
    const answer = (revision: number): void => {
      const found = find(cache, request, revision);
      if (found) send(request, reply, found);
      else done();
    };
    const goOn = (): void => {
      restoreBody(request);
      request.asked = null;
      done();
    };
    let revision: Answer<number>;
    try {
      revision = currentRevision(request);
    } catch {
      goOn();
      return;
    }
    if (typeof revision === 'number') answer(revision);
    else revision.then(answer, goOn);
  });

  scope.addHook('onSend', (request, reply, payload, done) => {
    if (request.asked && request.revisionRead !== null && isCacheable(reply, payload)) {
      const { exactKey: exact, canonicalKey: canonical } = request.asked;
      const key = request.method === 'GET' ? exact : canonical;
      if (key !== null) {
        cache.keep(key, request.revisionRead, wholeAnswer(request, reply, payload));
        cache.link(exact, key);
      }
    }
    done(null, payload);
  });
}

function find(cache: AnswerCache, request: FastifyRequest, revision: number): WholeAnswer | undefined {
  const { asked } = request;
  if (!asked) return undefined;
  const found = cache.find(asked.exactKey, revision);
  if (found || request.method === 'GET') return found;
  restoreBody(request);
  asked.canonicalKey = canonicalKey(request, request.body);
  if (asked.canonicalKey === null) return undefined;
  const same = cache.find(asked.canonicalKey, revision);
  if (same) cache.link(asked.exactKey, asked.canonicalKey);
  return same;
}

/** Parses a body after all. It has been parsed, and answered, before: it is JSON. */
function restoreBody(request: FastifyRequest): void {
  if (request.body instanceof BodyText) request.body = JSON.parse(request.body.text);
}

function wholeAnswer(request: FastifyRequest, reply: FastifyReply, payload: string | Buffer): WholeAnswer {
  const contentType = String(reply.getHeader('content-type'));
  // A buffer of its own: a slice would hold on to the pool that it is cut from.
  const body = Buffer.allocUnsafeSlow(Buffer.byteLength(payload));
  if (typeof payload === 'string') body.write(payload);
  else payload.copy(body);
  const etag = request.method === 'GET' ? etagOf(contentType, payload) : null;
  const head = {
    ...securityHeaders,
    ...(etag === null ? {} : validators(etag)),
    'content-type': contentType,
    'content-length': String(body.byteLength),
  };
  return { head: Object.entries(head).flat(), body, etag };
}

/**
 * Sends an answer past Fastify's own way of sending, which takes longer than everything before it. What hooks
 * have set for this request, such as whose pages may read the answer, is sent too.
 */
function send(request: FastifyRequest, reply: FastifyReply, answer: WholeAnswer): void {
  const { body, etag } = answer;
  if (etag !== null) {
    varyByAccept(reply);
    if (isHeld(request, etag)) {
      reply.code(304).headers(validators(etag)).send();
      return;
    }
  }
  const head = answer.head.slice();
  const ownHeaders = reply.getHeaders();
  for (const name in ownHeaders) head.push(name, String(ownHeaders[name]));
  reply.hijack();
  reply.raw.writeHead(200, head);
  reply.raw.end(body);
}
