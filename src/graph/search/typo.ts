const shortestWithTypos = 4;
const shortestWithTwo = 8;
const shortestHalfWord = 5;
const longestWithTypos = 32;
const lettersAlone = /^[\p{L}\p{M}]+$/u;

/**
 * How many typos a sought word may have: none below four letters, or with digits or signs in it (2024 is
 * not 2025, and C# not C); one below eight; two from there on.
 */
export function mostTypos(word: string): 0 | 1 | 2 {
  if (!canHaveTypos(word)) return 0;
  const { length } = [...word];
  return length < shortestWithTypos ? 0 : length < shortestWithTwo ? 1 : 2;
}

/** Whether a word of the graph can be what a reader has misspelt. */
export function canBeMisspelt(word: string): boolean {
  return canHaveTypos(word) && [...word].length >= shortestWithTypos - 1;
}

function canHaveTypos(word: string): boolean {
  return word.length <= longestWithTypos && lettersAlone.test(word);
}

/**
 * How many typos a sought word is from a word, or, where it has five letters at least, from the beginning of
 * one: a letter too many, one too few, another one, or two swapped. The first letter is seldom wrong, so
 * another one there counts twice. A beginning counts only where it ends as the sought word does; else its
 * last letter would stand for any.
 * @returns null where there are more than the sought word may have
 */
export function typosBetween(sought: string, word: string): number | null {
  const most = mostTypos(sought);
  const [from, to] = [[...sought], [...word]];
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
  const [last, before] = [from.at(-1), from.at(-2)];
  if (length < 2) return false;
  return to[length - 1] === last || (to[length - 1] === before && to[length - 2] === last);
}

/**
 * The distance of a word to each beginning of another, by its length: optimal string alignment, of whose
 * matrix the last line is just that.
 */
function distancesToBeginnings(from: readonly string[], to: readonly string[]): readonly number[] {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  from.forEach((letter, row) => {
    const line = [row + 1];
    to.forEach((other, column) => {
      let least = Math.min(
        (last[column] ?? 0) + (letter === other ? 0 : 1),
        (last[column + 1] ?? 0) + 1,
        (line[column] ?? 0) + 1,
      );
      if (row > 0 && column > 0 && letter === to[column - 1] && from[row - 1] === other) {
        least = Math.min(least, (beforeLast[column - 1] ?? 0) + 1);
      }
      line.push(least);
    });
    beforeLast = last;
    last = line;
  });
  return last;
}
