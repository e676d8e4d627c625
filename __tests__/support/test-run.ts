import { createHash } from 'node:crypto';
import { jest } from '@jest/globals';

/*
 * The settings of a test run, from its project in jest.config.js: the databases, and the share of the slow tests.
 */

interface TestRun {
  /** The databases on which tests of every store run. */
  readonly databases: readonly ('SQLite' | 'PostgreSQL')[];
  /** Whether the run tests slow properties and large data completely, or a sample of them. */
  readonly long: 'sample' | 'complete';
}

declare global {
  var testRun: TestRun;
}

export const { databases, long } = globalThis.testRun;

const shareOfRuns = 1 / 20;
const shareOfData = 1 / 20;

/**
 * Returns the number of runs of a slow property: `full` in `npm run test:long`, otherwise a twentieth of `full`, but
 * at least `minimum`, and at most `full`.
 */
export function runs(full: number, minimum = 6): number {
  return long === 'complete' ? full : Math.min(full, Math.max(minimum, Math.ceil(full * shareOfRuns)));
}

/**
 * Whether an item of large data is tested: every item in `npm run test:long`, otherwise about one item in twenty. The seed of
 * the run selects the items; Jest prints the seed at the end, and accepts it as `--seed`.
 */
export function isInSample(item: string): boolean {
  if (long === 'complete') return true;
  const hash = createHash('sha256').update(`${jest.getSeed()} ${item}`).digest();
  return hash.readUInt32BE() < shareOfData * 2 ** 32;
}

/**
 * Selects items of a slow test: all items in `npm run test:long`, otherwise at most `size` adjacent ones; the last item and the first are
 * adjacent. The seed of the run selects where they start.
 */
export function sampleOf<Item>(items: readonly Item[], size: number): readonly Item[] {
  if (long === 'complete' || items.length <= size) return items;
  const start = Math.abs(jest.getSeed()) % items.length;
  return [...items, ...items].slice(start, start + size);
}
