import { median } from '../bench.js';
import type { Contestant, Mode } from './contestants.js';
import type { DataSize } from './data-size.js';
import { saturatedShare, type LoadResult } from './load.js';
import type { Shape } from './question.js';

/** The measurements of a contestant in one size, mode and shape: the medians of its rounds. */
export interface Measurement {
  readonly contestant: Pick<Contestant, 'name' | 'title' | 'role'>;
  readonly size: DataSize;
  readonly mode: Mode;
  readonly shape: Shape;
  readonly requestsPerSecond: number;
  /** The values of each round, in order. Compared values of one round were measured directly after each other. */
  readonly rounds: readonly Pick<Round, 'requestsPerSecond' | 'p50' | 'p99'>[];
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly bytesPerAnswer: number;
  /** The memory of the server process after each round, in bytes, without the database process. */
  readonly residentBytes: number;
  /** The CPU time of a response, including the database. It is meaningful on a busy machine too. */
  readonly cpuMsPerAnswer: number;
  /** The highest value of the rounds. */
  readonly loadShare: number;
  readonly failures: number;
}

/** The properties of a measurement that are the same in all rounds. */
export type Measured = Pick<Measurement, 'contestant' | 'size' | 'mode' | 'shape'>;

export interface Round extends LoadResult {
  readonly residentBytes: number;
  readonly cpuMsPerAnswer: number;
}

/** Summarises rounds. */
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
 * The reason why a measurement is invalid. Null if it is valid.
 * @param meanBytes the mean size of the checked responses: smaller responses under load are wrong ones
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
