import type { FastifyInstance } from 'fastify';
import type { GraphStore } from '../graph/ports/writing.js';
import type { Connections } from './connections.js';
import { isStoreUnavailable } from './errors/store-unavailable.js';

/** Serves the probes of orchestrators: `/livez` (the process runs) and `/readyz` (the store is available, and the server is not stopping). */
export function registerHealth(
  app: FastifyInstance,
  store: Pick<GraphStore, 'ping'>,
  connections: Pick<Connections, 'isStopping'>,
): void {
  app.get('/livez', { logLevel: 'warn' }, () => ({ status: 'ok' }));
  app.get('/readyz', { logLevel: 'warn' }, async (request, reply) => {
    if (connections.isStopping) {
      return reply.code(503).send({ status: 'unavailable', reason: 'The server is stopping.' });
    }
    try {
      await store.ping();
      return { status: 'ok' };
    } catch (error) {
      if (!isStoreUnavailable(error)) request.log.error({ err: error }, 'The store is unavailable.');
      return reply.code(503).send({ status: 'unavailable', reason: 'The store is unavailable.' });
    }
  });
}
