import type { IncomingMessage } from 'node:http';
import { digestKey, textsKey, type CacheKey, type KeyPart } from '../../graph/cache-keys.js';

/** What a request is asked by, beside its text. */
export type KeyedRequest = Pick<IncomingMessage, 'method' | 'headers'>;

/** The part of a request's head that its answer depends on. */
export interface KeyHeaders {
  readonly method: string | undefined;
  readonly contentType: string;
  readonly accept: string;
}

/**
 * What a request asks, letter by letter: two requests with the same key get the same answer at the same revision. Checks that look at
 * other headers, such as those against forged requests, are made for each request, before a key is looked up. What decides only which
 * representation of the answer is sent, and how (Accept-Encoding, If-None-Match, credentials), is no part of the key.
 * @param text the body of a POST as it came; the URL of a GET
 */
export function exactKey(request: KeyedRequest, text: string): CacheKey {
  const { method = '', contentType, accept } = keyHeadersOf(request);
  return textsKey(method, contentType, accept, text);
}

/**
 * What a POST asks, however it is written: white space, the order of members, and what Apollo does not read
 * make no difference. @returns null where the body is none that Apollo answers, or is nested too deep to be read
 * @param body the body as JSON tells it
 */
export function canonicalKey(request: KeyedRequest, body: unknown): CacheKey | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const { method, contentType, accept } = keyHeadersOf(request);
  const { query, operationName, variables, extensions } = body as Readonly<Record<string, KeyPart>>;
  // In these four members, and nowhere below them, Apollo reads null as not given.
  const asked = [query, operationName, variables, extensions].map((member) => member ?? undefined);
  try {
    return digestKey(method, contentType, accept, asked);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export function keyHeadersOf({ method, headers }: KeyedRequest): KeyHeaders {
  return {
    // A HEAD asks for what a GET would be answered.
    method: method === 'HEAD' ? 'GET' : method,
    contentType: headers['content-type'] ?? '',
    accept: headers.accept ?? '',
  };
}
