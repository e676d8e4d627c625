const shortestWithTypos = 4;
const shortestWithTwo = 8;
const shortestHalfWord = 5;
const longestWithTypos = 32;
const lettersAlone = /^[\p{L}\p{M}]+$/u;

/**
 * The number of typos that a query word may have: none below four letters, or if it has digits or punctuation (2024
 * is not 2025, and C# is not C); one below eight letters; two otherwise.
 */
export function mostTypos(word: string): 0 | 1 | 2 {
  if (!canHaveTypos(word)) return 0;
  const { length } = [...word];
  return length < shortestWithTypos ? 0 : length < shortestWithTwo ? 1 : 2;
}

/** Whether a query word can be a misspelling of this word. */
export function canBeMisspelt(word: string): boolean {
  return canHaveTypos(word) && [...word].length >= shortestWithTypos - 1;
}

function canHaveTypos(word: string): boolean {
  return word.length <= longestWithTypos && lettersAlone.test(word);
}

/**
 * Counts the typos between a query word and a word or, if the query word has at least five letters, the beginning of
 * a word. A typo is a letter inserted, removed or replaced, or two swapped. The first letter is rarely wrong, so a
 * wrong one counts twice. A beginning counts only if its end matches the end of the query word; otherwise the last
 * letter would match any letter.
 * @returns null if there are more than the query word may have
 */
export function typosBetween(queryWord: string, word: string): number | null {
  const most = mostTypos(queryWord);
  const [from, to] = [[...queryWord], [...word]];
  if (most === 0 || to.length < from.length - most) return null;
  const isFirstWrong = from[0] !== to[0] && !(from[0] === to[1] && from[1] === to[0]);
  const bound = isFirstWrong ? most - 1 : most;
  if (bound <= 0) return null;
  const distances = distancesToBeginnings(from, to);
  let least = distances[to.length] ?? Infinity;
  if (from.length >= shortestHalfWord) {
    distances.forEach((distance, length) => {
      if (distance < least && endsAlike(from, to, length)) least = distance;
    });
  }
  return least <= bound ? least + (isFirstWrong ? 1 : 0) : null;
}

function endsAlike(from: readonly string[], to: readonly string[], length: number): boolean {
  const [lastRow, before] = [from.at(-1), from.at(-2)];
  if (length < 2) return false;
  return to[length - 1] === lastRow || (to[length - 1] === before && to[length - 2] === lastRow);
}

/**
 * The distance of a word to each beginning of another word, by its length: the last row of the matrix of optimal
 * string alignment.
 */
function distancesToBeginnings(from: readonly string[], to: readonly string[]): readonly number[] {
  let rowBeforeLast: readonly number[] = [];
  let lastRow: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  from.forEach((letter, row) => {
    const currentRow = [row + 1];
    to.forEach((other, column) => {
      let least = Math.min(
        (lastRow[column] ?? 0) + (letter === other ? 0 : 1),
        (lastRow[column + 1] ?? 0) + 1,
        (currentRow[column] ?? 0) + 1,
      );
      if (row > 0 && column > 0 && letter === to[column - 1] && from[row - 1] === other) {
        least = Math.min(least, (rowBeforeLast[column - 1] ?? 0) + 1);
      }
      currentRow.push(least);
    });
    rowBeforeLast = lastRow;
    lastRow = currentRow;
  });
  return lastRow;
}
