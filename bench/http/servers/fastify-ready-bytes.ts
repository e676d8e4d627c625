import { fastify } from 'fastify';
import { readReadyBytes } from './ready-bytes.js';
import { serveFastify } from './ready.js';

/* Serves static bytes with Fastify, as a baseline: Tertium uses Fastify too. */

const app = fastify();
for (const [path, bytes] of readReadyBytes()) {
  app.get(path, (_request, reply) => reply.type('application/json').send(bytes));
}
await serveFastify(app);
