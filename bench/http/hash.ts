/** A whole number from 0 to 2³² − 1 that looks like chance, and is the same for the same numbers. */
export function hash(...numbers: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const number of numbers) {
    state = Math.imul(state ^ number, 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    state ^= state >>> 16;
  }
  return state >>> 0;
}

/** So many different whole numbers below a bound, as the seed has it. @throws {RangeError} where there are not so many */
export function pick(count: number, below: number, ...seed: readonly number[]): readonly number[] {
  if (count > below) throw new RangeError(`Expected ${below} numbers at most, got ${count}.`);
  const picked = new Set<number>();
  for (let turn = 0; picked.size < count; turn += 1) picked.add(hash(...seed, turn) % below);
  return [...picked];
}
