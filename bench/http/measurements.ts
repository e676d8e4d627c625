import { median } from '../bench.js';
import type { Contestant, Mode } from './contestants.js';
import type { DataSize } from './data-size.js';
import { saturatedShare, type LoadResult } from './load.js';
import type { Shape } from './compared-set.js';

/** The measurements of a contestant in one size, mode and shape: the medians of its rounds, unless a property says otherwise. */
export interface Measurement {
  readonly contestant: Pick<Contestant, 'name' | 'title' | 'role'>;
  readonly size: DataSize;
  readonly mode: Mode;
  readonly shape: Shape;
  readonly requestsPerSecond: number;
  /** The values of each round, in order. */
  readonly rounds: readonly Pick<Round, 'requestsPerSecond' | 'p50' | 'p99'>[];
  /** Percentiles of the latency in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly bytesPerResponse: number;
  /** The resident memory of the server process after a round, in bytes, without the database process. */
  readonly residentBytes: number;
  /** The CPU time of a response in milliseconds, including the database. Other load of the machine hardly changes this time. */
  readonly cpuMsPerResponse: number;
  /** The highest `loadShare` of the rounds. */
  readonly loadShare: number;
  /** The failed requests of all rounds. */
  readonly failures: number;
}

/** The properties of a measurement that are equal in all rounds. */
export type MeasuredSubject = Pick<Measurement, 'contestant' | 'size' | 'mode' | 'shape'>;

export interface Round extends LoadResult {
  readonly residentBytes: number;
  readonly cpuMsPerResponse: number;
}

/** Summarises the rounds of a measurement: medians, the highest load share, and the sum of the failures. */
export function summarise(subject: MeasuredSubject, rounds: readonly Round[]): Measurement {
  const middle = (of: (round: Round) => number): number => median(rounds.map(of));
  return {
    ...subject,
    rounds: rounds.map(({ requestsPerSecond, p50, p99 }) => ({ requestsPerSecond, p50, p99 })),
    requestsPerSecond: middle(({ requestsPerSecond }) => requestsPerSecond),
    p50: middle(({ p50 }) => p50),
    p99: middle(({ p99 }) => p99),
    bytesPerResponse: middle(({ bytesPerResponse }) => bytesPerResponse),
    residentBytes: middle(({ residentBytes }) => residentBytes),
    cpuMsPerResponse: middle(({ cpuMsPerResponse }) => cpuMsPerResponse),
    loadShare: Math.max(...rounds.map(({ loadShare }) => loadShare)),
    failures: rounds.reduce((sum, { failures }) => sum + failures, 0),
  };
}

/**
 * Finds the reason why a measurement is invalid. Null if the measurement is valid.
 * @param meanBytes the mean body size of the checked responses in bytes; under load, a mean size below nine tenths of it is invalid
 */
export function invalidityOf(measurement: Measurement, meanBytes: number): string | null {
  const { contestant, size, mode, shape, loadShare, failures, bytesPerResponse } = measurement;
  const name = `${contestant.title}, ${size.name}, ${mode}, ${shape.name}`;
  if (loadShare > saturatedShare) {
    return `${name}: the load generator used ${(loadShare * 100).toFixed(0)} % of its core, so the server was not measured.`;
  }
  if (failures > 0) return `${name}: expected no failed requests, got ${failures}.`;
  if (measurement.requestsPerSecond === 0)
    return `${name}: there was no response in time; use longer rounds.`;
  if (bytesPerResponse < meanBytes * 0.9) {
    return `${name}: expected responses of ${meanBytes.toFixed(0)} bytes, got ${bytesPerResponse.toFixed(0)}.`;
  }
  return null;
}
