import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import type { CorsOrigins } from './cross-origin.js';

export type SecurityHeaders = Readonly<Record<string, string>>;

/** Computes the default security headers. Routes may replace the Content-Security-Policy. */
export function securityHeaders(origins: CorsOrigins): SecurityHeaders {
  return headersOf(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      },
      // Allowed origins read responses with CORS. The value `same-origin` also prevents other pages from loading responses as images or scripts.
      crossOriginResourcePolicy: { policy: origins === '*' ? 'cross-origin' : 'same-origin' },
      strictTransportSecurity: false,
    }),
  );
}

const policyName = 'content-security-policy';

/** Adds the headers to responses, including error responses. Does not replace a Content-Security-Policy that a route has set. */
export function sendSecurityHeaders(app: FastifyInstance, headers: SecurityHeaders): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    const policy = reply.getHeader(policyName);
    reply.headers(headers);
    if (policy !== undefined) reply.header(policyName, policy);
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
