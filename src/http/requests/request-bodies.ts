import { isUtf8 } from 'node:buffer';
import { Transform, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { parse as parseSafely } from 'secure-json-parse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestError } from '../errors/request-error.js';

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** What clients may send, as `Accept-Encoding` in an answer says it (RFC 9110, section 12.5.3). */
const acceptedEncodings = 'gzip, deflate, br';

/** A body of JSON in UTF-8 that has not been parsed: an answer to the very same one is known. */
class UnparsedBody {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/**
 * Reads bodies of JSON, and no others.
 * @param isKnown whether a body need not be parsed now; `parseBody` does it when it is needed after all
 */
export function readJsonBodies(
  scope: FastifyInstance,
  isKnown: (request: FastifyRequest, body: Buffer) => boolean,
): void {
  scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    try {
      refuseOtherBytes(body);
      done(null, isKnown(request, body) ? new UnparsedBody(body) : parseJson(body));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** The body of a request, parsed. @throws {RequestError} as reading it would have done */
export function parseBody(request: FastifyRequest): unknown {
  if (request.body instanceof UnparsedBody) request.body = parseJson(request.body.bytes);
  return request.body;
}

/**
 * Reads bodies of requests that come compressed. The bound for bodies holds for what they are inflated to: reading stops there, so
 * that a small body cannot take much memory or time.
 */
export function decodeBodies(scope: FastifyInstance): void {
  scope.addHook('preParsing', (request, _reply, payload, done) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase();
    if (encoding === undefined || encoding === '' || encoding === 'identity') {
      done(null, payload);
      return;
    }
    const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
    if (decoder) done(null, inflateWithin(payload as Readable, decoder(), request.routeOptions.bodyLimit));
    else done(unsupported(encoding));
  });
}

/** As Fastify wants it: with the number of bytes that were sent, which it compares with Content-Length. */
type Inflated = Transform & { receivedEncodedLength: number };

/**
 * Inflates what is sent, and stops where it comes to more than the limit, sent or inflated.
 * @param limit in bytes
 * @returns a stream that fails with a RefusedRequest: BODY_TOO_LARGE, or BAD_REQUEST for what cannot be inflated
 */
export function inflateWithin(sent: Readable, decoder: Transform, limit: number): Inflated {
  let length = 0;
  const inflated: Inflated = Object.assign(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        length += chunk.length;
        if (length > limit) done(tooLarge(limit));
        else done(null, chunk);
      },
    }),
    { receivedEncodedLength: 0 },
  );
  // Not `pipeline`, which would destroy the request, and with it the connection that the refusal goes out on.
  const stop = (error: Error): void => {
    sent.unpipe(decoder).resume();
    decoder.destroy();
    inflated.destroy(error);
  };
  sent.on('data', (chunk: Buffer) => {
    inflated.receivedEncodedLength += chunk.length;
    if (inflated.receivedEncodedLength > limit) stop(tooLarge(limit));
  });
  sent.on('error', stop);
  decoder.on('error', (error) => stop(broken(error)));
  inflated.on('error', stop);
  sent.pipe(decoder).pipe(inflated);
  return inflated;
}

/** Bytes that are no UTF-8 would be read as U+FFFD: another question than the one that was asked. */
function refuseOtherBytes(body: Buffer): void {
  if (isUtf8(body)) return;
  throw new RequestError('BAD_REQUEST', 'Expected JSON in UTF-8, got bytes that are not UTF-8.');
}

function parseJson(body: Buffer): unknown {
  try {
    return parseSafely(body.toString());
  } catch (cause) {
    throw new RequestError(
      'BAD_REQUEST',
      'Expected JSON such as {"query": "{ __typename }"}, without members named __proto__, got a body that is not.',
      { cause },
    );
  }
}

function tooLarge(limit: number): RequestError {
  return new RequestError(
    'BODY_TOO_LARGE',
    `Expected a body of ${limit} bytes at most once it is inflated, got more. Ask in several requests.`,
  );
}

function broken(cause: Error): RequestError {
  return new RequestError(
    'BAD_REQUEST',
    'Expected a body that is compressed as Content-Encoding says, got one that cannot be inflated.',
    { cause },
  );
}

function unsupported(encoding: string): RequestError {
  return new RequestError(
    'UNSUPPORTED_CONTENT_ENCODING',
    `Content-Encoding: expected one of ${acceptedEncodings}, got ${JSON.stringify(encoding.slice(0, 100))}.`,
    { headers: { 'accept-encoding': acceptedEncodings } },
  );
}
