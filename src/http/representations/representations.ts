import { createHash } from 'node:crypto';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import { compress, chooseEncoding, parseAcceptEncoding, type Encoding } from './content-encoding.js';

/** A response body in one content encoding, with the headers that describe it (RFC 9110, section 3.2). */
export interface Representation {
  readonly body: Buffer;
  /** The headers that describe the body: type, length, encoding of a compressed body, and ETag if the response has one. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The headers of a response on the fast path to a request without credentials, as alternating names and values; null until the fast path first
   * sends the representation to such a request. The last value is the token of the revision, which each response sets: see `sendRepresentation`.
   */
  publicHeaders: string[] | null;
  /** The same for requests with credentials. */
  privateHeaders: string[] | null;
}

/** A response, uncompressed and in the content encodings in which it has been compressed so far. */
export interface EncodedResponse {
  readonly contentType: string;
  /** The common part of the response's ETags; null for responses without an ETag, such as responses to POST, and responses with errors. */
  readonly tag: string | null;
  /** Whether all root fields name their revision: see `namesRevision`. */
  readonly namesRevision: boolean;
  /** Headers with the dependency tags of the response, for external caches; empty for a response without such headers. */
  readonly tagHeaders: Readonly<Record<string, string>>;
  readonly plain: Representation;
  readonly compressed: Readonly<Partial<Record<Encoding, Representation>>>;
}

/** The properties of a response that its bytes do not determine. */
export interface ResponseProperties extends Pick<EncodedResponse, 'namesRevision'> {
  /** Whether the response gets ETags for conditional requests. */
  readonly hasTag: boolean;
  /** None by default. */
  readonly tagHeaders?: EncodedResponse['tagHeaders'];
}

const noHeaders: EncodedResponse['tagHeaders'] = Object.freeze({});

/** Creates a response with its uncompressed representation. */
export function encodeResponse(
  contentType: string,
  body: Buffer,
  { hasTag, namesRevision, tagHeaders = noHeaders }: ResponseProperties,
): EncodedResponse {
  const tag = hasTag ? tagOf(contentType, body) : null;
  const plain = represent(contentType, tag, body, null);
  return { contentType, tag, namesRevision, tagHeaders, plain, compressed: {} };
}

/**
 * Finds the representation for an `Accept-Encoding`, if it exists.
 * @returns null if the response has not been compressed yet in the encoding that `acceptEncoding` selects
 */
export function existingRepresentation(
  response: EncodedResponse,
  acceptEncoding: string | undefined,
): Representation | null {
  const encoding = encodingFor(response, acceptEncoding);
  return encoding === null ? response.plain : (response.compressed[encoding] ?? null);
}

/** Returns the ETag of the representation for an `Accept-Encoding`; null if the response has no ETag. Does not compress the response. */
export function etagFor(response: EncodedResponse, acceptEncoding: string | undefined): string | null {
  return response.tag === null ? null : etagOf(response.tag, encodingFor(response, acceptEncoding));
}

/** Called with each new compressed representation of a response, so that it can be cached. */
export type OnCompressed = (
  response: EncodedResponse,
  encoding: Encoding,
  representation: Representation,
) => void;

/** Compresses responses. Concurrent requests for the same representation share one compression. */
export class Compressor {
  readonly #onCompressed: OnCompressed;
  /** Compressions in progress, by the uncompressed representation. */
  readonly #pending = new WeakMap<Representation, Map<Encoding, Promise<Representation>>>();

  constructor(onCompressed: OnCompressed) {
    this.#onCompressed = onCompressed;
  }

  /** Returns the representation for an `Accept-Encoding`. Compresses the response if necessary. */
  representation(
    response: EncodedResponse,
    acceptEncoding: string | undefined,
  ): MaybePromise<Representation> {
    const encoding = encodingFor(response, acceptEncoding);
    if (encoding === null) return response.plain;
    return response.compressed[encoding] ?? this.#compressOnce(response, encoding);
  }

  #compressOnce(response: EncodedResponse, encoding: Encoding): Promise<Representation> {
    const pending = this.#pending.get(response.plain) ?? new Map<Encoding, Promise<Representation>>();
    this.#pending.set(response.plain, pending);
    const started = pending.get(encoding);
    if (started) return started;
    const compression = this.#compress(response, encoding).finally(() => pending.delete(encoding));
    pending.set(encoding, compression);
    return compression;
  }

  async #compress(response: EncodedResponse, encoding: Encoding): Promise<Representation> {
    const body = await compress(response.plain.body, encoding);
    const representation = represent(response.contentType, response.tag, body, encoding);
    this.#onCompressed(response, encoding, representation);
    return representation;
  }
}

/** The content types of compressed formats: compressing them again saves nothing. */
const compressedFormats = /^image\/(?!svg)/u;

function encodingFor(
  { plain, contentType }: EncodedResponse,
  acceptEncoding: string | undefined,
): Encoding | null {
  return acceptEncoding === undefined || compressedFormats.test(contentType)
    ? null
    : chooseEncoding(plain.body.byteLength, parseAcceptEncoding(acceptEncoding));
}

function represent(
  contentType: string,
  tag: string | null,
  body: Buffer,
  encoding: Encoding | null,
): Representation {
  const headers: Record<string, string> = {
    'content-type': contentType,
    'content-length': String(body.byteLength),
  };
  if (encoding !== null) headers['content-encoding'] = encoding;
  if (tag !== null) headers['etag'] = etagOf(tag, encoding);
  return { body, headers, publicHeaders: null, privateHeaders: null };
}

/** Computes a strong tag: the hash of the content type and the body. */
function tagOf(contentType: string, body: Buffer): string {
  return createHash('sha256').update(`${contentType}\n`).update(body).digest('base64url');
}

function etagOf(tag: string, encoding: Encoding | null): string {
  return encoding === null ? `"${tag}"` : `"${tag}-${encoding}"`;
}
