import { setImmediate as nextTurn } from 'node:timers/promises';
import pg from 'pg';

/** A session that blocks other sessions of its PostgreSQL database. */
export class BlockingSession {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async connect(url: string): Promise<BlockingSession> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new BlockingSession(client);
  }

  /** Until `end`, blocks all reads and writes of a table by other sessions. */
  async lock(table: string): Promise<void> {
    await this.#client.query('begin');
    await this.#client.query(`lock table ${table} in access exclusive mode`);
  }

  /** Until `end`, blocks all other writers to the graph. */
  async lockWriting(): Promise<void> {
    await this.#client.query('begin');
    await this.#client.query(`select pg_advisory_lock(${writerLock})`);
  }

  /** Until `end`, blocks the commits of transactions that insert into a table. */
  async blockCommits(table: string): Promise<void> {
    await this.#client.query(`
      create function wait_for_test() returns trigger language plpgsql as
        $$ begin perform pg_advisory_xact_lock(1); return null; end $$;
      create constraint trigger wait_for_test after insert on ${table}
        deferrable initially deferred for each row execute function wait_for_test();
      select pg_advisory_lock(1)`);
  }

  /** Resolves when another session waits for a lock. */
  async untilOtherWaits(): Promise<void> {
    const waiting = `select 1 from pg_locks where not granted
      and database = (select oid from pg_database where datname = current_database())`;
    while ((await this.#client.query(waiting)).rowCount === 0) await nextTurn();
  }

  /** Pauses the server processes of the other sessions of this database. @returns a function that resumes the processes */
  async pauseOthers(): Promise<() => void> {
    const { rows } = await this.#client.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    for (const { pid } of rows) process.kill(pid, 'SIGSTOP');
    return () => {
      for (const { pid } of rows) process.kill(pid, 'SIGCONT');
    };
  }

  /** Ends the session, which unblocks the other sessions. */
  async end(): Promise<void> {
    await this.#client.end();
  }
}

/** The key of the advisory lock that every writer takes. */
const writerLock = 7_361_041;
