import type { FastifyRequest } from 'fastify';
import { parseBody } from '../requests/request-bodies.js';

/** The parts of a request from which its response can be computed again. */
export interface RepeatableRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for a request by GET. */
  readonly body: string | null;
}

/** The headers that are part of the keys of responses. */
const keyHeaders = ['accept', 'content-type'] as const;

/**
 * Returns the parts of a request whose response is cached. A HEAD request is repeated as GET. The body of a POST is serialised from its parsed
 * content, so its bytes may differ.
 */
export function repeatableRequest(request: FastifyRequest): RepeatableRequest {
  const headers: Record<string, string> = {};
  for (const name of keyHeaders) {
    const value = request.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  const isByPost = request.method === 'POST';
  return {
    method: isByPost ? 'POST' : 'GET',
    url: request.url,
    headers,
    body: isByPost ? JSON.stringify(parseBody(request)) : null,
  };
}
