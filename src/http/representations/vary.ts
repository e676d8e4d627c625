import type { FastifyReply } from 'fastify';

/** What an answer depends on, with what has been said of it before: CORS says that it depends on the origin. */
export function withVary(reply: FastifyReply, names: string): string {
  const said = reply.getHeader('vary');
  return said === undefined ? names : `${String(said)}, ${names}`;
}
