import { median } from '../bench.js';
import type { Contestant, Mode } from './contestants.js';
import type { DataSize } from './data-size.js';
import { saturatedShare, type LoadResult } from './load.js';
import type { Shape } from './question.js';

/** What a contestant came to in one size, mode and shape: the medians of its rounds. */
export interface Measurement {
  readonly contestant: Pick<Contestant, 'name' | 'title' | 'role'>;
  readonly size: DataSize;
  readonly mode: Mode;
  readonly shape: Shape;
  readonly requestsPerSecond: number;
  /** Round by round, what the medians are of; what is compared was measured in the same order, right after another. */
  readonly rounds: readonly Pick<Round, 'requestsPerSecond' | 'p50' | 'p99'>[];
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly bytesPerAnswer: number;
  /** The memory of the server's process after each round, in bytes; a database beside it is not in it. */
  readonly residentBytes: number;
  /** What an answer takes of processors, the database's part included: it tells something on a machine that is busy, too. */
  readonly cpuMsPerAnswer: number;
  /** The highest of the rounds. */
  readonly loadShare: number;
  readonly failures: number;
}

/** What is the same in all rounds of a measurement. */
export type Measured = Pick<Measurement, 'contestant' | 'size' | 'mode' | 'shape'>;

export interface Round extends LoadResult {
  readonly residentBytes: number;
  readonly cpuMsPerAnswer: number;
}

/** Sums rounds up. */
export function summarise(measured: Measured, rounds: readonly Round[]): Measurement {
  const middle = (of: (round: Round) => number): number => median(rounds.map(of));
  return {
    ...measured,
    rounds: rounds.map(({ requestsPerSecond, p50, p99 }) => ({ requestsPerSecond, p50, p99 })),
    requestsPerSecond: middle(({ requestsPerSecond }) => requestsPerSecond),
    p50: middle(({ p50 }) => p50),
    p99: middle(({ p99 }) => p99),
    bytesPerAnswer: middle(({ bytesPerAnswer }) => bytesPerAnswer),
    residentBytes: middle(({ residentBytes }) => residentBytes),
    cpuMsPerAnswer: middle(({ cpuMsPerAnswer }) => cpuMsPerAnswer),
    loadShare: Math.max(...rounds.map(({ loadShare }) => loadShare)),
    failures: rounds.reduce((sum, { failures }) => sum + failures, 0),
  };
}

/**
 * Why a measurement does not count; null where it does.
 * @param meanBytes of the answers that were checked: fewer came only where other answers came
 */
export function objectionTo(measurement: Measurement, meanBytes: number): string | null {
  const { contestant, size, mode, shape, loadShare, failures, bytesPerAnswer } = measurement;
  const what = `${contestant.title}, ${size.name}, ${mode}, ${shape.name}`;
  if (loadShare > saturatedShare) {
    return `${what}: the load took ${(loadShare * 100).toFixed(0)} % of its core, so the server was not measured.`;
  }
  if (failures > 0) return `${what}: ${failures} requests failed.`;
  if (measurement.requestsPerSecond === 0) return `${what}: nothing was answered in time; try longer rounds.`;
  if (bytesPerAnswer < meanBytes * 0.9) {
    return `${what}: expected answers of ${meanBytes.toFixed(0)} bytes, got ${bytesPerAnswer.toFixed(0)}.`;
  }
  return null;
}
