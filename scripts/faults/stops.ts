import { setTimeout as delay } from 'node:timers/promises';
import { createDatabase, postgresDatabase, type OwnDatabase } from './database.js';
import { measurementsOf, type Fault, type FaultSetting, type Observation } from './fault.js';
import type { Measurements } from './guarantees.js';
import { HttpClient } from './http-client.js';
import { Load } from './load.js';
import { seed, startServer, type ServerProcess } from './server-process.js';
import {
  idle,
  notReading,
  sendingNothing,
  tricklingBody,
  tricklingHead,
  type SlowClient,
} from './slow-clients.js';

const exitTimeoutMs = 30_000;
const drainSeconds = 2;
/** The level of warnings in pino. */
const warnLevel = 40;

/** A stop of a server in one situation. */
interface Stop {
  readonly situation: string;
  readonly database: OwnDatabase;
  readonly clients: readonly SlowClient[];
  readonly settings?: Readonly<Record<string, string>>;
  /** The permitted exit codes. */
  readonly exitCodes: readonly number[];
  /** Prepares the situation before the signal, for example by pausing the database. */
  readonly before?: () => Promise<void>;
  /** Reverts the preparation. */
  readonly after?: () => Promise<void>;
  /** Observes the stop, starting at the signal. @returns the measurements, when the server has ended */
  readonly watch?: (server: ServerProcess) => Promise<Pick<Observation, 'notes' | 'measurements'>>;
  /** Whether the database responds, so that requests that need the database must get responses. */
  readonly isDatabaseUp: boolean;
}

/** Servers that receive SIGTERM. */
export const stops: Fault = {
  description:
    'A server receives SIGTERM while clients query it continuously, and other clients are idle, send nothing, send a request character by ' +
    'character, or do not read responses; during a drain (DRAIN_SECONDS); and while its database hangs.',
  async run(setting) {
    const { logProgress } = setting;
    const sqlite = await createDatabase('SQLite', setting);
    await seed({ main: setting.main, databaseUrl: sqlite.url });
    const { url, secret, server: postgres } = await postgresDatabase(setting);
    await seed({ main: setting.main, databaseUrl: url });
    const onSqlite = { database: sqlite, isDatabaseUp: true };
    const situations: readonly Stop[] = [
      {
        ...onSqlite,
        situation: 'idle clients, and clients that send nothing',
        clients: [idle, idle, sendingNothing, sendingNothing],
        exitCodes: [0],
      },
      {
        ...onSqlite,
        situation: 'trickling clients, and a client that does not read',
        clients: [tricklingHead, tricklingBody, notReading],
        exitCodes: [4],
      },
      {
        ...onSqlite,
        situation: `DRAIN_SECONDS=${drainSeconds}`,
        clients: [idle, sendingNothing],
        settings: { DRAIN_SECONDS: String(drainSeconds) },
        exitCodes: [0],
        watch: watchDrain,
      },
      {
        situation: 'the database hangs',
        database: { url, secret },
        clients: [idle, sendingNothing],
        exitCodes: [0, 4],
        before: () => postgres.pause(),
        after: () => postgres.resume(),
        isDatabaseUp: false,
      },
    ];
    const observations: Observation[] = [];
    for (let round = 1; round <= (setting.rounds ?? 1); round += 1) {
      for (const each of situations) {
        logProgress(`Stop ${round}: ${each.situation}`);
        try {
          observations.push(await stop(each, setting));
        } finally {
          await each.after?.();
        }
      }
    }
    return observations;
  },
};

async function stop(
  { situation, database, clients, settings, exitCodes, before, watch, isDatabaseUp }: Stop,
  { main, onEnd }: FaultSetting,
): Promise<Observation> {
  const server = await startServer({ main, databaseUrl: database.url }, settings);
  onEnd(() => server.kill());
  const load = new Load(server.address, { memory: 4, database: 4 }, database.secret);
  await load.nextData('database');
  const sockets = await Promise.all(clients.map((open) => open(server.port)));
  await delay(1_000);
  await before?.();

  const firstLine = server.log.length;
  const from = performance.now();
  server.signal('SIGTERM');
  const watching = watch?.(server);
  const exit = await exitWithin(exitTimeoutMs, server);
  const seconds = (performance.now() - from) / 1000;
  const { notes = [], measurements = {} } = (await watching) ?? {};
  await load.stop();
  for (const socket of sockets) socket.destroy();
  return {
    situation,
    tallies: load.tallies,
    notes: [
      ['exit code', String(exit ?? 'none: ended by SIGKILL')],
      ['seconds from SIGTERM to the exit', seconds.toFixed(2)],
      ...notes,
      ...server.log
        .slice(firstLine)
        .filter(({ level }) => level >= warnLevel)
        .map(({ msg }) => ['logged', msg] as const),
    ],
    measurements: {
      ...guaranteedOf(load, isDatabaseUp),
      stopSeconds: seconds - Number(settings?.['DRAIN_SECONDS'] ?? 0),
      wrongExitCodes: exit !== null && exitCodes.includes(exit) ? 0 : 1,
      ...measurements,
    },
  };
}

/** Selects the guaranteed measurements of a stop. After the port is closed, connections may be refused. Requests that wait for a hanging database may be aborted. */
function guaranteedOf({ tallies }: Load, isDatabaseUp: boolean): Measurements {
  const { memoryFailures = 0, otherErrors = 0, leaks = 0, unansweredRequests = 0 } = measurementsOf(tallies);
  const { broken, timedOut } = tallies.memory.counts;
  return {
    memoryFailures,
    otherErrors,
    leaks,
    unansweredRequests: isDatabaseUp ? unansweredRequests : broken + timedOut,
  };
}

/** Waits for the exit of a server, and kills it after a time limit. @returns its exit code; null if it was killed */
async function exitWithin(milliseconds: number, server: ServerProcess): Promise<number | null> {
  const timer = new AbortController();
  const isInTime = await Promise.race([
    server.exited.then(() => true),
    delay(milliseconds, false, { signal: timer.signal }).catch(() => false),
  ]);
  timer.abort();
  if (!isInTime) await server.kill();
  return server.exited;
}

/** Requests `/readyz` on new connections until a request gets no response, or the server has ended. */
async function watchDrain(server: ServerProcess): Promise<Pick<Observation, 'notes' | 'measurements'>> {
  const started = performance.now();
  let [firstUnready, refused, readyAfterUnready] = [Number.NaN, Number.NaN, 0];
  while (Number.isNaN(refused) && server.isUp) {
    const client = new HttpClient(server.address);
    const end = await client.get('/readyz');
    client.close();
    const seconds = (performance.now() - started) / 1000;
    if (end.type !== 'RESPONSE') refused = seconds;
    else if (end.status === 503 && Number.isNaN(firstUnready)) firstUnready = seconds;
    else if (end.status === 200 && !Number.isNaN(firstUnready)) readyAfterUnready += 1;
    await delay(20);
  }
  const drained = refused - firstUnready;
  return {
    notes: [
      ['/readyz returned 503 after', `${firstUnready.toFixed(2)} s`],
      ['time from this response until connections were refused', `${drained.toFixed(2)} s`],
    ],
    measurements: { drainSeconds: readyAfterUnready > 0 ? 0 : drained },
  };
}
