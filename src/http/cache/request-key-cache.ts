import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { CacheKey } from '../../graph/cache-keys.js';
import { exactKey, keyHeadersOf, type KeyedRequest, type KeyHeaders } from './request-keys.js';

interface Known {
  readonly head: KeyHeaders;
  readonly body: Buffer;
  readonly key: CacheKey;
}

/** A power of two. With the longest bodies and keys, they hold on to 3 MB. */
const places = 256;
const longest = 4096;

/**
 * The exact keys of requests that came before. To make a key anew takes longer than all else that is done to find an answer:
 * a text is made of the bytes, joined with what else is looked at, and its letters are gone through once more for its hash.
 */
export class RequestKeyCache {
  readonly #known: (Known | undefined)[] = Array.from({ length: places });

  /** The same as `exactKey`; null where the body is no UTF-8, and so no text that could have been answered. @param body as it came */
  keyOf(request: KeyedRequest, body: Buffer): CacheKey | null {
    const head = keyHeadersOf(request);
    // Bodies of one sum drive each other out: whoever makes up such ones waits for each as for a new one.
    const place = crc32(body) & (places - 1);
    const known = this.#known[place];
    if (known && isSame(known.head, head) && known.body.equals(body)) return known.key;
    if (!isUtf8(body)) return null;
    const key = exactKey(request, body.toString());
    if (body.byteLength <= longest) this.#known[place] = { head, body: copyOf(body), key };
    return key;
  }
}

function isSame(one: KeyHeaders, other: KeyHeaders): boolean {
  return one.method === other.method && one.contentType === other.contentType && one.accept === other.accept;
}

/** Of its own: a slice would hold on to the pool that it is cut from. */
function copyOf(body: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(body.byteLength);
  body.copy(copy);
  return copy;
}
