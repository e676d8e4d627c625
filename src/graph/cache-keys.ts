import { createHash } from 'node:crypto';

declare const isCacheKey: unique symbol;

/**
 * The key of a cache entry. Only the functions of this module create keys, so a cache that takes a `CacheKey` does not
 * accept a plain text.
 */
export type CacheKey = string & { readonly [isCacheKey]: true };

/** A part of a key: plain data. `undefined` (not given) differs from `null` (given as null). */
export type KeyPart = string | number | boolean | null | undefined | object;

/** The maximum nesting depth of parts. Deeper parts are rejected, because they could overflow the stack. */
export const maxPartNesting = 32;

/**
 * Creates the key of a list of parts. Two lists have the same key if and only if they are equal: same types; same
 * numbers (−0 is not 0, NaN equals NaN); texts with the same UTF-16 code units; lists equal item by item; objects with the
 * same own enumerable members, in any order. A member that is undefined differs from a missing member.
 * @throws {RangeError} if a part is nested deeper than `maxPartNesting`
 * @throws {TypeError} if a part is not plain data
 */
export function cacheKey(...parts: readonly KeyPart[]): CacheKey {
  return writeList(parts, maxPartNesting) as CacheKey;
}

/**
 * Creates a key of 43 characters, for parts that may be long: the SHA-256 of their `cacheKey`.
 * @throws as `cacheKey`
 */
export function digestKey(...parts: readonly KeyPart[]): CacheKey {
  return createHash('sha256')
    .update(cacheKey(...parts))
    .digest('base64url') as CacheKey;
}

/**
 * Creates the key of a list of texts: each text preceded by its length and a colon. Takes less time than `cacheKey`. Do
 * not mix these keys with keys of another kind in one cache.
 */
export function textsKey(...texts: readonly string[]): CacheKey {
  const parts: (string | number)[] = [];
  for (const text of texts) parts.push(text.length, ':', text);
  return parts.join('') as CacheKey;
}

/**
 * Copies a key to a contiguous text, for keys that stay in memory. V8 represents a concatenated text as a tree of its
 * parts, with 32 bytes for each part. The tree can be several times as large as the characters. `join` creates a
 * contiguous text.
 */
export function compactKey(key: CacheKey): CacheKey {
  return [key.slice(0, 1), key.slice(1)].join('') as CacheKey;
}

/** The key of one text: the text itself. Do not mix these keys with keys of another kind in one cache. */
export function textKey(text: string): CacheKey {
  return text as CacheKey;
}

/**
 * Writes JSON with sorted members, extended by `undefined`, `-0`, `NaN` and the infinities. Texts are escaped as in
 * JSON, so that lone surrogates stay different when the key is hashed as UTF-8.
 */
function write(part: unknown, depth: number): string {
  switch (typeof part) {
    case 'string':
      return writeText(part);
    case 'number':
      return Object.is(part, -0) ? '-0' : String(part);
    case 'boolean':
    case 'undefined':
      return String(part);
    case 'object':
      if (part === null) return 'null';
      if (depth === 0) throw new RangeError(`Expected parts nested ${maxPartNesting} deep at most.`);
      return Array.isArray(part) ? writeList(part, depth - 1) : writeMembers(part, depth - 1);
    default:
      throw new TypeError(`Expected plain data, got a ${typeof part}.`);
  }
}

/** Printable ASCII without the quotation mark and the backslash. */
const unescaped = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/u;

/** Writes a text as `JSON.stringify` does, but faster for most texts in keys. */
function writeText(text: string): string {
  return unescaped.test(text) ? `"${text}"` : JSON.stringify(text);
}

function writeList(list: readonly unknown[], depth: number): string {
  let text = '[';
  for (let index = 0; index < list.length; index += 1) {
    if (index > 0) text += ',';
    text += write(list[index], depth);
  }
  return `${text}]`;
}

function writeMembers(part: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(part);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('Expected plain data, got an instance of a class.');
  }
  const members = part as Readonly<Record<string, unknown>>;
  let text = '{';
  for (const name of Object.keys(members).sort()) {
    if (text !== '{') text += ',';
    text += `${writeText(name)}:${write(members[name], depth)}`;
  }
  return `${text}}`;
}
