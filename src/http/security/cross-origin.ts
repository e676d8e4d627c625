import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { sendUnrouted } from '../errors/error-responses.js';

/** Origins whose pages may read the API, in addition to the server's origin; `*` for all origins. Credentials are never allowed. */
export type CorsOrigins = readonly string[] | '*';

/** Response headers that pages may read in addition to the CORS-safelisted response headers. */
const exposed = 'ETag, Retry-After, RateLimit, RateLimit-Policy, Tertium-Revision';

const options = {
  credentials: false,
  methods: ['GET', 'HEAD', 'POST'],
  exposedHeaders: exposed,
  maxAge: 24 * 60 * 60,
};

/** The headers with which pages of every origin may read a response, without credentials. */
export const anyOriginHeaders: Readonly<Record<string, string>> = Object.freeze({
  'access-control-allow-origin': '*',
  'access-control-expose-headers': exposed,
});

/** Returns the CORS headers of responses, except those to preflights, as alternating names and values; null if the headers depend on the request. */
export function constantCorsHeaders(origins: CorsOrigins): readonly string[] | null {
  if (origins === '*') return Object.entries(anyOriginHeaders).flat();
  return origins.length === 0 ? [] : null;
}

/** Adds CORS headers without credentials, and responses to preflights. */
export async function allowOrigins(app: FastifyInstance, origins: CorsOrigins): Promise<void> {
  // Without CORS headers, browsers let only the server's own pages read responses.
  if (origins.length === 0) return;
  app.addHook('onRequest', (request, reply, done) => {
    // The CORS plugin would respond to any OPTIONS request; only preflights concern CORS.
    if (request.method === 'OPTIONS' && !isPreflight(request.headers)) sendUnrouted(app, request, reply);
    else done();
  });
  if (origins !== '*') {
    await app.register(cors, { ...options, origin: [...origins] });
    return;
  }
  // Every response gets the same headers, so the plugin need not examine each request. It handles only preflights, in a separate scope.
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(anyOriginHeaders);
    done();
  });
  await app.register(async (scope) => {
    await scope.register(cors, { ...options, origin: '*' });
  });
}

function isPreflight(headers: Readonly<Record<string, unknown>>): boolean {
  return headers['origin'] !== undefined && headers['access-control-request-method'] !== undefined;
}
