/*
 * What Tertium promises for faults. `npm run faults` prints this list, checks it, and exits with 1 where one is broken.
 */

/** What is measured under a fault. A fault leaves out what it does not measure, or what is not promised for it. */
export interface Measures {
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
  readonly measure: keyof Measures;
  readonly says: string;
  /** The least and the most that keeps it. */
  readonly range: readonly [least: number, most: number];
  readonly unit?: 's';
}

const never = [0, 0] as const;
const once = [1, 1] as const;

export const guarantees: readonly Guarantee[] = [
  { measure: 'serverExits', says: 'The server survives the fault.', range: never },
  { measure: 'refusedConnections', says: 'It accepts new connections during the fault.', range: never },
  {
    measure: 'unansweredRequests',
    says: 'Every request that was sent gets a response: none is reset, closed or waits for more than 20 s. (A stop aborts requests that wait for a hanging database.)',
    range: never,
  },
  { measure: 'memoryFailures', says: 'Data in memory is served during the fault, with 200.', range: never },
  {
    measure: 'otherErrors',
    says: 'Requests that need the database are served, or rejected with 503 and STORE_UNAVAILABLE or DEADLINE_EXCEEDED; clients get no other error.',
    range: never,
  },
  {
    measure: 'leaks',
    says: 'No response contains the host, port, name or file of the database.',
    range: never,
  },
  {
    measure: 'readyWhileAway',
    says: '/readyz returns 503 while the database does not respond, and /livez returns 200.',
    range: never,
  },
  { measure: 'errorLinesPerOutage', says: 'One line of level error is logged for an outage.', range: once },
  {
    measure: 'infoLinesPerOutage',
    says: 'One line of level info is logged when the outage ends.',
    range: once,
  },
  {
    measure: 'recoverySeconds',
    says: 'Requests that need the database are served within 1 s after the database responds again.',
    range: [0, 1],
    unit: 's',
  },
  {
    measure: 'staleSeconds',
    says: 'A revision that another process publishes is served within 1 s, with or without notifications.',
    range: [0, 1],
    unit: 's',
  },
  {
    measure: 'swallowedStaleSeconds',
    says: 'It is served within 5 s if the network drops all packets of open connections.',
    range: [0, 5],
    unit: 's',
  },
  { measure: 'lostImports', says: 'An acknowledged import is complete.', range: never },
  {
    measure: 'tornRevisions',
    says: 'A revision is complete or absent: no gaps, no rows without their revision, an intact file.',
    range: never,
  },
  { measure: 'tornAnswers', says: 'No response shows a part of an import.', range: never },
  {
    measure: 'wordlessFailures',
    says: 'A command that fails exits with 1 and prints the reason in one line, without a stack.',
    range: never,
  },
  { measure: 'failedNextImports', says: 'The next import works after the fault.', range: never },
  {
    measure: 'unfitImportsApplied',
    says: 'An import without enough disk space is rejected, and the graph does not change.',
    range: never,
  },
  {
    measure: 'stopSeconds',
    says: 'A server exits within 10 s of SIGTERM, regardless of its clients and its database.',
    range: [0, 10],
    unit: 's',
  },
  {
    measure: 'wrongExitCodes',
    says: 'It exits with 0, or with 4 if a client did not finish its request or read its response in time.',
    range: never,
  },
  {
    measure: 'drainSeconds',
    says: 'With DRAIN_SECONDS=2, /readyz returns 503 for 2 s before new connections are refused.',
    range: [1.8, 10],
    unit: 's',
  },
];

/** What a guarantee came to in one situation. */
export interface Finding {
  readonly guarantee: Guarantee;
  readonly situation: string;
  readonly value: number;
  readonly isKept: boolean;
}

/** Checks what was measured in a situation. What was not measured gives no finding. */
export function check(situation: string, measures: Measures): readonly Finding[] {
  return guarantees.flatMap((guarantee) => {
    const value = measures[guarantee.measure];
    if (value === undefined) return [];
    const [least, most] = guarantee.range;
    // What could not be measured is NaN, which is in no range.
    return [{ guarantee, situation, value, isKept: value >= least && value <= most }];
  });
}
