import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { unhurried, type Pace } from '../../graph/work/pace.js';
import { codeOf, messageOf } from '../dialect/driver-error.js';
import { PostgresClient } from './postgres-client.js';

/** Pools of connections to one database. */
export interface PostgresConnections {
  /** For statements that read, each in a read-only transaction of its own, bounded in time; no request waits for them. */
  readonly reading: PostgresPool;
  /**
   * Reads in a read-only transaction of its own, which the server ends when the time of `pace` is over.
   * @throws {TertiumError} DEADLINE_EXCEEDED where it is over by then; what the driver throws otherwise
   */
  read(statement: string, parameters: readonly unknown[], pace: Pace): Promise<pg.QueryResult>;
  /** For transactions that write, and for COPY: what runs on them bounds itself. */
  readonly working: PostgresWorkingPool;
  /** Closes the connections on which nothing runs: where one has broken off without a word, the others may be as dead. */
  distrustIdle(): void;
  /** Closes all connections; those that are still in use after a second are cut. */
  close(): Promise<void>;
}

type PooledClient = PostgresClient & pg.PoolClient;

/** A pool whose connections can be cut. */
export interface PostgresWorkingPool {
  connect(): Promise<PooledClient>;
  end(): Promise<void>;
}

export interface PostgresTimes {
  /** For a connection to be made, or to be free, in milliseconds. */
  readonly connectMs: number;
  /** For a statement that reads, on the server, in milliseconds. */
  readonly readMs: number;
  /** For a statement that writes, in milliseconds. */
  readonly writeMs: number;
}

const readingConnections = 10;
const workingConnections = 4;
/** The server has answered by then that it gave up, unless it is out of reach. */
const answerMs = 1_000;
const closeMs = 1_000;

/** Opens pools of connections; each connection is made when it is first needed. */
export function openPostgresConnections(
  connectionString: string,
  { connectMs, readMs, writeMs }: PostgresTimes,
): PostgresConnections {
  const open = new Set<PostgresClient>();
  const idle = new Set<PostgresClient>();
  const poolOf = (options: pg.PoolConfig): pg.Pool => {
    const pool = new pg.Pool({
      connectionString,
      connectionTimeoutMillis: connectMs,
      types: { getTypeParser: parserOf },
      Client: PostgresClient,
      ...options,
    });
    // A connection that breaks while it is idle leaves the pool; the next statement gets another one.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => open.add(client as PooledClient));
    pool.on('acquire', (client) => idle.delete(client as PooledClient));
    pool.on('release', (_error, client) => idle.add(client as PooledClient));
    pool.on('remove', (client) => {
      open.delete(client as PooledClient);
      idle.delete(client as PooledClient);
    });
    return pool;
  };
  const reading = poolOf({
    max: readingConnections,
    // A transaction of one statement is sent as a whole, and takes one round trip.
    pipeline: true,
  });
  const working = poolOf({ max: workingConnections });
  // The server ends a statement that takes too long; a server that is out of reach says nothing at all.
  working.on('acquire', (client) => (client as PooledClient).cutWhenSilent(writeMs + answerMs));
  const distrustIdle = (): void => {
    for (const client of idle) client.cut();
  };
  const close = async (): Promise<void> => {
    const timer = setTimeout(() => {
      for (const client of open) client.cut();
    }, closeMs);
    await Promise.all([reading.end(), working.end()]);
    clearTimeout(timer);
  };
  let closing: Promise<void> | undefined;

  const readOn = async (
    client: PooledClient,
    statement: string,
    parameters: readonly unknown[],
    pace: Pace,
  ): Promise<
    { readonly result: pg.QueryResult } | { readonly error: unknown; readonly isSilent: boolean }
  > => {
    // Whole milliseconds, rounded up: the server's clock for it begins later than ours, so that ours is over by the time it cuts.
    const boundMs = Math.max(1, Math.ceil(Math.min(readMs, pace.leftMs)));
    try {
      return { result: await inTransaction(client, statement, parameters, boundMs) };
    } catch (error) {
      // The server would have given up before: it is out of reach on this connection, which no other statement may get.
      const isSilent = messageOf(error).startsWith('Query read timeout');
      if (isSilent) distrustIdle();
      const isCut = codeOf(error) === statementCut && pace.isOver();
      return { error: isCut ? pace.end() : error, isSilent };
    }
  };

  return {
    reading: {
      async connect() {
        const client = await connectionOf(reading);
        let isSilent = false;
        const query = async (statement: unknown, parameters?: readonly unknown[]): Promise<unknown> => {
          const outcome = await readOn(client, String(statement), parameters ?? [], unhurried);
          if ('result' in outcome) return outcome.result;
          ({ isSilent } = outcome);
          throw outcome.error;
        };
        return { query: query as PostgresPoolClient['query'], release: () => client.release(isSilent) };
      },
      end: () => reading.end(),
    },
    async read(statement, parameters, pace) {
      const client = await connectionOf(reading);
      if (pace.isOver()) {
        // Nobody waits for the result any more.
        client.release();
        throw pace.end();
      }
      const outcome = await readOn(client, statement, parameters, pace);
      client.release('isSilent' in outcome && outcome.isSilent);
      if ('error' in outcome) throw outcome.error;
      return outcome.result;
    },
    working: { connect: () => connectionOf(working), end: () => working.end() },
    distrustIdle,
    close: () => (closing ??= close()),
  };
}

/** A connection of a pool: the pool hands out one that has broken until it is told of that. */
async function connectionOf(pool: pg.Pool): Promise<PooledClient> {
  for (;;) {
    const client = (await pool.connect()) as PooledClient;
    if (!client.isCut) return client;
    client.release(true);
  }
}

/** query_canceled: the server has ended a statement, for its statement_timeout or because it was told to. */
const statementCut = '57014';

/**
 * Sends three statements at once: a read-only transaction around the one that is given.
 * @param boundMs how long the server may take for it, in whole milliseconds
 * @returns the result of the one in the middle
 */
async function inTransaction(
  client: PostgresClient,
  statement: string,
  parameters: readonly unknown[],
  boundMs: number,
): Promise<pg.QueryResult> {
  // The driver reads this member, and its types have it for the whole connection only.
  const bounded = (text: string): { text: string } => {
    return { text, query_timeout: boundMs + answerMs } as { text: string };
  };
  client.gatherWrites();
  const begun = client.query(bounded(`begin read only; set local statement_timeout = ${boundMs}`));
  const result = client.query(bounded(statement), [...parameters]);
  const ended = client.query(bounded('commit'));
  const [first, second, third] = await Promise.allSettled([begun, result, ended]);
  for (const outcome of [second, first, third]) {
    if (outcome.status === 'rejected') throw outcome.reason as Error;
  }
  return (second as PromiseFulfilledResult<pg.QueryResult>).value;
}

/** Counts are read as numbers, and JSON as its text, as from SQLite. */
function parserOf(oid: number): (text: string) => unknown {
  if (oid === Number(pg.types.builtins.INT8)) return safeInteger;
  if (oid === Number(pg.types.builtins.JSON)) return (text) => text;
  return pg.types.getTypeParser(oid) as (text: string) => unknown;
}

function safeInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`The integer ${text} is too large.`);
  return number;
}
