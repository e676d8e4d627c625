/**
 * Compares texts by code points, as the databases do. JavaScript compares UTF-16 code units, which sorts surrogate pairs
 * before some characters that precede them by code point.
 * @returns below 0, 0 or above 0
 */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const one = left.charCodeAt(index);
    const other = right.charCodeAt(index);
    if (one !== other) return sortKey(one) - sortKey(other);
  }
  return left.length - right.length;
}

const pairs = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** Counts the Unicode code points of a text; a lone surrogate counts as one. */
export function countCodePoints(text: string): number {
  return text.length - (text.match(pairs)?.length ?? 0);
}

const firstSurrogate = 0xd800;
const afterSurrogates = 0xe000;
const surrogates = afterSurrogates - firstSurrogate;
const shift = 0x10000 - afterSurrogates;

/** Moves surrogates to the end of the order. */
function sortKey(unit: number): number {
  if (unit < firstSurrogate) return unit;
  return unit < afterSurrogates ? unit + shift : unit - surrogates;
}

/** Characters that not every database can store: PostgreSQL rejects NUL, and no database stores a lone surrogate. */
export const unstorable = /[\0\p{Surrogate}]/u;
