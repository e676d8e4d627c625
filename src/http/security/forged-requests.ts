import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hasCredentials, keyIn, previewHeader } from './credentials.js';
import type { CorsOrigins } from './cross-origin.js';
import { RequestError } from '../errors/request-error.js';

/** Headers that a page of another site cannot send without a CORS preflight. Apollo's clients use the first two for the same purpose. */
const preflighted = ['apollo-require-preflight', 'x-apollo-operation-name', previewHeader] as const;

/**
 * Rejects forged GET and HEAD requests (cross-site request forgery). A POST needs no check: only JSON bodies are accepted, which a page
 * cannot send to another site without a preflight.
 *
 * - A GET with cookies or `Authorization`, which browsers add automatically, needs a header that proves a preflight. A key of Tertium is
 *   such a proof: browsers add no header of the scheme Bearer.
 * - A GET with neither is rejected if a page of another site sent it and CORS does not allow the origin of the page. Browsers report this
 *   in `Sec-Fetch-Site`, which they send to https and loopback addresses. Otherwise the page could infer a response from its timing, even
 *   on a server that only this browser can reach. Navigation is allowed.
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
 * Rejects requests from pages of other sites, unless CORS allows the origin or the response is readable. Unlike `rejectForgedRequests`, accepts
 * credentials, which change nothing here. Navigation is allowed.
 * @param isReadable whether pages of every site may read the response to a request
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

/** Returns whether the browser reports that a page of another origin, in the same or another site, sent a request that is not a navigation. */
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
    'Expected a request from an allowed origin, got a request from a page of another site. The setting CORS_ORIGINS of the server lists the allowed origins.',
  );
}
