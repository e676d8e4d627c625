import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Answer } from '../graph/answer.js';
import type { AnswerCache, WholeAnswer } from './answer-cache.js';
import { exactKey } from './request-keys.js';

/**
 * Answers what has been asked before, letter by letter, with bytes that are at hand before the server looks at a request: its
 * way to an answer takes longer than the answer. Whatever else comes goes to the server as if nobody had looked.
 *
 * Only requests whose every check has been made for one of the same key are answered; see `exactKey`.
 * @param headers what every answer is sent with beside its own: names and values in turn
 * @returns the revision that was published when a request was looked at; undefined for one that was not
 */
export function answerInFront(
  app: FastifyInstance,
  path: string,
  cache: AnswerCache,
  currentRevision: () => Answer<number>,
  headers: readonly string[],
): (request: IncomingMessage) => Answer<number> | undefined {
  const revisions = new WeakMap<IncomingMessage, Answer<number>>();
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
  });

  const find = (request: IncomingMessage, body: Buffer): WholeAnswer | undefined => {
    const revision = currentRevision();
    revisions.set(request, revision);
    if (typeof revision === 'number') return cache.find(exactKey(request, body.toString()), revision);
    // The server waits for it, a little later.
    revision.catch(() => undefined);
    return undefined;
  };
  const [serve] = app.server.listeners('request') as [RequestListener];
  app.server.off('request', serve);
  app.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (isStopping || !mayBeAtHand(request, path)) {
      serve(request, response);
      return;
    }
    // A body that came with its head is there by then.
    setImmediate(() => {
      const body = request.complete ? (request.read() as Buffer | null) : null;
      const found = body && !isStopping && findOrNothing(() => find(request, body));
      if (found) {
        send(response, found, headers);
        return;
      }
      if (body) request.unshift(body);
      serve(request, response);
    });
  });
  return (request) => revisions.get(request);
}

/** Whether a request is one by POST, and anyone's. */
function mayBeAtHand({ method, url, headers }: IncomingMessage, path: string): boolean {
  return (
    method === 'POST' &&
    url === path &&
    headers.authorization === undefined &&
    headers['content-encoding'] === undefined
  );
}

/** Where a revision cannot be asked for, the server tells. */
function findOrNothing(find: () => WholeAnswer | undefined): WholeAnswer | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { head, body }: WholeAnswer, headers: readonly string[]): void {
  response.writeHead(200, [...head, ...headers]);
  response.end(body);
}
