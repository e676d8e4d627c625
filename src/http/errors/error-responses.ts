import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import Negotiator from 'negotiator';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TertiumError } from '../../graph/errors.js';
import { bodyTooLarge, RequestError, requestErrorStatuses, type RequestErrorCode } from './request-error.js';

/** The content types of error responses, in order of preference. */
const mediaTypes = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
] as const;
/** The header that forbids caching. HTTP caches may store responses with certain statuses, such as 404, without this header. */
const notCached = { 'cache-control': 'no-store' } as const;

/** Sends the response to a request for an unknown path as a page. @returns false, without a response, if the client does not prefer a page */
export type SendMissingPage = (request: FastifyRequest, reply: FastifyReply) => boolean;

/**
 * Handles errors outside of GraphQL execution, including 404 and 405: sends GraphQL results with stable codes, or a page for an unknown path.
 * @param sendMissingPage null if the server has no pages
 */
export function handleErrors(app: FastifyInstance, sendMissingPage: SendMissingPage | null = null): void {
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!(isRead && sendMissingPage?.(request, reply))) sendUnrouted(app, request, reply);
  });
}

/** Sends the message and code of an error that rejects a request. Logs any other error, and sends status 500 without its message. */
export function sendError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof TertiumError && (error.code === 'BAD_USER_INPUT' || error.code === 'LIMIT_EXCEEDED')) {
    sendErrors(request, reply, requestErrorStatuses[error.code], error.message, error.code, error.details);
    return;
  }
  const rejection = error instanceof RequestError ? error : toRequestError(error, request);
  if (rejection) {
    reply.headers(rejection.headers);
    sendErrors(request, reply, rejection.statusCode, rejection.message, rejection.code, rejection.details);
    return;
  }
  request.log.error({ err: error }, 'A request failed.');
  sendErrors(request, reply, 500, 'Something went wrong on our side.', 'INTERNAL_SERVER_ERROR');
}

/** Responds to a request without a route: 404 for an unknown path; for a known path, 204 with `Allow` for OPTIONS, and 405 for other methods. */
export function sendUnrouted(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): void {
  const path = request.url.split('?', 1)[0] ?? '';
  const pattern = path.replace(/^(\/[^/]+\/).+$/u, '$1*');
  const methods = ['GET', 'HEAD', 'POST'].filter((method) =>
    [path, pattern].some((url) => app.hasRoute({ method, url })),
  );
  const shortPath = path.slice(0, 100);
  if (methods.length === 0) {
    const message = `The path ${shortPath} does not exist. GraphQL is served at /graphql by GET and POST.`;
    sendErrors(request, reply, requestErrorStatuses.NOT_FOUND, message, 'NOT_FOUND');
    return;
  }
  reply.header('allow', [...methods, 'OPTIONS'].join(', '));
  if (request.method === 'OPTIONS') {
    reply.code(204).send();
    return;
  }
  const message = `Expected ${methods.join(', ')} or OPTIONS at ${shortPath}, got ${request.method}.`;
  sendErrors(request, reply, requestErrorStatuses.METHOD_NOT_ALLOWED, message, 'METHOD_NOT_ALLOWED');
}

/**
 * Creates the handler for input that is not a complete HTTP request within the bounds of the parser.
 * @param headers headers of every response
 */
export function clientErrorHandler(
  headers: Readonly<Record<string, string>>,
): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const { code, message } = clientErrors[error.code ?? ''] ?? notHttp;
    const status = requestErrorStatuses[code];
    const body = JSON.stringify(errorsOf(message, code));
    const head = Object.entries({
      ...headers,
      ...notCached,
      'content-type': mediaTypes[0],
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    });
    if (socket.writable) {
      const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}\r\n${body}`);
    }
    socket.destroy(error);
  };
}

const notHttp = {
  code: 'BAD_REQUEST',
  message: 'Expected a request in HTTP/1.1, got other input.',
} as const;

const clientErrors: Readonly<Record<string, { readonly code: RequestErrorCode; readonly message: string }>> =
  {
    ERR_HTTP_REQUEST_TIMEOUT: {
      code: 'REQUEST_TIMEOUT',
      message: 'The request took too long to arrive. Send headers and body without pauses.',
    },
    HPE_HEADER_OVERFLOW: {
      code: 'HEADERS_TOO_LARGE',
      message: 'Expected at most 16 KiB of headers, including the URL, got more. Send long queries by POST.',
    },
  };

type MessageOf = (request: FastifyRequest) => string;

/** Codes and messages for the errors with which Fastify rejects requests, by Fastify's code. */
const fastifyErrors: Readonly<Record<string, readonly [RequestErrorCode, MessageOf]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'UNSUPPORTED_MEDIA_TYPE',
    ({ headers }) => `Content-Type: expected application/json, got ${shownHeader(headers['content-type'])}.`,
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'BAD_REQUEST',
    () => 'Expected a body with the length that Content-Length gives, got another length.',
  ],
  FST_ERR_BAD_URL: [
    'BAD_REQUEST',
    () => 'Expected a path in percent-encoded UTF-8, got a path that cannot be decoded.',
  ],
};

/** Converts an error to the error for the client; null if the error is not the client's fault. */
function toRequestError(error: FastifyError | Error, request: FastifyRequest): RequestError | null {
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return fastifyBodyTooLarge(error, request);
  const fastifyError = fastifyErrors[code];
  if (fastifyError) return new RequestError(fastifyError[0], fastifyError[1](request), { cause: error });
  if (statusCode < 400 || statusCode >= 500) return null;
  // Messages of libraries may contain internal details.
  return new RequestError('BAD_REQUEST', 'The request could not be read.', { cause: error });
}

/**
 * Creates the error for a body that Fastify rejected. Without `Content-Length`, the size of the body is unknown, because only the part up
 * to the limit was read.
 */
function fastifyBodyTooLarge(cause: Error, { headers, routeOptions }: FastifyRequest): RequestError {
  const { bodyLimit } = routeOptions;
  const length = Number(headers['content-length']);
  return bodyTooLarge(bodyLimit, length > bodyLimit ? length : null, cause);
}

function shownHeader(value: string | undefined): string {
  return value === undefined ? 'none' : JSON.stringify(value.slice(0, 100));
}

/** Sends an error as a GraphQL result. */
export function sendErrors(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  message: string,
  code: string,
  details?: Readonly<Record<string, unknown>>,
): void {
  reply
    .code(status)
    .headers(notCached)
    .type(mediaTypeFor(request.headers.accept))
    .send(errorsOf(message, code, details));
}

function errorsOf(message: string, code: string, details: Readonly<Record<string, unknown>> = {}): object {
  return { errors: [{ message, extensions: { code, ...details } }] };
}

function mediaTypeFor(accept: string | undefined): string {
  if (accept === undefined) return mediaTypes[0];
  return new Negotiator({ headers: { accept } }).mediaType(mediaTypes) ?? mediaTypes[0];
}
