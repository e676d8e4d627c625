import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { CacheKey } from '../../graph/cache-keys.js';
import { exactKey, keyHeadersOf, type KeyedRequest, type KeyHeaders } from './request-keys.js';

interface Entry {
  readonly head: KeyHeaders;
  readonly body: Buffer;
  readonly key: CacheKey;
}

/** The maximum number of entries, a power of two. */
const capacity = 256;
const maxBodyBytes = 4096;

/**
 * Caches exact keys by body checksum. Computing a key takes longer than all other work of a fast-path hit: the bytes are decoded, joined with
 * the headers, and hashed.
 */
export class RequestKeyCache {
  readonly #entries: (Entry | undefined)[] = Array.from({ length: capacity });

  /** Returns the `exactKey` of a request; null if the body is not UTF-8, because such requests are rejected. @param body unparsed */
  keyOf(request: KeyedRequest, body: Buffer): CacheKey | null {
    const head = keyHeadersOf(request);
    // Bodies whose checksums end with the same bits evict each other. Crafted collisions only lose the speed-up.
    const index = crc32(body) & (capacity - 1);
    const entry = this.#entries[index];
    if (entry && areEqual(entry.head, head) && entry.body.equals(body)) return entry.key;
    if (!isUtf8(body)) return null;
    const key = exactKey(request, body.toString());
    if (body.byteLength <= maxBodyBytes) this.#entries[index] = { head, body: copyOf(body), key };
    return key;
  }
}

function areEqual(left: KeyHeaders, right: KeyHeaders): boolean {
  return (
    left.method === right.method && left.contentType === right.contentType && left.accept === right.accept
  );
}

/** Copies a body to a separate buffer: a slice would keep the whole pool buffer in memory. */
function copyOf(body: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(body.byteLength);
  body.copy(copy);
  return copy;
}
