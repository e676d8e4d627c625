import type { FastifyReply } from 'fastify';

/**
 * Whether an answer may be kept: whole, and without any error. Apollo writes `errors` before `data`, so that
 * an answer which begins with its data has none.
 */
export function isCacheable(reply: FastifyReply, payload: string | Buffer): boolean {
  if (reply.statusCode !== 200) return false;
  if (typeof payload === 'string') return payload.startsWith(start);
  return payload.toString('latin1', 0, start.length) === start;
}

const start = '{"data":{';
