import type { Measurements } from './guarantees.js';
import type { Load, Origin } from './load.js';

/** A fault that is caused while clients are served. */
export interface Fault {
  /** A description of the fault, in a sentence. */
  readonly what: string;
  /** Why it cannot be caused on this machine. Null if it can. */
  readonly obstacle?: string | null;
  /** @returns the outcomes, one for each situation */
  run(setting: FaultSetting): Promise<readonly Observation[]>;
}

export type DatabaseName = 'SQLite' | 'PostgreSQL';

/** The parameters of a run. */
export interface FaultSetting {
  /** The path of the built `main.js`. */
  readonly main: string;
  /** A folder for the files of this fault. It is removed afterwards. */
  readonly folder: string;
  /** How often it happens, if not the default of the fault. */
  readonly rounds: number | null;
  /** How long an outage lasts, in seconds. */
  readonly seconds: number;
  /** The seed of pseudo-random choices. */
  readonly seed: number;
  /** The databases that a fault is run with, if it supports several. */
  readonly databases: readonly DatabaseName[];
  readonly logProgress: (what: string) => void;
  /** Registers a clean-up for the end of the fault, also if it fails. The newest runs first. */
  readonly later: (close: () => Promise<unknown>) => void;
}

/** The outcome of a fault in one situation. */
export interface Observation {
  readonly situation: string;
  /** What clients saw, if there was a load. */
  readonly seen?: Load['tallies'];
  /** The measurements in display order. */
  readonly notes: readonly (readonly [what: string, value: string])[];
  readonly measurements: Measurements;
}

/** The measurements of a load that are guaranteed for every fault that a server survives. */
export function measurementsOf(tallies: Readonly<Record<Origin, Load['tallies'][Origin]>>): Measurements {
  const { memory, database } = tallies;
  const both = [memory, database];
  const sum = (of: (tally: (typeof both)[number]) => number): number =>
    both.reduce((total, tally) => total + of(tally), 0);
  return {
    refusedConnections: sum(({ counts }) => counts.refused),
    unansweredRequests: sum(({ counts }) => counts.cut + counts.silent),
    memoryFailures: memory.sent - memory.counts.data,
    otherErrors: sum(({ counts }) => counts.otherErrors + counts.otherStatus),
    leaks: sum(({ leaks }) => leaks),
  };
}
