import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { IsAllowedHost } from '../security/allowed-hosts.js';
import type { ResponseCache } from './response-cache.js';
import { RequestKeyCache } from './request-key-cache.js';
import {
  existingRepresentation,
  type Representation,
  type EncodedResponse,
} from '../representations/representations.js';
import { revisionHeader, type NamedRevision } from '../representations/revision-header.js';

/**
 * How the fast path may serve a request with public content: PUBLIC for a request without credentials; PRIVATE for a
 * request with a valid key, so that only private caches may store the response; null if the routes must handle the
 * request.
 */
export type ReaderOf = (headers: IncomingHttpHeaders) => 'PUBLIC' | 'PRIVATE' | null;

export interface FastPath {
  readonly cache: ResponseCache;
  /** Called at most once per event-loop turn, for all queued requests. */
  readonly currentRevision: () => MaybePromise<NamedRevision>;
  /** Finds a recently published revision by the token that a request pins. */
  readonly findRevision: (token: string) => NamedRevision | undefined;
  readonly isAllowedHost: IsAllowedHost;
  readonly readerOf: ReaderOf;
  /** Returns the headers of a representation, without the token of the revision, as alternating names and values. */
  readonly headersFor: (
    response: EncodedResponse,
    representation: Representation,
    isPrivate: boolean,
  ) => readonly string[];
}

/**
 * Serves byte-identical requests from the response cache before Fastify runs, because routing takes longer than a cache hit. Passes all other
 * requests to Fastify unchanged.
 *
 * Serves a request only if a request with the same key has passed all checks; see `exactKey`.
 * @returns a function that returns the published revision that the fast path has read for a request; undefined if it has read none
 */
export function serveFastPath(
  app: FastifyInstance,
  path: string,
  { cache, currentRevision, findRevision, isAllowedHost, readerOf, headersFor }: FastPath,
): (request: IncomingMessage) => MaybePromise<NamedRevision> | undefined {
  const revisions = new WeakMap<IncomingMessage, MaybePromise<NamedRevision>>();
  const keys = new RequestKeyCache();
  const [serve] = app.server.listeners('request') as [RequestListener];
  app.server.off('request', serve);

  const serveOrForward = (
    pending: PendingRequest,
    published: MaybePromise<NamedRevision> | undefined,
  ): void => {
    const { request, response, isPrivate } = pending;
    const body = request.complete ? (request.read() as Buffer | null) : null;
    const revision = body && published && !(published instanceof Promise) && revisionOf(request, published);
    if (body && revision) {
      const key = keys.keyOf(request, body);
      const cached = key === null ? undefined : cache.get(key, revision.number);
      const representation = cached && existingRepresentation(cached, request.headers['accept-encoding']);
      if (representation) {
        const createHeaders = (): readonly string[] => headersFor(cached, representation, isPrivate);
        sendRepresentation(response, representation, revision.token, isPrivate, createHeaders);
        return;
      }
    }
    if (body) request.unshift(body);
    if (published !== undefined) revisions.set(request, published);
    serve(request, response);
  };
  /** Returns the revision that a request reads: the published one, or the one that it pins. Undefined if the routes must find the pinned one. */
  const revisionOf = ({ headers }: IncomingMessage, published: NamedRevision): NamedRevision | undefined => {
    const pin = headers[revisionHeader];
    if (pin === undefined || pin === published.token) return published;
    return typeof pin === 'string' ? findRevision(pin) : undefined;
  };
  let waiting: PendingRequest[] = [];
  const serveWaiting = (): void => {
    const batch = waiting;
    waiting = [];
    const revision = tryRevision(currentRevision);
    for (const pending of batch) serveOrForward(pending, revision);
  };
  app.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const reader = mayBeCached(request, path) ? readerOf(request.headers) : null;
    if (reader === null || !isAllowedHost(request.headers.host)) {
      serve(request, response);
      return;
    }
    // When the callback runs, bodies that arrived together with their headers are readable. No request arrives while the callback runs.
    if (waiting.push({ request, response, isPrivate: reader === 'PRIVATE' }) === 1)
      setImmediate(serveWaiting);
  });
  return (request) => revisions.get(request);
}

interface PendingRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly isPrivate: boolean;
}

/** Returns whether a request is an uncompressed POST to a path. */
function mayBeCached({ method, url, headers }: IncomingMessage, path: string): boolean {
  return method === 'POST' && url === path && headers['content-encoding'] === undefined;
}

/**
 * Sends a cached representation with the token of the revision for which it was found. The other headers are created when a representation
 * is first sent for a value of `isPrivate`; later responses only replace the token.
 * @param isPrivate whether the request has credentials: the headers for HTTP caches differ
 */
export function sendRepresentation(
  response: ServerResponse,
  representation: Representation,
  token: string,
  isPrivate: boolean,
  createHeaders: () => readonly string[],
): void {
  const name = isPrivate ? 'privateHeaders' : 'publicHeaders';
  const headers = (representation[name] ??= [...createHeaders(), revisionHeader, token]);
  headers[headers.length - 1] = token;
  response.writeHead(200, headers);
  response.end(representation.body);
}

/** Reads the current revision. Returns undefined if the read throws: the routes then read the revision again and report the error. */
function tryRevision(
  currentRevision: () => MaybePromise<NamedRevision>,
): MaybePromise<NamedRevision> | undefined {
  try {
    const revision = currentRevision();
    if (revision instanceof Promise) revision.catch(() => undefined);
    return revision;
  } catch {
    return undefined;
  }
}
