/*
 * What Tertium guarantees under faults. `npm run faults` prints this list, checks it, and exits with 1 if a guarantee is broken.
 */

/** The measurements under a fault. A fault leaves out what it does not measure, or what is not guaranteed for it. */
export interface Measurements {
  readonly serverExits?: number;
  readonly refusedConnections?: number;
  readonly unansweredRequests?: number;
  readonly memoryFailures?: number;
  readonly otherErrors?: number;
  readonly leaks?: number;
  readonly readyWhileAway?: number;
  readonly errorLinesPerOutage?: number;
  readonly infoLinesPerOutage?: number;
  readonly recoverySeconds?: number;
  /** Beyond the pooler's `server_login_retry`. */
  readonly pooledRecoverySeconds?: number;
  readonly staleSeconds?: number;
  readonly swallowedStaleSeconds?: number;
  readonly lostImports?: number;
  readonly tornRevisions?: number;
  readonly tornAnswers?: number;
  readonly wordlessFailures?: number;
  readonly failedNextImports?: number;
  readonly unfitImportsApplied?: number;
  readonly stopSeconds?: number;
  readonly wrongExitCodes?: number;
  readonly drainSeconds?: number;
}

export interface Guarantee {
  readonly measurement: keyof Measurements;
  readonly text: string;
  /** The smallest and largest value that keeps the guarantee. */
  readonly range: readonly [least: number, most: number];
  readonly unit?: 's';
}

const never = [0, 0] as const;
const once = [1, 1] as const;

export const guarantees: readonly Guarantee[] = [
  { measurement: 'serverExits', text: 'The server outlives the fault.', range: never },
  { measurement: 'refusedConnections', text: 'It takes new connections throughout.', range: never },
  {
    measurement: 'unansweredRequests',
    text: 'Every request that was sent is answered: none is reset, closed or left waiting for more than 20 s. (Those that wait for a database that hangs are cut by a stop.)',
    range: never,
  },
  { measurement: 'memoryFailures', text: 'What is in memory is served throughout, with 200.', range: never },
  {
    measurement: 'otherErrors',
    text: 'What needs the database is served, or refused with 503 and STORE_UNAVAILABLE or DEADLINE_EXCEEDED; clients see no other error.',
    range: never,
  },
  {
    measurement: 'leaks',
    text: 'No answer names the host, port, name or file of the database.',
    range: never,
  },
  {
    measurement: 'readyWhileAway',
    text: '/readyz says 503 while the database does not answer, and /livez 200.',
    range: never,
  },
  {
    measurement: 'errorLinesPerOutage',
    text: 'One line of level error is logged for an outage.',
    range: once,
  },
  {
    measurement: 'infoLinesPerOutage',
    text: 'One line of level info is logged when it is over.',
    range: once,
  },
  {
    measurement: 'recoverySeconds',
    text: 'What needs the database is served within 1 s after the database answers.',
    range: [0, 1],
    unit: 's',
  },
  {
    measurement: 'pooledRecoverySeconds',
    text: 'Behind PgBouncer, it is served within 1 s after server_login_retry has passed.',
    range: [0, 1],
    unit: 's',
  },
  {
    measurement: 'staleSeconds',
    text: 'A revision that another process publishes is served within 1 s, with or without notifications.',
    range: [0, 1],
    unit: 's',
  },
  {
    measurement: 'swallowedStaleSeconds',
    text: 'It is served within 5 s where the network swallows what is sent on all open connections.',
    range: [0, 5],
    unit: 's',
  },
  { measurement: 'lostImports', text: 'An import that was acknowledged is there, whole.', range: never },
  {
    measurement: 'tornRevisions',
    text: 'A revision is there whole or not at all: no gaps, no rows without their revision, a sound file.',
    range: never,
  },
  { measurement: 'tornAnswers', text: 'No answer shows a part of an import.', range: never },
  {
    measurement: 'wordlessFailures',
    text: 'A command that fails exits with 1 and says why in one line, without a stack.',
    range: never,
  },
  { measurement: 'failedNextImports', text: 'The next import works once the fault is over.', range: never },
  {
    measurement: 'unfitImportsApplied',
    text: 'An import for which the disk has no room is refused, and the graph stays as it was.',
    range: never,
  },
  {
    measurement: 'stopSeconds',
    text: 'A server exits within 10 s of SIGTERM, whatever its clients and its database do.',
    range: [0, 10],
    unit: 's',
  },
  {
    measurement: 'wrongExitCodes',
    text: 'It exits with 0, or with 4 where a client did not finish its request or take its answer in time.',
    range: never,
  },
  {
    measurement: 'drainSeconds',
    text: 'With DRAIN_SECONDS=2, /readyz says 503 for that time before new connections are refused.',
    range: [1.8, 10],
    unit: 's',
  },
];

/** The result of one guarantee in one situation. */
export interface Finding {
  readonly guarantee: Guarantee;
  readonly situation: string;
  readonly value: number;
  readonly isKept: boolean;
}

/** Checks the measurements of a situation. Guarantees without a measurement give no finding. */
export function check(situation: string, measurements: Measurements): readonly Finding[] {
  return guarantees.flatMap((guarantee) => {
    const value = measurements[guarantee.measurement];
    if (value === undefined) return [];
    const [least, most] = guarantee.range;
    // A failed measurement is NaN, which is in no range.
    return [{ guarantee, situation, value, isKept: value >= least && value <= most }];
  });
}
