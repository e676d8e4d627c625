import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import type { CorsOrigins } from './cross-origin.js';

export type SecurityHeaders = Readonly<Record<string, string>>;

/**
 * What every answer tells browsers to refuse. Pages have a policy of their own (`playground.ts`);
 * everything else is data. The headers are the same for every request.
 */
export function securityHeaders(origins: CorsOrigins): SecurityHeaders {
  return headersOf(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      },
      // Pages of other sites that may read use CORS; those that may not cannot load answers as images or scripts either.
      crossOriginResourcePolicy: { policy: origins === '*' ? 'cross-origin' : 'same-origin' },
      strictTransportSecurity: false,
    }),
  );
}

/** Sends them with every answer of the server, errors and what is not there included. */
export function sendSecurityHeaders(app: FastifyInstance, headers: SecurityHeaders): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    reply.headers(headers);
    done(null, payload);
  });
}

function headersOf(middleware: ReturnType<typeof helmet>): Record<string, string> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  middleware(request, response, (error) => {
    if (error !== undefined) throw error as Error;
  });
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}
