/*
 * The guarantees of Tertium under faults. `npm run faults` checks them, prints the results, and exits with 1 if a guarantee is broken or a fault fails.
 */

/** The measurements of a fault in one situation. Values without a measurement, or without a guarantee in this situation, are absent. */
export interface Measurements {
  readonly serverExits?: number;
  readonly refusedConnections?: number;
  readonly unansweredRequests?: number;
  readonly memoryFailures?: number;
  readonly otherErrors?: number;
  readonly leaks?: number;
  readonly readyDuringOutage?: number;
  readonly errorLinesPerOutage?: number;
  readonly infoLinesPerOutage?: number;
  readonly recoverySeconds?: number;
  /** The seconds from the end of the pooler's `server_login_retry` to the recovery. */
  readonly pooledRecoverySeconds?: number;
  readonly staleSeconds?: number;
  readonly droppedPacketsStaleSeconds?: number;
  readonly lostImports?: number;
  readonly tornRevisions?: number;
  readonly tornResponses?: number;
  readonly unexplainedFailures?: number;
  readonly failedNextImports?: number;
  readonly unfitImportsApplied?: number;
  readonly stopSeconds?: number;
  readonly wrongExitCodes?: number;
  readonly drainSeconds?: number;
}

export interface Guarantee {
  readonly measurement: keyof Measurements;
  readonly text: string;
  /** The minimum and maximum value that meets the guarantee. */
  readonly range: readonly [minimum: number, maximum: number];
  readonly unit?: 's';
}

const never = [0, 0] as const;
const once = [1, 1] as const;

export const guarantees: readonly Guarantee[] = [
  { measurement: 'serverExits', text: 'The server survives the fault.', range: never },
  {
    measurement: 'refusedConnections',
    text: 'The server accepts new connections during the fault.',
    range: never,
  },
  {
    measurement: 'unansweredRequests',
    text: 'Every request that was sent gets a response: no connection is reset or closed before the response, and no client waits for more than 20 s. (A stop aborts requests that wait for a hanging database.)',
    range: never,
  },
  {
    measurement: 'memoryFailures',
    text: 'Data in memory is served during the fault, with 200.',
    range: never,
  },
  {
    measurement: 'otherErrors',
    text: 'Requests that need the database are served, or rejected with 503 and STORE_UNAVAILABLE, DEADLINE_EXCEEDED or OVERLOADED; clients get no other error.',
    range: never,
  },
  {
    measurement: 'leaks',
    text: 'No response contains the host, port, name or file of the database.',
    range: never,
  },
  {
    measurement: 'readyDuringOutage',
    text: '/readyz returns 503 while the database does not respond, and /livez returns 200.',
    range: never,
  },
  {
    measurement: 'errorLinesPerOutage',
    text: 'One line of level error is logged for an outage.',
    range: once,
  },
  {
    measurement: 'infoLinesPerOutage',
    text: 'One line of level info is logged when the outage ends.',
    range: once,
  },
  {
    measurement: 'recoverySeconds',
    text: 'Requests that need the database are served within 1 s after the database responds again.',
    range: [0, 1],
    unit: 's',
  },
  {
    measurement: 'pooledRecoverySeconds',
    text: 'Behind PgBouncer, requests that need the database are served within 1 s after server_login_retry has passed.',
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
    measurement: 'droppedPacketsStaleSeconds',
    text: 'A revision that another process publishes is served within 5 s if the network drops all packets of open connections.',
    range: [0, 5],
    unit: 's',
  },
  { measurement: 'lostImports', text: 'An acknowledged import is complete.', range: never },
  {
    measurement: 'tornRevisions',
    text: 'A revision is complete or absent: no gaps, no rows without their revision, an intact file.',
    range: never,
  },
  { measurement: 'tornResponses', text: 'No response shows a part of an import.', range: never },
  {
    measurement: 'unexplainedFailures',
    text: 'A command that fails exits with 1 and prints the reason in one line, without a stack.',
    range: never,
  },
  { measurement: 'failedNextImports', text: 'The next import works after the fault.', range: never },
  {
    measurement: 'unfitImportsApplied',
    text: 'An import without enough disk space is rejected, and the graph does not change.',
    range: never,
  },
  {
    measurement: 'stopSeconds',
    text: 'A server exits within 10 s of SIGTERM, regardless of its clients and its database.',
    range: [0, 10],
    unit: 's',
  },
  {
    measurement: 'wrongExitCodes',
    text: 'A stopped server exits with 0, or with 4 if a client did not finish its request or read its response in time.',
    range: never,
  },
  {
    measurement: 'drainSeconds',
    text: 'With DRAIN_SECONDS=2, /readyz returns 503 for 2 s before new connections are refused.',
    range: [1.8, 10],
    unit: 's',
  },
];

/** The result of one guarantee in one situation. */
export interface Finding {
  readonly guarantee: Guarantee;
  readonly situation: string;
  readonly value: number;
  readonly isMet: boolean;
}

/** Checks the measurements of a situation. @returns a finding for each guarantee that has a measurement */
export function check(situation: string, measurements: Measurements): readonly Finding[] {
  return guarantees.flatMap((guarantee) => {
    const value = measurements[guarantee.measurement];
    if (value === undefined) return [];
    const [minimum, maximum] = guarantee.range;
    // A failed measurement is NaN, which is outside of every range.
    return [{ guarantee, situation, value, isMet: value >= minimum && value <= maximum }];
  });
}
