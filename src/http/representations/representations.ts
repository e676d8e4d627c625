import { createHash } from 'node:crypto';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import { compress, chooseEncoding, parseAcceptEncoding, type Encoding } from './content-encoding.js';

/** An answer in one encoding, as it goes out. (RFC 9110 calls that a representation; each has an ETag of its own.) */
export interface Representation {
  readonly body: Buffer;
  /** Those that follow from its bytes: their type, length, encoding and ETag. */
  readonly headers: Readonly<Record<string, string>>;
  /** All headers that it is sent with in front of the server; made when it is first sent there. */
  fastPathHeaders: readonly string[] | null;
}

/** A whole answer, in the encodings that were asked for until now. */
export interface EncodedResponse {
  readonly contentType: string;
  /** What makes its ETags; null where clients cannot ask whether they still hold it: by POST, and with errors. */
  readonly tag: string | null;
  /** Whether every root field names a revision, so that the answer never changes. */
  readonly namesRevision: boolean;
  readonly plain: Representation;
  readonly compressed: Readonly<Partial<Record<Encoding, Representation>>>;
}

/** @param hasTag whether clients may ask by an ETag whether they still hold it */
export function encodeResponse(
  contentType: string,
  body: Buffer,
  { hasTag, namesRevision }: { readonly hasTag: boolean; readonly namesRevision: boolean },
): EncodedResponse {
  const tag = hasTag ? tagOf(contentType, body) : null;
  const plain = represent(contentType, tag, body, null);
  return { contentType, tag, namesRevision, plain, compressed: {} };
}

/**
 * The representation that a client wants, by its `Accept-Encoding`.
 * @returns null where it has to be compressed yet
 */
export function existingRepresentation(
  answer: EncodedResponse,
  acceptEncoding: string | undefined,
): Representation | null {
  const encoding = wantedOf(answer, acceptEncoding);
  return encoding === null ? answer.plain : (answer.compressed[encoding] ?? null);
}

/** The ETag of the representation that a client wants; null where the answer has none. It need not be compressed for that. */
export function etagFor(answer: EncodedResponse, acceptEncoding: string | undefined): string | null {
  return answer.tag === null ? null : etagOf(answer.tag, wantedOf(answer, acceptEncoding));
}

/** Told of a representation that was made of an answer, so that it can be kept with it. */
export type OnCompressed = (answer: EncodedResponse, encoding: Encoding, made: Representation) => void;

/** Compresses answers, each once for an encoding, however many ask for it at the same time. */
export class Compressor {
  readonly #onCompressed: OnCompressed;
  /** By the plain representation: what is being made of it. */
  readonly #coming = new WeakMap<Representation, Map<Encoding, Promise<Representation>>>();

  constructor(onCompressed: OnCompressed) {
    this.#onCompressed = onCompressed;
  }

  /** The representation that a client wants, by its `Accept-Encoding`. */
  representation(answer: EncodedResponse, acceptEncoding: string | undefined): MaybePromise<Representation> {
    const encoding = wantedOf(answer, acceptEncoding);
    if (encoding === null) return answer.plain;
    return answer.compressed[encoding] ?? this.#once(answer, encoding);
  }

  #once(answer: EncodedResponse, encoding: Encoding): Promise<Representation> {
    const coming = this.#coming.get(answer.plain) ?? new Map<Encoding, Promise<Representation>>();
    this.#coming.set(answer.plain, coming);
    const known = coming.get(encoding);
    if (known) return known;
    const made = this.#compress(answer, encoding).finally(() => coming.delete(encoding));
    coming.set(encoding, made);
    return made;
  }

  async #compress(answer: EncodedResponse, encoding: Encoding): Promise<Representation> {
    const body = await compress(answer.plain.body, encoding);
    const made = represent(answer.contentType, answer.tag, body, encoding);
    this.#onCompressed(answer, encoding, made);
    return made;
  }
}

function wantedOf({ plain }: EncodedResponse, acceptEncoding: string | undefined): Encoding | null {
  return acceptEncoding === undefined
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
  return { body, headers, fastPathHeaders: null };
}

/** The same answer is the same bytes, so that the tag is strong: the hash of its type and its bytes. */
function tagOf(contentType: string, body: Buffer): string {
  return createHash('sha256').update(`${contentType}\n`).update(body).digest('base64url');
}

function etagOf(tag: string, encoding: Encoding | null): string {
  return encoding === null ? `"${tag}"` : `"${tag}-${encoding}"`;
}
