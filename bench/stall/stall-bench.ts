import { parseArgs } from 'node:util';
import { openStore } from '../../src/storage/open-store.js';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import type { Bench, Table } from '../bench.js';
import { OptionsError } from '../http/options.js';
import { sendOperation, pollLiveness } from './send-operation.js';
import { heavyRequests, type HeavyRequests } from './heavy-requests.js';
import { startSampledServer, type SampledServer } from './sampled-server.js';
import { wideDatabase } from './wide-database.js';
import { nextRevision, wideGraph } from './wide-graph.js';

/** The maximum time for which Tertium may block the event loop. */
const maxBlockedMs = 50;
/** The time after the deadline in which a response may still arrive, because sending takes time. */
const graceMs = 250;
const note = { author: 'bench', origin: 'IMPORT' } as const;

/** Measures whether heavy requests block the event loop or exceed the deadline. */
export const stalls: Bench = {
  description:
    `The heaviest requests to ${wideGraph.approaches} approaches × ${wideGraph.dimensions.toLocaleString('en')} dimensions ` +
    `(${wideGraph.claims.toLocaleString('en')} claims, one for each cell), sent to the built server. Before each measurement, a new revision is ` +
    'published, so that its view has no cached results; a measurement whose name contains "warm" reads the previous view. The longest time between ' +
    'two turns of the event loop excludes garbage collection and the time of other processes.',
  async run(logProgress, flags) {
    const { only, deadline } = readFlags(flags);
    const url = await wideDatabase(logProgress);
    logProgress('Starting the server');
    const server = await startSampledServer(url, {
      REQUEST_TIMEOUT_MS: String(deadline),
      READ_MODEL_MB: '1024',
    });
    const store = await openStore(url);
    const rows: string[][] = [];
    const problems: string[] = [];
    const goals = new GoalCheck(deadline);
    try {
      await server.begin();
      await sendOperation(server.origin, {
        query:
          '{ compare(approaches: ["approach-1", "approach-2"]) { rows(first: 1) { nodes { verdict } } } }',
      });
      let wasMeasured = false;
      for (const heavy of heavyRequests) {
        if (only !== undefined && !heavy.name.includes(only) && !(heavy.isWarm && wasMeasured)) {
          wasMeasured = false;
          continue;
        }
        wasMeasured = true;
        const measured = await measure(server, store, heavy);
        rows.push([
          heavy.name,
          measured.outcomes,
          ...[measured.slowestMs, measured.cpuMs, measured.gcMs, measured.longestMs, measured.livezMs].map(
            (ms) => ms.toFixed(0),
          ),
        ]);
        logProgress(rows.at(-1)?.join(' | ') ?? '');
        problems.push(...goals.add(heavy, measured));
      }
    } finally {
      await store.close();
      await server.stop();
    }
    const head = [
      'requests',
      'outcome',
      'slowest ms',
      'CPU ms',
      'GC ms',
      'longest between turns ms',
      'slowest /livez ms',
    ];
    return { tables: [{ head, rows }, goals.table()], problems };
  },
};

interface Measured {
  readonly outcomes: string;
  readonly areServed: boolean;
  readonly slowestMs: number;
  readonly cpuMs: number;
  readonly gcMs: number;
  readonly longestMs: number;
  readonly livezMs: number;
}

/** Checks whether all requests meet the goals. */
class GoalCheck {
  readonly #deadlineMs: number;
  #longest: readonly [ms: number, name: string] = [0, ''];
  #slowest: readonly [ms: number, name: string] = [0, ''];
  #mustBeServed = 0;
  #served = 0;

  constructor(deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
  }

  /** Adds the measurements of requests. @returns a sentence for each missed goal */
  add({ name, mustBeServed }: HeavyRequests, measured: Measured): readonly string[] {
    const { longestMs, slowestMs, areServed } = measured;
    if (longestMs > this.#longest[0]) this.#longest = [longestMs, name];
    if (slowestMs > this.#slowest[0]) this.#slowest = [slowestMs, name];
    const isRequired = mustBeServed === true;
    if (isRequired) this.#mustBeServed += 1;
    if (isRequired && areServed) this.#served += 1;
    return [
      ...(longestMs > maxBlockedMs ? [`the event loop was blocked for ${longestMs.toFixed(0)} ms.`] : []),
      ...(slowestMs > this.#deadlineMs + graceMs ? [`a response took ${slowestMs.toFixed(0)} ms.`] : []),
      ...(isRequired && !areServed ? ['a request was rejected.'] : []),
    ].map((problem) => `${name}: ${problem}`);
  }

  table(): Table {
    const [longestMs, longest] = this.#longest;
    const [slowestMs, slowest] = this.#slowest;
    const yesOrNo = (isMet: boolean): string => (isMet ? 'yes' : 'NO');
    return {
      title: 'The goals',
      head: ['goal', 'met', 'worst'],
      rows: [
        [
          `Tertium blocks the event loop for at most ${maxBlockedMs} ms`,
          yesOrNo(longestMs <= maxBlockedMs),
          `${longestMs.toFixed(0)} ms: ${longest}`,
        ],
        [
          `each response arrives within the deadline of ${this.#deadlineMs} ms (and ${graceMs} ms for sending)`,
          yesOrNo(slowestMs <= this.#deadlineMs + graceMs),
          `${slowestMs.toFixed(0)} ms: ${slowest}`,
        ],
        [
          'first rows, nearest, entities and the maximum number of fields are served, not rejected',
          yesOrNo(this.#served === this.#mustBeServed),
          `${this.#served} of ${this.#mustBeServed}`,
        ],
      ],
    };
  }
}

let revision = 0;

async function measure(
  server: SampledServer,
  store: GraphStore,
  { requests, isWarm }: HeavyRequests,
): Promise<Measured> {
  if (isWarm !== true) {
    revision += 1;
    await store.apply([nextRevision(Date.now() + revision)], { ...note, message: 'a revision' });
    // The read model is updated before the measurement begins.
    await sendOperation(server.origin, { query: '{ revision { number } }' });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await server.begin();
  const liveness = pollLiveness(server.origin);
  const replies = await Promise.all(requests.map((request) => sendOperation(server.origin, request)));
  const livezMs = await liveness.stop();
  const { longestMs, cpuMs, gcMs } = await server.report();
  const counts = new Map<string, number>();
  for (const { outcome } of replies) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return {
    outcomes: [...counts]
      .map(([outcome, count]) => (replies.length === 1 ? outcome : `${count}: ${outcome}`))
      .join('; '),
    areServed: replies.every(({ isServed }) => isServed),
    slowestMs: Math.max(...replies.map(({ ms }) => ms)),
    cpuMs,
    gcMs,
    longestMs,
    livezMs,
  };
}

/** Parses the flags. @throws {OptionsError} if a flag is invalid */
function readFlags(flags: readonly string[]): {
  readonly only: string | undefined;
  readonly deadline: number;
} {
  try {
    const { only, deadline } = parseArgs({
      args: [...flags],
      options: { only: { type: 'string' }, deadline: { type: 'string', default: '2000' } },
    }).values;
    if (!/^[1-9]\d{0,5}$/u.test(deadline))
      throw new OptionsError(
        `--deadline: expected a whole number of milliseconds from 1 to 999999, got ${deadline}.`,
      );
    return { only, deadline: Number(deadline) };
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
