import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CacheKey } from '../../graph/cache-keys.js';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { NamedRevision } from '../representations/revision-header.js';
import type { EncodedResponse } from '../representations/representations.js';
import type { Computation, Computations } from './computations.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The computation of the response, for which other requests may wait; null if there is none. */
    computation: Computation | null;
  }
}

/** The computations and functions with which routes use the response cache. */
export interface CachedRoutes {
  /** The responses that requests of these routes compute. */
  readonly computations: Computations;
  /**
   * Returns the revision that a request reads; null if the response must not be cached. If the call fails, the route handles the request and
   * reports the error.
   * @param isFirst false if the request has waited since the first call: a newer revision may have been published
   */
  readonly revisionOf: (request: FastifyRequest, isFirst: boolean) => MaybePromise<NamedRevision | null>;
  /** Finds the cached response to a request. Called before `keyOf`. */
  readonly find: (request: FastifyRequest, revision: number) => EncodedResponse | undefined;
  /** Returns the key under which the response may be cached; null if it must not be cached. */
  readonly keyOf: (request: FastifyRequest) => CacheKey | null;
  readonly send: (
    request: FastifyRequest,
    reply: FastifyReply,
    response: EncodedResponse,
    revisionToken: string,
  ) => void;
  /** Waits for the computation of another request, but not longer than the deadline of this request. */
  readonly wait: (request: FastifyRequest, computation: Promise<void>) => Promise<void>;
  /** Called before the route handles a request whose response must not be cached, or whose revision could not be read. */
  readonly skipCache: (request: FastifyRequest) => void;
}

/**
 * Serves a request from the response cache. If another request computes the response, waits for it once. Otherwise the route computes the
 * response, and other requests can wait for this computation: see `Computations`.
 * @param compute calls the route
 */
export function serveOrCompute(
  request: FastifyRequest,
  reply: FastifyReply,
  routes: CachedRoutes,
  compute: (error?: Error) => void,
): void {
  const { computations, revisionOf, find, keyOf, send, wait, skipCache } = routes;
  const computeUncached = (): void => {
    skipCache(request);
    compute();
  };
  const attempt = (isFirst: boolean): void => {
    const serve = (revision: NamedRevision | null): void => {
      if (!revision) {
        computeUncached();
        return;
      }
      const response = find(request, revision.number);
      if (response) {
        send(request, reply, response, revision.token);
        return;
      }
      const key = keyOf(request);
      const running = key === null ? null : computations.running(key, revision.number);
      if (running && isFirst) {
        wait(request, running)
          .then(
            () => attempt(false),
            () => compute(),
          )
          .catch(compute);
        return;
      }
      if (key !== null && !running) {
        const computation = computations.begin(key, revision.number);
        request.computation = computation;
        // The route may end without a response that can be cached, for example if the client disconnects.
        reply.raw.once('close', () => computation.end());
      }
      compute();
    };
    let revision: MaybePromise<NamedRevision | null>;
    try {
      revision = revisionOf(request, isFirst);
    } catch {
      computeUncached();
      return;
    }
    if (revision instanceof Promise) revision.then(serve, computeUncached).catch(compute);
    else serve(revision);
  };
  attempt(true);
}
