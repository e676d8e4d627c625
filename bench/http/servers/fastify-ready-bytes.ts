import { fastify } from 'fastify';
import { readReadyBytes } from './ready-bytes.js';
import { serveFastify } from './ready.js';

/* A baseline: stored bytes from a fast framework, the one that Tertium is built on. */

const app = fastify();
for (const [path, bytes] of readReadyBytes()) {
  app.get(path, (_request, reply) => reply.type('application/json').send(bytes));
}
await serveFastify(app);
