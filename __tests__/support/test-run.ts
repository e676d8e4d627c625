import { createHash } from 'node:crypto';
import { jest } from '@jest/globals';

/*
 * The settings of a test run, from its project in jest.config.js: its databases, and how much of the slow tests it runs.
 */

interface TestRun {
  /** The databases on which tests of every store run. */
  readonly databases: readonly ('SQLite' | 'PostgreSQL')[];
  /** How much the run tests of slow properties and large data. */
  readonly long: 'a share' | 'the whole';
}

declare global {
  var testRun: TestRun;
}

export const { databases, long } = globalThis.testRun;

const shareOfRuns = 1 / 20;
const shareOfData = 1 / 20;

/**
 * The number of runs of a slow property: all by `npm run test:long`, otherwise a twentieth, but
 * not fewer than `fewest`. fast-check tries other values each time, and prints the seed of a failure.
 */
export function runs(full: number, fewest = 6): number {
  return long === 'the whole' ? full : Math.min(full, Math.max(fewest, Math.ceil(full * shareOfRuns)));
}

/**
 * Whether an item of large data is tested: every item by `npm run test:long`, one in twenty otherwise. The seed of the
 * run, which Jest prints at the end and accepts as `--seed`, selects the items.
 */
export function takesPart(item: string): boolean {
  if (long === 'the whole') return true;
  const hash = createHash('sha256').update(`${jest.getSeed()} ${item}`).digest();
  return hash.readUInt32BE() < shareOfData * 2 ** 32;
}
