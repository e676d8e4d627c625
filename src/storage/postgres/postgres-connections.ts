import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { commandPace, type Pace } from '../../graph/work/pace.js';
import { codeOf, messageOf } from '../dialect/store-errors.js';
import { PostgresClient } from './postgres-client.js';

/** Pools of connections to one database. */
export interface PostgresConnections {
  /**
   * The pool for statements that read outside of requests. Each statement runs in its own read-only transaction with a
   * timeout.
   */
  readonly reading: PostgresPool;
  /**
   * Runs a statement in its own read-only transaction. The server ends the statement at the deadline of `pace`, or earlier at the timeout of
   * statements that read.
   * @throws {TertiumError} DEADLINE_EXCEEDED if `pace` is over. Other errors are errors of the driver.
   */
  read(statement: string, parameters: readonly unknown[], pace: Pace): Promise<pg.QueryResult>;
  /**
   * The pool for transactions that write, and for COPY. It sets no timeout of statements on the server. It closes a connection that has had no
   * traffic for longer than a statement that writes may take.
   */
  readonly working: PostgresWorkingPool;
  /** The pool of one connection for erasures and migrations, whose statements may take any time. Only the keep-alive of TCP closes a dead connection. */
  readonly unlimited: PostgresWorkingPool;
  /**
   * Closes the idle connections. Called when a connection no longer responds, since idle connections may also be dead.
   */
  closeIdle(): void;
  /** Closes all connections. Connections that are still in use after a second are forcibly closed. */
  close(): Promise<void>;
}

type PooledClient = PostgresClient & pg.PoolClient;

/** A pool whose connections can be forcibly closed. */
export interface PostgresWorkingPool {
  connect(): Promise<PooledClient>;
  end(): Promise<void>;
}

export interface PostgresTimes {
  /** Timeout of a new connection, and of the wait for a free connection, in milliseconds. */
  readonly connectMs: number;
  /** Timeout of a statement that reads, on the server, in milliseconds. */
  readonly readMs: number;
  /** Timeout of a statement that writes, in milliseconds. */
  readonly writeMs: number;
}

const readingConnections = 10;
const workingConnections = 4;
/**
 * The time after a statement's timeout within which the server must report the timeout, in milliseconds. A server that
 * does not report it is unreachable.
 */
const graceMs = 1_000;
/** The time after which `close` forcibly closes the connections in use, in milliseconds. */
const closeMs = 1_000;

/** Opens pools of connections. Connections are created on demand. */
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
    // A connection that breaks while idle is removed from the pool. The next statement gets another connection.
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
    // Needed to send a transaction of one statement in one round trip: see `inTransaction`.
    pipeline: true,
  });
  const working = poolOf({ max: workingConnections });
  // A reachable server ends slow statements itself, so a connection without traffic for a longer time counts as dead.
  working.on('acquire', (client) => (client as PooledClient).closeAfterInactivity(writeMs + graceMs));
  const unlimited = poolOf({ max: 1 });
  const closeIdle = (): void => {
    for (const client of idle) client.forceClose();
  };
  const close = async (): Promise<void> => {
    const timer = setTimeout(() => {
      for (const client of open) client.forceClose();
    }, closeMs);
    await Promise.all([reading.end(), working.end(), unlimited.end()]);
    clearTimeout(timer);
  };
  let closing: Promise<void> | undefined;

  const readOn = async (
    client: PooledClient,
    statement: string,
    parameters: readonly unknown[],
    pace: Pace,
  ): Promise<
    { readonly result: pg.QueryResult } | { readonly error: unknown; readonly timedOut: boolean }
  > => {
    // Whole milliseconds, rounded up. The timeout of the server starts later: if the bound is `leftMs`, the deadline of `pace` has passed when
    // the server ends the statement.
    const boundMs = Math.max(1, Math.ceil(Math.min(readMs, pace.leftMs)));
    try {
      return { result: await inTransaction(client, statement, parameters, boundMs) };
    } catch (error) {
      // A reachable server would have ended the statement earlier: this connection is dead and must not be reused.
      const timedOut = messageOf(error).startsWith('Query read timeout');
      if (timedOut) closeIdle();
      const isPastDeadline = codeOf(error) === queryCanceled && pace.isOver();
      return { error: isPastDeadline ? pace.end() : error, timedOut };
    }
  };

  return {
    reading: {
      async connect() {
        const client = await connectionOf(reading);
        let timedOut = false;
        const query = async (statement: unknown, parameters?: readonly unknown[]): Promise<unknown> => {
          const outcome = await readOn(client, String(statement), parameters ?? [], commandPace);
          if ('result' in outcome) return outcome.result;
          ({ timedOut } = outcome);
          throw outcome.error;
        };
        return { query: query as PostgresPoolClient['query'], release: () => client.release(timedOut) };
      },
      end: () => reading.end(),
    },
    async read(statement, parameters, pace) {
      const client = await connectionOf(reading);
      if (pace.isOver()) {
        // The request no longer waits for the result.
        client.release();
        throw pace.end();
      }
      const outcome = await readOn(client, statement, parameters, pace);
      client.release('timedOut' in outcome && outcome.timedOut);
      if ('error' in outcome) throw outcome.error;
      return outcome.result;
    },
    working: { connect: () => connectionOf(working), end: () => working.end() },
    unlimited: { connect: () => connectionOf(unlimited), end: () => unlimited.end() },
    closeIdle,
    close: () => (closing ??= close()),
  };
}

/** Takes an unbroken connection from a pool. The pool returns broken connections until they are released with an error. */
async function connectionOf(pool: pg.Pool): Promise<PooledClient> {
  for (;;) {
    const client = (await pool.connect()) as PooledClient;
    if (!client.isClosed) return client;
    client.release(true);
  }
}

/** query_canceled: the server ended a statement, because of its statement_timeout or on request. */
const queryCanceled = '57014';

/**
 * Runs a statement in a read-only transaction. Sends `begin`, the statement and `commit` together, so the transaction takes one round trip.
 * @param boundMs the timeout of the statement on the server, in whole milliseconds
 * @returns the result of the statement
 */
async function inTransaction(
  client: PostgresClient,
  statement: string,
  parameters: readonly unknown[],
  boundMs: number,
): Promise<pg.QueryResult> {
  // The driver supports `query_timeout` for a query, but its types allow the option only for a connection.
  const bounded = (text: string): { text: string } => {
    return { text, query_timeout: boundMs + graceMs } as { text: string };
  };
  client.corkWrites();
  const begun = client.query(bounded(`begin read only; set local statement_timeout = ${boundMs}`));
  const result = client.query(bounded(statement), [...parameters]);
  const ended = client.query(bounded('commit'));
  const [first, second, third] = await Promise.allSettled([begun, result, ended]);
  for (const outcome of [second, first, third]) {
    if (outcome.status === 'rejected') throw outcome.reason as Error;
  }
  return (second as PromiseFulfilledResult<pg.QueryResult>).value;
}

/** Returns the parser of a type. Counts become numbers, and JSON stays text, as in the rows of SQLite. */
function parserOf(oid: number): (text: string) => unknown {
  if (oid === Number(pg.types.builtins.INT8)) return safeInteger;
  if (oid === Number(pg.types.builtins.JSON)) return (text) => text;
  return pg.types.getTypeParser(oid) as (text: string) => unknown;
}

function safeInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`Expected a safe integer, got ${text}.`);
  return number;
}
