import { createHash } from 'node:crypto';
import { jest } from '@jest/globals';

/*
 * What a run of the tests is given by its project in jest.config.js, and how much of what takes long it does.
 */

interface TestRun {
  /** The databases that tests of each store run on. */
  readonly databases: readonly ('SQLite' | 'PostgreSQL')[];
  /** How much is done of long properties, and of large data. */
  readonly long: 'a share' | 'the whole';
}

declare global {
  var testRun: TestRun;
}

export const { databases, long } = globalThis.testRun;

const shareOfRuns = 1 / 20;
const shareOfData = 1 / 20;

/**
 * How often a property is tried that takes long: in full by `npm run test:long`, a twentieth of it otherwise, but
 * not fewer than the fewest. fast-check tries other values each time, and prints the seed of a failure.
 */
export function runs(full: number, fewest = 6): number {
  return long === 'the whole' ? full : Math.min(full, Math.max(fewest, Math.ceil(full * shareOfRuns)));
}

/**
 * Whether an item of large data takes part: every one by `npm run test:long`, one in twenty otherwise. Which ones, the
 * seed of the run decides, which Jest prints at its end, and takes by `--seed`.
 */
export function takesPart(item: string): boolean {
  if (long === 'the whole') return true;
  const hash = createHash('sha256').update(`${jest.getSeed()} ${item}`).digest();
  return hash.readUInt32BE() < shareOfData * 2 ** 32;
}
