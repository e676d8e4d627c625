import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { sendUnrouted } from '../errors/error-responses.js';

/** Origins whose pages may read the API beside the server's own; `*` for any. Never with credentials. */
export type CorsOrigins = readonly string[] | '*';

/** What pages may read of an answer's headers, beside those that they always may. */
const exposed = 'ETag, Retry-After, RateLimit, RateLimit-Policy';

const options = {
  credentials: false,
  methods: ['GET', 'HEAD', 'POST'],
  exposedHeaders: exposed,
  maxAge: 24 * 60 * 60,
};

const fromAnywhere = ['access-control-allow-origin', '*', 'access-control-expose-headers', exposed] as const;

/**
 * What every answer is sent with because of CORS: names and values in turn. Null where that depends on the request.
 */
export function constantCorsHeaders(origins: CorsOrigins): readonly string[] | null {
  if (origins === '*') return fromAnywhere;
  return origins.length === 0 ? [] : null;
}

/** Says whose pages may read the answers, without credentials. */
export async function allowOrigins(app: FastifyInstance, origins: CorsOrigins): Promise<void> {
  // Nothing said: browsers let the server's own pages read, and no others.
  if (origins.length === 0) return;
  app.addHook('onRequest', (request, reply, done) => {
    // What is no preflight is no question about CORS.
    if (request.method === 'OPTIONS' && !isPreflight(request.headers)) sendUnrouted(app, request, reply);
    else done();
  });
  if (origins !== '*') {
    await app.register(cors, { ...options, origin: [...origins] });
    return;
  }
  // Every answer gets the same headers, which needs no looking at the request; preflights have a scope of their own.
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header(fromAnywhere[0], fromAnywhere[1]).header(fromAnywhere[2], fromAnywhere[3]);
    done();
  });
  await app.register(async (scope) => {
    await scope.register(cors, { ...options, origin: '*' });
  });
}

function isPreflight(headers: Readonly<Record<string, unknown>>): boolean {
  return headers['origin'] !== undefined && headers['access-control-request-method'] !== undefined;
}
