import type { Measurements } from './guarantees.js';
import type { Load, Origin } from './load.js';

/** A fault that is caused while clients are served. */
export interface Fault {
  /** A description of the fault in sentences. */
  readonly description: string;
  /** The reason why the fault cannot be caused on this machine; null or absent if it can. */
  readonly obstacle?: string | null;
  /** Causes the fault under load. @returns an observation for each situation */
  run(setting: FaultSetting): Promise<readonly Observation[]>;
}

export type DatabaseName = 'SQLite' | 'PostgreSQL';

/** The parameters of a run. */
export interface FaultSetting {
  /** The path of the built `main.js`. */
  readonly main: string;
  /** A folder for the files of this fault. It is removed when the fault is over. */
  readonly folder: string;
  /** How often a repeated fault happens; null for the default of the fault. */
  readonly rounds: number | null;
  /** The length in seconds of each outage of the fault `outage`. */
  readonly seconds: number;
  /** The seed of pseudo-random choices. */
  readonly seed: number;
  /** The databases for faults that support several databases. */
  readonly databases: readonly DatabaseName[];
  readonly logProgress: (step: string) => void;
  /** Registers a clean-up for the end of the fault, even if the fault fails. The newest clean-up runs first. */
  readonly onEnd: (cleanUp: () => Promise<unknown>) => void;
}

/** The outcome of a fault in one situation. */
export interface Observation {
  readonly situation: string;
  /** The outcomes of the requests of clients; absent without a load. */
  readonly tallies?: Load['tallies'];
  /** Measurements for readers, in display order. */
  readonly notes: readonly (readonly [label: string, value: string])[];
  readonly measurements: Measurements;
}

/** Computes measurements from the outcomes of a load, such as the number of refused connections. */
export function measurementsOf(tallies: Readonly<Record<Origin, Load['tallies'][Origin]>>): Measurements {
  const { memory, database } = tallies;
  const both = [memory, database];
  const sum = (of: (tally: (typeof both)[number]) => number): number =>
    both.reduce((total, tally) => total + of(tally), 0);
  return {
    refusedConnections: sum(({ counts }) => counts.refused),
    unansweredRequests: sum(({ counts }) => counts.broken + counts.timedOut),
    memoryFailures: memory.sent - memory.counts.data,
    otherErrors: sum(({ counts }) => counts.otherErrors + counts.otherStatus),
    leaks: sum(({ leaks }) => leaks),
  };
}
