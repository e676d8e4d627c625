const minLengthWithTypo = 4;
const minLengthWithTwoTypos = 8;
const minPrefixLength = 5;
const maxLengthWithTypos = 32;
const onlyLetters = /^[\p{L}\p{M}]+$/u;

/**
 * The maximum number of typos in a query word: none below four letters, above 32 letters, or if the word has digits or
 * punctuation (2024 is not 2025, and C# is not C); one below eight letters; two otherwise.
 */
export function maxTypos(word: string): 0 | 1 | 2 {
  if (!canHaveTypos(word)) return 0;
  const { length } = [...word];
  return length < minLengthWithTypo ? 0 : length < minLengthWithTwoTypos ? 1 : 2;
}

/** Whether a query word can be a misspelling of this word. */
export function canBeMisspelt(word: string): boolean {
  return canHaveTypos(word) && [...word].length >= minLengthWithTypo - 1;
}

function canHaveTypos(word: string): boolean {
  return word.length <= maxLengthWithTypos && onlyLetters.test(word);
}

/**
 * Counts the typos between a query word and a word or, if the query word has at least five letters, a prefix of the
 * word. A typo is an inserted, removed or replaced letter, or two swapped letters. The first letter is rarely wrong,
 * so a wrong first letter counts twice, unless it is swapped with the second letter. A prefix counts only if its end
 * matches the end of the query word (see `hasSameEnd`): otherwise a wrong last letter would match many prefixes.
 * @returns null if there are more typos than `maxTypos` of the query word, or if this maximum is 0
 */
export function typosBetween(queryWord: string, word: string): number | null {
  const limit = maxTypos(queryWord);
  const [from, to] = [lettersOf(queryWord), lettersOf(word)];
  if (limit === 0 || to.length < from.length - limit) return null;
  const isFirstWrong = from[0] !== to[0] && !(from[0] === to[1] && from[1] === to[0]);
  const bound = isFirstWrong ? limit - 1 : limit;
  if (bound <= 0) return null;
  const distances = distancesToPrefixes(from, to, bound);
  if (!distances) return null;
  let minimum = Infinity;
  for (const [offset, distance] of distances.entries()) {
    const length = from.length - bound + offset;
    if (distance >= minimum || length > to.length) continue;
    const isPrefix = from.length >= minPrefixLength && hasSameEnd(from, to, length);
    if (length === to.length || isPrefix) minimum = distance;
  }
  return minimum <= bound ? minimum + (isFirstWrong ? 1 : 0) : null;
}

type Letters = ArrayLike<string>;

/** Returns the letters of a word by index. Only words with surrogate pairs need an array. */
function lettersOf(word: string): Letters {
  return /[\uD800-\uDFFF]/.test(word) ? [...word] : word;
}

/** Whether the prefix of `to` with this length ends with the last letter of `from`, or with its last two letters swapped. */
function hasSameEnd(from: Letters, to: Letters, length: number): boolean {
  const [last, beforeLast] = [from[from.length - 1], from[from.length - 2]];
  if (length < 2) return false;
  return to[length - 1] === last || (to[length - 1] === beforeLast && to[length - 2] === last);
}

/**
 * Computes the distances from `from` to the prefixes of `to` whose lengths differ from the length of `from` by at most
 * `bound`, the shortest prefix first. They are a part of the last row of the matrix of optimal string alignment.
 * Distances above the bound may be too large. Only the cells near the diagonal are computed, since a search compares a word with up to a thousand others.
 * @returns null if all distances are above the bound
 */
function distancesToPrefixes(from: Letters, to: Letters, bound: number): readonly number[] | null {
  const width = 2 * bound + 1;
  // The cell of a row at `offset` belongs to the column `row + offset - bound`.
  let rowBeforeLast: readonly number[] = [];
  let lastRow: readonly number[] = Array.from({ length: width }, (_, offset) =>
    offset < bound ? Infinity : offset - bound,
  );
  for (let row = 1; row <= from.length; row += 1) {
    const currentRow: number[] = [];
    let least = Infinity;
    for (let offset = 0; offset < width; offset += 1) {
      const column = row + offset - bound;
      let distance = Infinity;
      if (column === 0) distance = row;
      else if (column > 0 && column <= to.length) {
        distance = Math.min(
          (lastRow[offset] as number) + (from[row - 1] === to[column - 1] ? 0 : 1),
          (lastRow[offset + 1] ?? Infinity) + 1,
          (currentRow[offset - 1] ?? Infinity) + 1,
        );
        if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
          distance = Math.min(distance, (rowBeforeLast[offset] ?? Infinity) + 1);
        }
      }
      least = Math.min(least, distance);
      currentRow.push(distance);
    }
    if (least > bound) return null;
    rowBeforeLast = lastRow;
    lastRow = currentRow;
  }
  return lastRow;
}
