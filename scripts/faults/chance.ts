import { hash } from '../../bench/http/hash.js';

/** Computes a pseudo-random number from 0 (inclusive) to 1 (exclusive) that depends only on the given numbers. */
export function chance(...numbers: readonly number[]): number {
  return hash(...numbers) / 2 ** 32;
}
