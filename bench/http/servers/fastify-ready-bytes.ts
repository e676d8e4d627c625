import { fastify } from 'fastify';
import { readReadyBytes } from './ready-bytes.js';
import { serveFastify } from './ready.js';

/* A baseline: static bytes from Fastify, the framework that Tertium uses. */

const app = fastify();
for (const [path, bytes] of readReadyBytes()) {
  app.get(path, (_request, reply) => reply.type('application/json').send(bytes));
}
await serveFastify(app);
