import type { FastifyReply, FastifyRequest } from 'fastify';

/** Whether a request is anyone's: what is told to one is told to all. */
export function isAnonymous(request: FastifyRequest): boolean {
  return request.headers.authorization === undefined;
}

/**
 * Whether an answer may be kept: whole, and without any error. Apollo writes `errors` before `data`, so that
 * an answer which begins with its data has none.
 */
export function isCacheable(reply: FastifyReply, payload: unknown): payload is string {
  return reply.statusCode === 200 && typeof payload === 'string' && payload.startsWith('{"data":{');
}
