const minLengthWithTypo = 4;
const minLengthWithTwoTypos = 8;
const minPrefixLength = 5;
const maxLengthWithTypos = 32;
const onlyLetters = /^[\p{L}\p{M}]+$/u;

/**
 * The maximum number of typos in a query word: none below four letters, or if the word has digits or punctuation (2024
 * is not 2025, and C# is not C); one below eight letters; two otherwise.
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
 * so a wrong first letter counts twice. A prefix counts only if its end matches the end of the query word; otherwise
 * the last letter would match any letter.
 * @returns null if there are more typos than `maxTypos` of the query word
 */
export function typosBetween(queryWord: string, word: string): number | null {
  const limit = maxTypos(queryWord);
  const [from, to] = [[...queryWord], [...word]];
  if (limit === 0 || to.length < from.length - limit) return null;
  const isFirstWrong = from[0] !== to[0] && !(from[0] === to[1] && from[1] === to[0]);
  const bound = isFirstWrong ? limit - 1 : limit;
  if (bound <= 0) return null;
  const distances = distancesToPrefixes(from, to);
  let minimum = distances[to.length] ?? Infinity;
  if (from.length >= minPrefixLength) {
    distances.forEach((distance, length) => {
      if (distance < minimum && hasSameEnd(from, to, length)) minimum = distance;
    });
  }
  return minimum <= bound ? minimum + (isFirstWrong ? 1 : 0) : null;
}

function hasSameEnd(from: readonly string[], to: readonly string[], length: number): boolean {
  const [lastRow, before] = [from.at(-1), from.at(-2)];
  if (length < 2) return false;
  return to[length - 1] === lastRow || (to[length - 1] === before && to[length - 2] === lastRow);
}

/**
 * The distance of a word to each prefix of another word, by the prefix's length: the last row of the matrix of optimal
 * string alignment.
 */
function distancesToPrefixes(from: readonly string[], to: readonly string[]): readonly number[] {
  let rowBeforeLast: readonly number[] = [];
  let lastRow: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  from.forEach((letter, row) => {
    const currentRow = [row + 1];
    to.forEach((other, column) => {
      let minimum = Math.min(
        (lastRow[column] ?? 0) + (letter === other ? 0 : 1),
        (lastRow[column + 1] ?? 0) + 1,
        (currentRow[column] ?? 0) + 1,
      );
      if (row > 0 && column > 0 && letter === to[column - 1] && from[row - 1] === other) {
        minimum = Math.min(minimum, (rowBeforeLast[column - 1] ?? 0) + 1);
      }
      currentRow.push(minimum);
    });
    rowBeforeLast = lastRow;
    lastRow = currentRow;
  });
  return lastRow;
}
