import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { ResponseSender } from '../cache/response-sender.js';
import { encodeResponse, type EncodedResponse } from '../representations/representations.js';
import type { SecurityHeaders } from '../security/security-headers.js';

/** A file that pages load. Its path contains a hash of its content. */
export interface Asset {
  /** The path on the server. */
  readonly path: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * Creates a file whose path contains a hash of its content.
 * @param name without a dot, such as `pages`
 * @param extension such as `css`
 */
export function namedByContent(
  name: string,
  extension: string,
  contentType: string,
  content: string | Buffer,
): Asset {
  const body = Buffer.from(content);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12);
  return { path: `/assets/${name}.${hash}.${extension}`, contentType, body };
}

/** Caches may store a file for a year, because the path changes with the content. */
const immutable = {
  'cache-control': 'public, max-age=31536000, immutable',
  vary: 'Accept-Encoding',
} as const;

/** Serves files from memory. Each file is compressed at most once for each encoding, when a client first requests the file in this encoding. */
export function serveAssets(
  scope: FastifyInstance,
  assets: readonly Asset[],
  headers: SecurityHeaders,
): void {
  for (const { path, contentType, body } of assets) {
    let response: EncodedResponse = encodeResponse(contentType, body, { hasTag: true, namesRevision: true });
    const sender = new ResponseSender(
      () => immutable,
      headers,
      (_, encoding, representation) => {
        response = { ...response, compressed: { ...response.compressed, [encoding]: representation } };
      },
    );
    scope.get(path, (request, reply) => {
      sender.sendRaw(request, reply, response, null);
      return reply;
    });
  }
}
