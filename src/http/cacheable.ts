import type { FastifyReply, FastifyRequest } from 'fastify';

/** Whether a request is anyone's: what is told to one is told to all. */
export function isAnonymous(request: FastifyRequest): boolean {
  return request.headers.authorization === undefined;
}

/**
 * Whether an answer may be kept: whole, and without any error. Apollo writes `errors` before `data`, so that
 * an answer which begins with its data has none.
 */
export function isCacheable(reply: FastifyReply, payload: unknown): payload is string | Buffer {
  if (reply.statusCode !== 200) return false;
  if (typeof payload === 'string') return payload.startsWith(start);
  return Buffer.isBuffer(payload) && payload.toString('latin1', 0, start.length) === start;
}

const start = '{"data":{';
