import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CacheKey } from '../../graph/cache-keys.js';
import { onWholeGraph, type DependencyTags } from '../../graph/dependencies/dependency-recorder.js';
import { mapMaybe } from '../../graph/work/maybe-promise.js';
import type { ResponseCache } from './response-cache.js';
import type { ResponseSender } from './response-sender.js';
import { cacheResponse, responseKeyOf } from './cached-responses.js';
import { repeatableRequest, type RepeatableRequest } from './repeatable-request.js';
import type { TagHeaders } from '../representations/cache-tags.js';
import { encodeResponse } from '../representations/representations.js';
import { revisionHeader } from '../representations/revision-header.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The revision that the response is read from; null until the view is open. */
    revisionRead: number | null;
    /** Returns the tags of the parts of the graph from which the response was computed; null until the view is open. */
    dependencies: (() => DependencyTags) | null;
    /** Returns the tag sets of each entity representation; null if the request has none. The function is null until the view is open. */
    entityDependencies: (() => readonly (readonly DependencyTags[])[] | null) | null;
    /** The token of the revision that the response is read from; null until the view is open. */
    revisionToken: string | null;
    /** Whether all root fields name their revision: see `namesRevision`. */
    namesRevision: boolean;
    /** Whether the response is for the holder of a right only, so that no cache may store it. */
    isConfidential: boolean;
  }
}

type Payload = string | Buffer;

/** The rules for the responses of a scope. */
export interface ResponseRules {
  /** Whether a response is complete and without errors, so that caches may store it. */
  readonly isComplete: (reply: FastifyReply, payload: Payload) => boolean;
  /** The key under which the response to a request may be cached; null if it must not be cached. */
  readonly keyOf: (request: FastifyRequest) => CacheKey | null;
  /** The request in a form that can be repeated, to compute the response again after a publication; null if it cannot be repeated. */
  readonly repeatableOf: (request: FastifyRequest) => RepeatableRequest | null;
}

/** The rules for results of GraphQL. */
export const resultRules: ResponseRules = {
  isComplete: hasOnlyData,
  keyOf: responseKeyOf,
  repeatableOf: repeatableRequest,
};

/**
 * Completes the responses of a scope's routes: caches responses that may be cached, compresses responses, and sets the headers for HTTP caches.
 * Redirections, responses with status 304 and payloads that are neither text nor bytes only get the token of the revision.
 * @param cache null if the response cache is turned off
 * @param tagHeaders null if responses carry no tags
 */
export function finishResponses(
  scope: FastifyInstance,
  sender: ResponseSender,
  cache: ResponseCache | null,
  tagHeaders: TagHeaders | null,
  { isComplete: isCompleteResponse, keyOf, repeatableOf }: ResponseRules = resultRules,
): void {
  scope.addHook('onSend', (request, reply, payload, done) => {
    if (request.revisionToken !== null) reply.header(revisionHeader, request.revisionToken);
    const isRedirection = reply.statusCode >= 300 && reply.statusCode < 400;
    if (isRedirection || !(typeof payload === 'string' || Buffer.isBuffer(payload))) {
      done(null, payload);
      return;
    }
    const isComplete = isCompleteResponse(reply, payload);
    const mayCache = isComplete && !request.isConfidential && request.revisionRead !== null;
    const key = mayCache && cache ? keyOf(request) : null;
    const body = key === null ? toBytes(payload) : copyBytes(payload);
    const contentType = String(reply.getHeader('content-type'));
    const { namesRevision, isConfidential } = request;
    const needsTags = isComplete && !isConfidential && (key !== null || tagHeaders !== null);
    const tags = (needsTags ? request.dependencies?.() : null) ?? onWholeGraph;
    const response = encodeResponse(contentType, body, {
      hasTag: isComplete && !isConfidential && hasTag(request),
      namesRevision,
      ...(isComplete && !isConfidential && tagHeaders ? { tagHeaders: tagHeaders(tags) } : {}),
    });
    if (cache && key !== null) {
      const repeatable = repeatableOf(request);
      if (request.preparation) {
        request.preparation.finish({ key, response, tags, request: repeatable });
        done(null, '');
        return;
      }
      cacheResponse(cache, request, key, request.revisionRead ?? 0, response, tags, repeatable);
    }
    request.computation?.end();
    const prepared =
      isComplete && !isConfidential
        ? sender.prepare(request, reply, response)
        : sender.prepareUncached(request, reply, response, isConfidential);
    const finished = mapMaybe(prepared, (bytes) => done(null, bytes));
    if (finished instanceof Promise) finished.catch(done);
  });
}

/** Returns whether a response gets an ETag. Responses to POST get no ETag, because clients do not send conditional requests by POST. */
function hasTag({ method }: FastifyRequest): boolean {
  return method !== 'POST';
}

/** Returns whether a response has data and no errors. Results are serialised with `errors` before `data`, so the first bytes suffice. */
function hasOnlyData(reply: FastifyReply, payload: Payload): boolean {
  if (reply.statusCode !== 200) return false;
  if (typeof payload === 'string') return payload.startsWith(startOfData);
  return payload.toString('latin1', 0, startOfData.length) === startOfData;
}

const startOfData = '{"data":{';

function toBytes(payload: Payload): Buffer {
  return typeof payload === 'string' ? Buffer.from(payload) : payload;
}

/** Copies a payload to a separate buffer: the source buffer may be reused, and a slice would keep the whole pool buffer in memory. */
function copyBytes(payload: Payload): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(payload));
  if (typeof payload === 'string') bytes.write(payload);
  else payload.copy(bytes);
  return bytes;
}
