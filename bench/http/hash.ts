/** Computes a pseudo-random integer from 0 to 2³² − 1 that depends only on the given numbers. */
export function hash(...numbers: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const number of numbers) {
    state = Math.imul(state ^ number, 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    state ^= state >>> 16;
  }
  return state >>> 0;
}

/** Picks `count` distinct pseudo-random integers below a bound. @throws {RangeError} if `count` is greater than the bound */
export function pick(count: number, below: number, ...seed: readonly number[]): readonly number[] {
  if (count > below) throw new RangeError(`Expected ${below} numbers at most, got ${count}.`);
  const picked = new Set<number>();
  for (let index = 0; picked.size < count; index += 1) picked.add(hash(...seed, index) % below);
  return [...picked];
}
