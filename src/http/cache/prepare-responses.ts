import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { GraphView, PrepareView } from '../../graph/ports/reading.js';
import { Deadline } from '../../graph/work/deadline.js';
import { inSlices } from '../../graph/work/steps.js';
import {
  preparationAddress,
  preparationHeader,
  type Preparations,
  type PreparedResponse,
} from './preparations.js';
import type { RepeatableRequest } from './repeatable-request.js';
import type { ResponseCache, TouchedResponse } from './response-cache.js';

/** The longest time for finding the touched responses. The time for computing them is bounded by the caller. */
const maxSearchMs = 500;

/** The maximum time for requests of clients after each prepared response, as a multiple of the time for the prepared response. */
const shareOfClients = 19;
/** A turn of the event loop that is shorter than this served no request of a client. */
const idleTurnMs = 0.1;

/**
 * Creates the function that prepares responses before a view is published. The function recomputes the responses that `touchedBy` finds and
 * whose requests can be repeated: one after the other, the most requested first, until the caller aborts. It returns a function that caches
 * the new responses; undefined if the search for touched responses takes too long or is aborted. The server sends each request to itself, so
 * that the response is the one that a client would get. Other requests are served in between.
 */
export function prepareResponses(
  app: FastifyInstance,
  cache: ResponseCache,
  preparations: Preparations,
): PrepareView {
  return async (next, signal) => {
    const deadline = new Deadline({ timeoutMs: maxSearchMs, isAbandoned: () => signal.aborted });
    let touched: TouchedResponse[];
    try {
      touched = await inSlices(cache.touchedBy(next), deadline);
    } catch (error) {
      if (deadline.failure) return undefined;
      throw error;
    }
    touched.sort((one, other) => other.hits - one.hits);
    const responses: PreparedResponse[] = [];
    for (const { request } of touched) {
      const start = performance.now();
      const response = request && (await compute(app, preparations, request, next));
      if (response) responses.push(response);
      await serveClients((performance.now() - start) * shareOfClients, signal);
      if (signal.aborted) break;
    }
    return () => {
      const { number } = next.revision;
      for (const { key, response, tags, request } of responses)
        cache.set(key, number, response, tags, request, 0);
    };
  };
}

/** Yields to requests of clients for a time in milliseconds. Ends earlier if there are none, or if the caller aborts. */
async function serveClients(ms: number, signal: AbortSignal): Promise<void> {
  let served = 0;
  do {
    const start = performance.now();
    await nextTurn();
    const turn = performance.now() - start;
    if (turn < idleTurnMs) return;
    served += turn;
  } while (served < ms && !signal.aborted);
}

/** Computes the response to a request from a view. @returns null if the response must not be cached, for example because it has an error */
async function compute(
  app: FastifyInstance,
  preparations: Preparations,
  { method, url, headers, body }: RepeatableRequest,
  view: GraphView,
): Promise<PreparedResponse | null> {
  let prepared: PreparedResponse | null = null;
  const { number, remove } = preparations.add({ view, finish: (response) => (prepared = response) });
  try {
    await app.inject({
      method,
      url,
      remoteAddress: preparationAddress,
      // A request by GET is accepted with this header only: see `rejectForgedRequests`.
      headers: { 'apollo-require-preflight': 'yes', ...headers, [preparationHeader]: number },
      ...(body === null ? {} : { payload: body }),
    });
  } finally {
    remove();
  }
  return prepared;
}
