import type { Measures } from './guarantees.js';
import type { Load, Origin } from './load.js';

/** A fault that is brought about, while clients are served. */
export interface Fault {
  /** What happens, in a sentence. */
  readonly what: string;
  /** Why it cannot be brought about on this machine; null where it can. */
  readonly obstacle?: string | null;
  /** @returns what came of it, one for each situation */
  run(setting: FaultSetting): Promise<readonly Observation[]>;
}

export type DatabaseName = 'SQLite' | 'PostgreSQL';

/** What a run is given. */
export interface FaultSetting {
  /** The path of the built `main.js`. */
  readonly main: string;
  /** A folder for the files of this fault; it is removed afterwards. */
  readonly folder: string;
  /** How often it happens, if not as often as the fault has it. */
  readonly rounds: number | null;
  /** How long an outage lasts, in seconds. */
  readonly seconds: number;
  /** What chance is made of. */
  readonly seed: number;
  /** The databases that a fault is to happen to, where it may happen to each. */
  readonly databases: readonly DatabaseName[];
  readonly tell: (what: string) => void;
  /** Closes something when the fault is over, or has failed: the newest first. */
  readonly later: (close: () => Promise<unknown>) => void;
}

/** What came of a fault in one situation. */
export interface Observation {
  readonly situation: string;
  /** What clients saw, where there was a load. */
  readonly seen?: Load['tallies'];
  /** What was measured and what it came to, in the order in which it is shown. */
  readonly notes: readonly (readonly [what: string, value: string])[];
  readonly measures: Measures;
}

/** What the requests of a load came to, as far as it is promised for each fault that a server outlives. */
export function measuresOf(tallies: Readonly<Record<Origin, Load['tallies'][Origin]>>): Measures {
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
