import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

const preflight = { credentials: false, methods: ['GET', 'POST'], maxAge: 24 * 60 * 60 };

/** What every answer is sent with where pages of any origin may read it: a name and its value. */
export const fromAnywhere = ['access-control-allow-origin', '*'] as const;

/**
 * Says whose pages may read the answers, without credentials.
 * @param origins those of the pages; any, where null
 */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[] | null): Promise<void> {
  if (origins !== null) {
    await app.register(cors, { ...preflight, origin: [...origins] });
    return;
  }
  // Every answer gets the same header, which needs no looking at the request; preflights have a scope of their own.
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header(...fromAnywhere);
    done();
  });
  await app.register(async (scope) => {
    await scope.register(cors, { ...preflight, origin: '*' });
  });
}
