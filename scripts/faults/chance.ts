import { hash } from '../../bench/http/hash.js';

/** A number from 0 up to, but not including, 1, that looks like chance and is the same for the same numbers. */
export function chance(...numbers: readonly number[]): number {
  return hash(...numbers) / 2 ** 32;
}
