/**
 * Compares texts by their code points, as the databases order them. JavaScript compares UTF-16 units, among which the
 * halves of surrogate pairs stand before characters that they come after.
 * @returns below 0, 0 or above 0
 */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const one = left.charCodeAt(index);
    const other = right.charCodeAt(index);
    if (one !== other) return inOrder(one) - inOrder(other);
  }
  return left.length - right.length;
}

const pairs = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** How many Unicode code points a text has: half a surrogate pair counts as one. */
export function countCodePoints(text: string): number {
  return text.length - (text.match(pairs)?.length ?? 0);
}

const firstSurrogate = 0xd800;
const afterSurrogates = 0xe000;
const surrogates = afterSurrogates - firstSurrogate;
const above = 0x10000 - afterSurrogates;

/** Surrogates go last. */
function inOrder(unit: number): number {
  if (unit < firstSurrogate) return unit;
  return unit < afterSurrogates ? unit + above : unit - surrogates;
}
