import type { IncomingMessage } from 'node:http';
import { digestKey, textsKey, type CacheKey, type KeyPart } from '../../graph/cache-keys.js';

/** The parts of a request from which its key is computed, in addition to its text. */
export type KeyedRequest = Pick<IncomingMessage, 'method' | 'headers'>;

/** The method and the headers that are part of a key. */
export interface KeyHeaders {
  readonly method: string | undefined;
  readonly contentType: string;
  readonly accept: string;
}

/**
 * Computes the exact key of a request. Requests with the same key get the same response at the same revision. Checks of other headers,
 * such as `Host` and the credentials, run before each look-up. Headers that change only the representation,
 * the status 304 or the headers for HTTP caches (Accept-Encoding, If-None-Match, credentials) are not part of the key.
 * @param text the unparsed body of a POST; the URL of a GET or HEAD
 */
export function exactKey(request: KeyedRequest, text: string): CacheKey {
  const { method = '', contentType, accept } = keyHeadersOf(request);
  return textsKey(method, contentType, accept, text);
}

/**
 * Computes the canonical key of a POST. The key ignores white space, the order of members, and members that Apollo Server does not read.
 * @param body parsed from JSON
 * @returns null if the body is not an object, or is nested too deeply
 */
export function canonicalKey(request: KeyedRequest, body: unknown): CacheKey | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const { method, contentType, accept } = keyHeadersOf(request);
  const { query, operationName, variables, extensions } = body as Readonly<Record<string, KeyPart>>;
  // Apollo Server treats null as absent in these four members, but not in nested members.
  const members = [query, operationName, variables, extensions].map((member) => member ?? undefined);
  try {
    return digestKey(method, contentType, accept, members);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Returns the method and the headers of a request that are part of its key. */
export function keyHeadersOf({ method, headers }: KeyedRequest): KeyHeaders {
  return {
    // HEAD shares its key with GET, because both get the same response headers.
    method: method === 'HEAD' ? 'GET' : method,
    contentType: headers['content-type'] ?? '',
    accept: headers.accept ?? '',
  };
}
