import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Answer } from '../graph/answer.js';
import type { AnswerCache, WholeAnswer } from './answer-cache.js';
import { exactKey } from './request-keys.js';

/** Longer bodies are read the usual way. */
const longestBody = 16 * 1024;

/**
 * Answers what has been asked before, letter by letter, with bytes that are at hand before the server looks at a request: its
 * way to an answer takes longer than the answer. Whatever else comes goes to the server as if nobody had looked.
 *
 * Only requests whose every check has been made for one of the same key are answered; see `exactKey`.
 * @param scope whose routes read the bodies that were read here
 * @param headers what every answer is sent with beside its own: names and values in turn
 * @returns the revision that was published when a request was looked at; undefined for one that was not
 */
export function answerInFront(
  app: FastifyInstance,
  scope: FastifyInstance,
  path: string,
  cache: AnswerCache,
  currentRevision: () => Answer<number>,
  headers: readonly string[],
): (request: IncomingMessage) => number | undefined {
  const looked = new WeakMap<IncomingMessage, Looked>();
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
  });
  scope.addHook('preParsing', (request, _reply, payload, done) => {
    const body = looked.get(request.raw)?.body;
    done(null, body ? streamOf(body) : payload);
  });

  const [serve] = app.server.listeners('request') as [RequestListener];
  app.server.off('request', serve);
  app.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (isStopping || !mayBeAtHand(request, path)) {
      serve(request, response);
      return;
    }
    readBody(request, (body) => {
      const serveAfterAll = (revision?: number): void => {
        looked.set(request, { body, revision });
        serve(request, response);
      };
      const answer = (revision: number): void => {
        const found = cache.find(exactKey(request, body.toString()), revision);
        if (found) send(response, found, headers);
        else serveAfterAll(revision);
      };
      let revision: Answer<number>;
      try {
        revision = currentRevision();
      } catch {
        serveAfterAll();
        return;
      }
      if (typeof revision === 'number') answer(revision);
      else revision.then(answer, () => serveAfterAll());
    });
  });
  return (request) => looked.get(request)?.revision;
}

/** What is known of a request that was looked at and not answered. */
interface Looked {
  readonly body: Buffer;
  /** The one that was published then; undefined where it could not be told. */
  readonly revision: number | undefined;
}

/** Whether a request is one by POST whose body is short, as it came, and anyone's. */
function mayBeAtHand({ method, url, headers }: IncomingMessage, path: string): boolean {
  if (method !== 'POST' || url !== path || headers.authorization !== undefined) return false;
  if (headers['transfer-encoding'] !== undefined || headers['content-encoding'] !== undefined) return false;
  const length = Number(headers['content-length']);
  return length > 0 && length <= longestBody;
}

/** Reads a body whole; one that ends before its time is never told of, as its connection has ended too. */
function readBody(request: IncomingMessage, onBody: (body: Buffer) => void): void {
  let body: Buffer | null = null;
  request.on('data', (chunk: Buffer) => {
    body = body ? Buffer.concat([body, chunk]) : chunk;
  });
  request.on('error', ignore);
  request.on('end', () => onBody(body ?? Buffer.alloc(0)));
}

function ignore(): void {
  // The server tells clients that break off.
}

function streamOf(body: Buffer): Readable {
  return new Readable({
    read() {
      this.push(body);
      this.push(null);
    },
  });
}

function send(response: ServerResponse, { head, body }: WholeAnswer, headers: readonly string[]): void {
  response.writeHead(200, [...head, ...headers]);
  response.end(body);
}
