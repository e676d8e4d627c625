import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hasCredentials, keyIn, previewHeader } from './credentials.js';
import type { CorsOrigins } from './cross-origin.js';
import { RequestError } from '../errors/request-error.js';

/** Headers that a page of another origin cannot send without a CORS preflight. Apollo's clients use the first two for the same purpose. */
const preflighted = ['apollo-require-preflight', 'x-apollo-operation-name', previewHeader] as const;

/**
 * Rejects GET and HEAD requests that may be forged (cross-site request forgery). A POST needs no check: only JSON bodies are accepted, which
 * a page cannot send to another origin without a preflight.
 *
 * - A request with a header that proves a preflight is accepted. A key of Tertium is such a proof, because browsers do not automatically add
 *   a header of the scheme Bearer.
 * - Any other request with cookies or `Authorization`, which browsers add automatically, is rejected.
 * - Any other request is rejected if a page of another origin sent it and CORS does not allow this origin. Browsers report the relation of
 *   the origins in `Sec-Fetch-Site`, which they send to https and loopback addresses. Without this rule, the page could infer a response
 *   from its timing, even on a server that only this browser can reach. Navigation is allowed.
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

/**
 * Rejects requests from pages of other origins, unless CORS allows the origin or the response is readable. Unlike `rejectForgedRequests`,
 * accepts requests with credentials that have no preflight. Navigation is allowed.
 * @param isReadable returns whether pages of every origin may read the response to a request
 */
export function rejectFromOtherSites(
  scope: FastifyInstance,
  origins: CorsOrigins,
  isReadable: (request: FastifyRequest) => boolean,
): void {
  scope.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request;
    if (isFromOtherSite(headers) && !isAllowed(headers.origin, origins) && !isReadable(request))
      done(fromOtherSite());
    else done();
  });
}

function isPreflighted(headers: IncomingHttpHeaders): boolean {
  return (
    preflighted.some((name) => Boolean(headers[name])) ||
    keyIn(headers) !== null ||
    /^application\/json\s*(?:;|$)/iu.test(headers['content-type'] ?? '')
  );
}

/** Returns whether the browser reports that a page of another origin, in the same or another site, sent the request, and that it is not a navigation. */
export function isFromOtherSite(headers: IncomingHttpHeaders): boolean {
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
    'Expected the header Apollo-Require-Preflight, such as "Apollo-Require-Preflight: yes", in a GET with Cookie or Authorization, got none: a page of another site could have sent such a request. Add the header, or use POST.',
  );
}

function fromOtherSite(): RequestError {
  return new RequestError(
    'FORBIDDEN',
    'Expected a request from an allowed origin, got a request from a page of another origin. The setting CORS_ORIGINS of the server lists the allowed origins.',
  );
}
