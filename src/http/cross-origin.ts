import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

const preflight = { credentials: false, methods: ['GET', 'POST'], maxAge: 24 * 60 * 60 };

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
    reply.header('access-control-allow-origin', '*');
    done();
  });
  await app.register(async (scope) => {
    await scope.register(cors, { ...preflight, origin: '*' });
  });
}
