import { setImmediate as nextTurn } from 'node:timers/promises';
import pg from 'pg';

/** A session that keeps others from going on. */
export class BlockedPostgres {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async connect(url: string): Promise<BlockedPostgres> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new BlockedPostgres(client);
  }

  /** Keeps everybody else from reading a table, until the end. */
  async lock(table: string): Promise<void> {
    await this.#client.query('begin');
    await this.#client.query(`lock table ${table} in access exclusive mode`);
  }

  /** Keeps everybody else from writing to the graph, until the end. */
  async lockWriting(): Promise<void> {
    await this.#client.query('begin');
    await this.#client.query(`select pg_advisory_lock(${writerLock})`);
  }

  /** Lets transactions that add to a table wait in their commit, until the end. */
  async holdCommits(table: string): Promise<void> {
    await this.#client.query(`
      create function wait_for_test() returns trigger language plpgsql as
        $$ begin perform pg_advisory_xact_lock(1); return null; end $$;
      create constraint trigger wait_for_test after insert on ${table}
        deferrable initially deferred for each row execute function wait_for_test();
      select pg_advisory_lock(1)`);
  }

  /** Resolves when another session waits for a lock. */
  async somebodyWaits(): Promise<void> {
    const waiting = `select 1 from pg_locks where not granted
      and database = (select oid from pg_database where datname = current_database())`;
    while ((await this.#client.query(waiting)).rowCount === 0) await nextTurn();
  }

  /** Stops the server's processes that serve other sessions of this database. @returns lets them go on */
  async stopOthers(): Promise<() => void> {
    const { rows } = await this.#client.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    for (const { pid } of rows) process.kill(pid, 'SIGSTOP');
    return () => {
      for (const { pid } of rows) process.kill(pid, 'SIGCONT');
    };
  }

  async end(): Promise<void> {
    await this.#client.end();
  }
}

/** What every writer locks. */
const writerLock = 7_361_041;
