import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { renderEmbedError } from '../../pages/comparison-embed.js';
import { renderErrorPage } from '../../pages/error-page.js';
import type { PageContext, Site } from '../../pages/layout/site.js';
import { sendError, sendErrors, type SendMissingPage } from '../errors/error-responses.js';
import { RequestError, requestErrorStatuses } from '../errors/request-error.js';
import { isStoreUnavailable } from '../errors/store-unavailable.js';
import { withVary } from '../representations/cache-control.js';
import type { SecurityHeaders } from '../security/security-headers.js';
import { isFrame } from './embeddable.js';
import { htmlType } from './found-page.js';
import { PageError, pageErrorOf } from './page-error.js';
import { preferredLocale } from './preferred-locale.js';

const tooManyRequests = 429;
const types = ['text/html', 'application/json'] as const;

/**
 * Returns whether the client prefers an error as a page (HTML) to JSON.
 * @param otherwise the result for clients that accept both equally, such as those without `Accept`
 */
export function prefersHtml({ headers: { accept } }: FastifyRequest, otherwise: boolean): boolean {
  if (accept === undefined || accept === '*/*') return otherwise;
  const [first, second] = otherwise ? types : [types[1], types[0]];
  return new Negotiator({ headers: { accept } }).mediaType([first, second]) === types[0];
}

/**
 * Sends the error of a request for a page, as a page or as JSON. Defects are logged.
 * @param isPage whether clients that accept HTML and JSON equally get a page
 */
export function sendPageError(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
  context: PageContext,
  isPage: boolean,
): void {
  const { code = '' } = error as Partial<FastifyError>;
  const pageError =
    error instanceof RequestError
      ? new PageError(error.statusCode, error.code, error.message, { details: error.details, cause: error })
      : pageErrorOf(error);
  if (pageError.status === 500 && code.startsWith('FST_')) {
    sendError(error, request, reply);
    return;
  }
  if (pageError.status === 500 && !isStoreUnavailable(error))
    request.log.error({ err: error }, 'A request for a page failed.');
  // Refunds requests that fail with status 429 or above, except if the client disconnected, because the work may then have been done. Below 429, the work was done.
  if (pageError.status >= tooManyRequests && !request.raw.socket.destroyed) request.charge?.refund();
  if (error instanceof RequestError) reply.headers(error.headers);
  if (pageError.retryAfter !== null) reply.header('retry-after', String(pageError.retryAfter));
  if (!prefersHtml(request, isPage)) {
    sendErrors(request, reply, pageError.status, pageError.message, pageError.code, pageError.details);
    return;
  }
  if (isFrame(request)) sendHtml(reply, pageError.status, renderEmbedError(context, pageError));
  else sendHtmlError(reply, context, pageError);
}

/** The properties of an error that its page shows. */
type ShownError = Pick<PageError, 'status' | 'code' | 'message' | 'nearest' | 'retryAfter'>;

function sendHtmlError(reply: FastifyReply, context: PageContext, error: ShownError): void {
  const { status, code, message, nearest, retryAfter } = error;
  sendHtml(
    reply,
    status,
    [...renderErrorPage({ context, status, code, message, nearest, retryAfter })].join(''),
  );
}

function sendHtml(reply: FastifyReply, status: number, html: string): void {
  reply.code(status).header('cache-control', 'no-store').type(htmlType).send(html);
}

/** Creates the function that responds to a request for an unknown path with a page, if the client prefers HTML. */
export function missingPages(site: Site, securityHeaders: SecurityHeaders): SendMissingPage {
  return (request, reply) => {
    if (!prefersHtml(request, false)) return false;
    const locale = preferredLocale(request.headers['accept-language'], site.defaultLocale);
    const message = 'There is no page at this address.';
    const error = {
      status: requestErrorStatuses.NOT_FOUND,
      code: 'NOT_FOUND',
      message,
      nearest: [],
      retryAfter: null,
    };
    reply.header('vary', withVary(reply, 'Accept, Accept-Language')).headers(securityHeaders);
    sendHtmlError(reply, { site, locale, chosenLocale: null }, error);
    return true;
  };
}
