import type { FastifyReply, FastifyRequest } from 'fastify';
import fresh from 'fresh';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import {
  confidentialHeaders,
  headersOfErrors,
  withVary,
  type Cacheability,
  type CacheHeaders,
} from '../representations/cache-control.js';
import { hasCredentials } from '../security/credentials.js';
import {
  Compressor,
  etagFor,
  type OnCompressed,
  type Representation,
  type EncodedResponse,
} from '../representations/representations.js';
import { revisionHeader } from '../representations/revision-header.js';

type Headers = Readonly<Record<string, string>>;

/** Sends responses in the representation that the client accepts, or status 304 if the client has the current representation. */
export class ResponseSender {
  readonly #cacheHeaders: (cacheability: Cacheability) => CacheHeaders;
  readonly #constantHeaders: Headers;
  readonly #compressor: Compressor;

  /**
   * Creates a sender with the headers of one server.
   * @param cacheHeaders returns the headers for HTTP caches, for responses without errors
   * @param constantHeaders headers of every response of the server
   */
  constructor(
    cacheHeaders: (cacheability: Cacheability) => CacheHeaders,
    constantHeaders: Headers,
    onCompressed: OnCompressed,
  ) {
    this.#cacheHeaders = cacheHeaders;
    this.#constantHeaders = constantHeaders;
    this.#compressor = new Compressor(onCompressed);
  }

  /**
   * Returns the headers of a representation on the fast path, without the token of the revision, as alternating names and values.
   * @param isPrivate whether the request has credentials
   * @param varyAlso another request header on which the response depends; null for none
   */
  fastPathHeaders(
    { namesRevision, tagHeaders }: EncodedResponse,
    { headers }: Representation,
    isPrivate: boolean,
    varyAlso: string | null = null,
  ): readonly string[] {
    const cachingHeaders = this.#cacheHeaders({ namesRevision, isPrivate });
    const vary = varyAlso === null ? cachingHeaders.vary : `${varyAlso}, ${cachingHeaders.vary}`;
    return Object.entries({
      ...this.#constantHeaders,
      ...cachingHeaders,
      vary,
      ...tagHeaders,
      ...headers,
    }).flat();
  }

  /** Sets the headers of a response that Fastify sends, and status 304 if the client has the current representation. @returns the body; null for 304 */
  prepare(
    request: FastifyRequest,
    reply: FastifyReply,
    response: EncodedResponse,
  ): MaybePromise<Buffer | null> {
    reply.headers(this.#cachingHeaders(request, reply, response));
    const etag = matchedTag(request, response);
    if (etag !== null) {
      reply.code(304).header('etag', etag).removeHeader('content-type').removeHeader('content-length');
      return null;
    }
    return this.#body(request, reply, response);
  }

  /**
   * Sets the headers of a response that no cache may store: a response with errors, or a confidential one.
   * @returns the body
   */
  prepareUncached(
    request: FastifyRequest,
    reply: FastifyReply,
    response: EncodedResponse,
    isConfidential: boolean,
  ): MaybePromise<Buffer> {
    reply.headers(addVary(reply, isConfidential ? confidentialHeaders : headersOfErrors));
    return this.#body(request, reply, response);
  }

  /**
   * Sends a response without Fastify's `send`, except for status 304: `send` takes longer than all other work of a request for a cached
   * response. Also sends headers that hooks have set, such as the CORS headers.
   * @param token the token of the revision for which the response was found; null if the response does not depend on the graph
   */
  sendRaw(
    request: FastifyRequest,
    reply: FastifyReply,
    response: EncodedResponse,
    token: string | null,
  ): void {
    const cachingHeaders = {
      ...this.#cachingHeaders(request, reply, response),
      ...(token === null ? {} : { [revisionHeader]: token }),
    };
    const etag = matchedTag(request, response);
    if (etag !== null) {
      reply
        .code(304)
        .headers({ ...cachingHeaders, etag })
        .send();
      return;
    }
    const send = ({ body, headers }: Representation): void => {
      const head = {
        ...this.#constantHeaders,
        ...(reply.getHeaders() as Headers),
        ...cachingHeaders,
        ...headers,
      };
      reply.hijack();
      reply.raw.writeHead(200, head);
      reply.raw.end(body);
    };
    const representation = this.#representation(request, response);
    if (representation instanceof Promise) representation.then(send, (error: Error) => reply.send(error));
    else send(representation);
  }

  #representation({ headers }: FastifyRequest, response: EncodedResponse): MaybePromise<Representation> {
    return this.#compressor.representation(response, headers['accept-encoding']);
  }

  #body(request: FastifyRequest, reply: FastifyReply, response: EncodedResponse): MaybePromise<Buffer> {
    return mapMaybe(this.#representation(request, response), ({ body, headers }) => {
      reply.headers(headers);
      return body;
    });
  }

  #cachingHeaders(
    request: FastifyRequest,
    reply: FastifyReply,
    { namesRevision, tagHeaders }: EncodedResponse,
  ): CacheHeaders {
    const isPrivate = hasCredentials(request.headers);
    return { ...addVary(reply, this.#cacheHeaders({ namesRevision, isPrivate })), ...tagHeaders };
  }
}

/** Returns the ETag of the response if the client's conditional request matches it (RFC 9110, section 13); otherwise null. */
function matchedTag({ headers }: FastifyRequest, response: EncodedResponse): string | null {
  const etag = etagFor(response, headers['accept-encoding']);
  return etag !== null && fresh(headers, { etag }) ? etag : null;
}

function addVary(reply: FastifyReply, headers: CacheHeaders): CacheHeaders {
  const vary = withVary(reply, headers.vary);
  return vary === headers.vary ? headers : { ...headers, vary };
}
