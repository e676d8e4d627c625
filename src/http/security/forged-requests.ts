import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { hasCredentials } from './credentials.js';
import type { CorsOrigins } from './cross-origin.js';
import { RequestError } from '../errors/request-error.js';

/** Headers that a page of another site cannot send without a preflight, which CORS decides. Clients of Apollo know these. */
const preflighted = ['apollo-require-preflight', 'x-apollo-operation-name'] as const;

/**
 * Refuses reading by GET what a page of another site may have made a browser send. A POST needs no such check: only JSON is read,
 * which no page can send to another site without a preflight.
 *
 * - With a cookie or credentials, which a browser adds by itself, a GET needs a header that shows that CORS allowed it.
 * - Without them, anybody could send it, and nothing is changed by it. It is refused where the browser says that a page sent it
 *   whose origin may not read here (`Sec-Fetch-Site`, sent to https and to loopback addresses): by its time such a page could still
 *   guess at an answer that only this browser can reach. Following a link is no such request.
 */
export function rejectForgedRequests(scope: FastifyInstance, origins: CorsOrigins): void {
  scope.addHook('onRequest', (request, _reply, done) => {
    const { method, headers } = request;
    if ((method !== 'GET' && method !== 'HEAD') || isPreflighted(headers)) done();
    else if (hasCredentials(headers)) done(withCredentials());
    else if (isFromOtherSite(headers) && !isAllowed(headers.origin, origins)) done(fromOtherSite());
    else done();
  });
}

function isPreflighted(headers: IncomingHttpHeaders): boolean {
  return (
    preflighted.some((name) => Boolean(headers[name])) ||
    /^application\/json\s*(?:;|$)/iu.test(headers['content-type'] ?? '')
  );
}

function isFromOtherSite(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  const isOther = site === 'cross-site' || site === 'same-site';
  return isOther && headers['sec-fetch-mode'] !== 'navigate';
}

function isAllowed(origin: string | undefined, origins: CorsOrigins): boolean {
  return origins === '*' || (origin !== undefined && origins.includes(origin));
}

function withCredentials(): RequestError {
  return new RequestError(
    'BAD_REQUEST',
    'Expected the header Apollo-Require-Preflight, such as "Apollo-Require-Preflight: yes", of a GET with Cookie or Authorization, got none: a page of another site could have sent it. Add the header, or ask by POST.',
  );
}

function fromOtherSite(): RequestError {
  return new RequestError(
    'FORBIDDEN',
    'Expected a request of a page whose origin may read here, got one of another site. CORS_ORIGINS on the server says which may.',
  );
}
