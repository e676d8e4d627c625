import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { IsAllowedHost } from '../security/allowed-hosts.js';
import type { ResponseCache } from './response-cache.js';
import { hasCredentials } from '../security/credentials.js';
import { RequestKeyCache } from './request-key-cache.js';
import {
  existingRepresentation,
  type Representation,
  type EncodedResponse,
} from '../representations/representations.js';

/**
 * Answers what has been asked before, letter by letter, with bytes that are at hand before the server looks at a request: its
 * way to an answer takes longer than the answer. Whatever else comes goes to the server as if nobody had looked.
 *
 * Only requests whose every check has been made for one of the same key are answered; see `exactKey`.
 * @param currentRevision asked once for all requests that came in before it, however many they are
 * @param isAllowedHost whether the server may be asked by the name in a request's Host header
 * @param headOf all headers of a representation that is sent: names and values in turn
 * @returns the revision that was published when a request was looked at; undefined for one that was answered, or not looked at
 */
export function serveFastPath(
  app: FastifyInstance,
  path: string,
  cache: ResponseCache,
  currentRevision: () => MaybePromise<number>,
  isAllowedHost: IsAllowedHost,
  headOf: (answer: EncodedResponse, representation: Representation) => readonly string[],
): (request: IncomingMessage) => MaybePromise<number> | undefined {
  const revisions = new WeakMap<IncomingMessage, MaybePromise<number>>();
  const keys = new RequestKeyCache();
  const [serve] = app.server.listeners('request') as [RequestListener];
  app.server.off('request', serve);

  const answer = (came: Came, revision: MaybePromise<number> | undefined): void => {
    const { request, response } = came;
    const body = request.complete ? (request.read() as Buffer | null) : null;
    if (body && typeof revision === 'number') {
      const key = keys.keyOf(request, body);
      const found = key === null ? undefined : cache.get(key, revision);
      const ready = found && existingRepresentation(found, request.headers['accept-encoding']);
      if (ready) {
        response.writeHead(200, (ready.fastPathHeaders ??= headOf(found, ready)) as string[]);
        response.end(ready.body);
        return;
      }
    }
    if (body) request.unshift(body);
    if (revision !== undefined) revisions.set(request, revision);
    serve(request, response);
  };
  let waiting: Came[] = [];
  const answerAll = (): void => {
    const all = waiting;
    waiting = [];
    const revision = revisionOrNothing(currentRevision);
    for (const came of all) answer(came, revision);
  };
  app.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!mayBeAtHand(request, path) || !isAllowedHost(request.headers.host)) {
      serve(request, response);
      return;
    }
    // By then a body that came with its head is there, and no other request comes in before all of these are answered.
    if (waiting.push({ request, response }) === 1) setImmediate(answerAll);
  });
  return (request) => revisions.get(request);
}

interface Came {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Whether a request is one by POST, and has no credentials, whose answers have other headers. */
function mayBeAtHand({ method, url, headers }: IncomingMessage, path: string): boolean {
  return (
    method === 'POST' && url === path && headers['content-encoding'] === undefined && !hasCredentials(headers)
  );
}

/** Where a revision cannot be asked for, the server tells, and waits for one that is on its way. */
function revisionOrNothing(currentRevision: () => MaybePromise<number>): MaybePromise<number> | undefined {
  try {
    const revision = currentRevision();
    if (typeof revision !== 'number') revision.catch(() => undefined);
    return revision;
  } catch {
    return undefined;
  }
}
