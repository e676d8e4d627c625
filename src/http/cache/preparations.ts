import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CacheKey } from '../../graph/cache-keys.js';
import type { DependencyTags } from '../../graph/dependencies/dependency-recorder.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { EncodedResponse } from '../representations/representations.js';
import type { RepeatableRequest } from './repeatable-request.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Not null if the server sent the request to itself, to compute a response before a view is published. */
    preparation: Preparation | null;
  }
}

/** A response that was computed from a view that is not published yet. */
export interface PreparedResponse {
  readonly key: CacheKey;
  readonly response: EncodedResponse;
  readonly tags: DependencyTags;
  readonly request: RepeatableRequest | null;
}

/** The computation of a response, with a request that the server sends to itself. */
export interface Preparation {
  /** The view that the request reads. */
  readonly view: GraphView;
  /** Receives the response, which is not cached yet. */
  readonly finish: (response: PreparedResponse) => void;
}

/** The remote address of the simulated sockets of preparations. No connection has this address, so no client can send a preparation. */
export const preparationAddress = 'preparation';
/** The header with the number of the preparation. */
export const preparationHeader = 'tertium-preparation';

/** The preparations whose requests are being handled. */
export class Preparations {
  readonly #byNumber = new Map<string, Preparation>();
  #count = 0;

  /** Adds a preparation. @returns its number, for the header of its request, and a function that removes it */
  add(preparation: Preparation): { readonly number: string; readonly remove: () => void } {
    const number = String((this.#count += 1));
    this.#byNumber.set(number, preparation);
    return { number, remove: () => void this.#byNumber.delete(number) };
  }

  /** Marks the requests of preparations in a scope: they read the view of the preparation. */
  addHook(scope: FastifyInstance): void {
    scope.decorateRequest('preparation', null);
    scope.addHook('onRequest', (request, _reply, done) => {
      const preparation = request.headers[preparationHeader] === undefined ? null : this.#of(request);
      if (preparation) {
        request.preparation = preparation;
        request.pinnedView = preparation.view;
      }
      done();
    });
  }

  /** Returns the preparation that a request belongs to; null for requests of clients. */
  #of({ raw: { socket, headers } }: FastifyRequest): Preparation | null {
    if (socket.remoteAddress !== preparationAddress) return null;
    return this.#byNumber.get(String(headers[preparationHeader])) ?? null;
  }
}
