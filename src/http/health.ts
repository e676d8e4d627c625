import type { FastifyInstance } from 'fastify';
import type { GraphStore } from '../graph/writing.js';
import { isStoreUnavailable } from './store-unavailable.js';

/** Serves `/livez` (the process answers) and `/readyz` (the store answers too), for orchestrators. */
export function registerHealth(app: FastifyInstance, store: Pick<GraphStore, 'ping'>): void {
  app.get('/livez', { logLevel: 'warn' }, () => ({ status: 'ok' }));
  app.get('/readyz', { logLevel: 'warn' }, async (request, reply) => {
    try {
      await store.ping();
      return { status: 'ok' };
    } catch (error) {
      if (!isStoreUnavailable(error)) request.log.error({ err: error }, 'The store does not answer.');
      return reply.code(503).send({ status: 'unavailable', reason: 'The store does not answer.' });
    }
  });
}
