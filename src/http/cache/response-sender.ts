import type { FastifyReply, FastifyRequest } from 'fastify';
import fresh from 'fresh';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { headersOfErrors, type CacheHeaders, type Cacheability } from '../representations/cache-control.js';
import { hasCredentials } from '../security/credentials.js';
import {
  Compressor,
  etagFor,
  type OnCompressed,
  type Representation,
  type EncodedResponse,
} from '../representations/representations.js';
import { withVary } from '../representations/vary.js';

type Headers = Readonly<Record<string, string>>;

/** Sends answers in the representation that the client wants, or says that it still holds it. */
export class ResponseSender {
  readonly #cacheHeaders: (keeping: Cacheability) => CacheHeaders;
  readonly #headersOfAll: Headers;
  readonly #compressor: Compressor;

  /**
   * @param cacheHeaders what caches outside are told of an answer without errors
   * @param headersOfAll what the server sends every answer with
   */
  constructor(
    cacheHeaders: (keeping: Cacheability) => CacheHeaders,
    headersOfAll: Headers,
    onCompressed: OnCompressed,
  ) {
    this.#cacheHeaders = cacheHeaders;
    this.#headersOfAll = headersOfAll;
    this.#compressor = new Compressor(onCompressed);
  }

  /** All headers of a representation for a request without credentials: names and values in turn. */
  fastPathHeaders({ namesRevision }: EncodedResponse, { headers }: Representation): readonly string[] {
    const forCaches = this.#cacheHeaders({ namesRevision, isPrivate: false });
    return Object.entries({ ...this.#headersOfAll, ...forCaches, ...headers }).flat();
  }

  /** Makes an answer ready for Fastify to send. @returns the body; null where the client still holds it, and has been told so */
  prepare(request: FastifyRequest, reply: FastifyReply, answer: EncodedResponse): MaybePromise<Buffer | null> {
    reply.headers(this.#forCaches(request, reply, answer));
    const etag = heldTag(request, answer);
    if (etag !== null) {
      reply.code(304).header('etag', etag).removeHeader('content-type').removeHeader('content-length');
      return null;
    }
    return this.#body(request, reply, answer);
  }

  /** The same for an answer with errors, which is never kept. */
  prepareErrors(request: FastifyRequest, reply: FastifyReply, answer: EncodedResponse): MaybePromise<Buffer> {
    reply.headers(addVary(reply, headersOfErrors));
    return this.#body(request, reply, answer);
  }

  /**
   * Sends an answer past Fastify's own way of sending, which takes longer than everything before it. What hooks have set for this
   * request, such as whose pages may read the answer, is sent too.
   */
  sendRaw(request: FastifyRequest, reply: FastifyReply, answer: EncodedResponse): void {
    const forCaches = this.#forCaches(request, reply, answer);
    const etag = heldTag(request, answer);
    if (etag !== null) {
      reply
        .code(304)
        .headers({ ...forCaches, etag })
        .send();
      return;
    }
    const send = ({ body, headers }: Representation): void => {
      const head = { ...this.#headersOfAll, ...(reply.getHeaders() as Headers), ...forCaches, ...headers };
      reply.hijack();
      reply.raw.writeHead(200, head);
      reply.raw.end(body);
    };
    const representation = this.#representation(request, answer);
    if (representation instanceof Promise) representation.then(send, (error: Error) => reply.send(error));
    else send(representation);
  }

  #representation({ headers }: FastifyRequest, answer: EncodedResponse): MaybePromise<Representation> {
    return this.#compressor.representation(answer, headers['accept-encoding']);
  }

  #body(request: FastifyRequest, reply: FastifyReply, answer: EncodedResponse): MaybePromise<Buffer> {
    return mapMaybe(this.#representation(request, answer), ({ body, headers }) => {
      reply.headers(headers);
      return body;
    });
  }

  #forCaches(request: FastifyRequest, reply: FastifyReply, { namesRevision }: EncodedResponse): CacheHeaders {
    return addVary(reply, this.#cacheHeaders({ namesRevision, isPrivate: hasCredentials(request.headers) }));
  }
}

/** The ETag of what would be sent, if the client says that it holds just this; else null. */
function heldTag({ headers }: FastifyRequest, answer: EncodedResponse): string | null {
  const etag = etagFor(answer, headers['accept-encoding']);
  return etag !== null && fresh(headers, { etag }) ? etag : null;
}

function addVary(reply: FastifyReply, headers: CacheHeaders): CacheHeaders {
  const vary = withVary(reply, headers.vary);
  return vary === headers.vary ? headers : { ...headers, vary };
}
