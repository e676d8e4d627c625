import { isUtf8 } from 'node:buffer';
import { Transform, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { parse as parseSafely } from 'secure-json-parse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyTooLarge, RequestError } from '../errors/request-error.js';

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The content encodings that clients may use, as the value of `Accept-Encoding` in a response (RFC 9110, section 12.5.3). */
const acceptedEncodings = 'gzip, deflate, br';

/** A JSON body in UTF-8 that is not parsed yet, because the response to an identical request may be cached. */
class UnparsedBody {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/**
 * Accepts JSON bodies in UTF-8. Without other parsers, the scope rejects bodies of other content types.
 * @param isCached returns whether parsing can be postponed until `parseBody` is called
 */
export function readJsonBodies(
  scope: FastifyInstance,
  isCached: (request: FastifyRequest, body: Buffer) => boolean,
): void {
  scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    try {
      checkUtf8(body);
      done(null, isCached(request, body) ? new UnparsedBody(body) : parseJson(body));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Returns the parsed body of a request. Parses the body if parsing was postponed. @throws {RequestError} BAD_REQUEST if the body is not JSON, or has a forbidden member */
export function parseBody(request: FastifyRequest): unknown {
  if (request.body instanceof UnparsedBody) request.body = parseJson(request.body.bytes);
  return request.body;
}

/**
 * Decompresses request bodies. The limit for bodies applies to the decompressed bytes too: reading stops at the limit, so that a small body
 * cannot take much memory or time.
 */
export function decodeBodies(scope: FastifyInstance): void {
  scope.addHook('preParsing', (request, _reply, payload, done) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase();
    if (encoding === undefined || encoding === '' || encoding === 'identity') {
      done(null, payload);
      return;
    }
    const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
    if (decoder) done(null, decompressWithin(payload as Readable, decoder(), request.routeOptions.bodyLimit));
    else done(unsupported(encoding));
  });
}

/** Fastify compares `receivedEncodedLength`, the number of bytes before decompression, with Content-Length. */
type Decompressed = Transform & { receivedEncodedLength: number };

/**
 * Decompresses a body, and stops at the limit of compressed or decompressed bytes.
 * @param encoded the body of a request
 * @param limit in bytes
 * @returns a stream that fails with a RequestError (BODY_TOO_LARGE above the limit, BAD_REQUEST if the body cannot be decompressed), or with the error
 *   of `encoded`
 */
export function decompressWithin(encoded: Readable, decoder: Transform, limit: number): Decompressed {
  let length = 0;
  const decompressed: Decompressed = Object.assign(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        length += chunk.length;
        if (length > limit) done(bodyTooLarge(limit, null));
        else done(null, chunk);
      },
    }),
    { receivedEncodedLength: 0 },
  );
  // `pipeline` would destroy the request, and with it the connection on which the error response is sent.
  const stop = (error: Error): void => {
    encoded.unpipe(decoder).resume();
    decoder.destroy();
    decompressed.destroy(error);
  };
  encoded.on('data', (chunk: Buffer) => {
    decompressed.receivedEncodedLength += chunk.length;
    if (decompressed.receivedEncodedLength > limit) stop(bodyTooLarge(limit, null));
  });
  encoded.on('error', stop);
  decoder.on('error', (error) => stop(undecodable(error)));
  decompressed.on('error', stop);
  encoded.pipe(decoder).pipe(decompressed);
  return decompressed;
}

/** Rejects bytes that are not UTF-8: decoding would replace them with U+FFFD, which changes the operation. */
function checkUtf8(body: Buffer): void {
  if (isUtf8(body)) return;
  throw new RequestError('BAD_REQUEST', 'Expected JSON in UTF-8, got bytes that are not UTF-8.');
}

function parseJson(body: Buffer): unknown {
  try {
    return parseSafely(body.toString());
  } catch (cause) {
    throw new RequestError(
      'BAD_REQUEST',
      'Expected JSON such as {"query": "{ __typename }"}, without members named __proto__ or constructor.prototype, got a body that is not JSON or has such a member.',
      { cause },
    );
  }
}

function undecodable(cause: Error): RequestError {
  return new RequestError(
    'BAD_REQUEST',
    'Expected a body in the encoding of the header Content-Encoding, got a body that cannot be decompressed.',
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
