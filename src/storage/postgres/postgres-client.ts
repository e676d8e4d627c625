import { Socket } from 'node:net';
import pg from 'pg';

const keepAliveDelayMs = 10_000;

/**
 * A connection to PostgreSQL that may break at any time without ending the process, and that can be cut.
 *
 * It sends no start-up parameters but the user and the database: poolers such as PgBouncer refuse others.
 */
export class PostgresClient extends pg.Client {
  readonly #socket: Socket;

  constructor(config: pg.ClientConfig = {}) {
    const socket = new Socket();
    super({
      ...config,
      stream: () => socket,
      keepAlive: true,
      keepAliveInitialDelayMillis: keepAliveDelayMs,
    });
    this.#socket = socket;
    // The pool listens for errors of idle connections only, and an 'error' event without a listener ends the process.
    // Queries that run on the connection are rejected in any case.
    this.on('error', () => undefined);
  }

  /** Sends what is written in this turn of the event loop in one piece. */
  gatherWrites(): void {
    this.#socket.cork();
    process.nextTick(() => this.#socket.uncork());
  }

  /**
   * Cuts the connection once nothing was sent or received for a time.
   * @param ms in milliseconds; 0 for never
   */
  cutWhenSilent(ms: number): void {
    this.#socket.removeAllListeners('timeout');
    this.#socket.setTimeout(ms, () => this.cut());
  }

  /** Whether the connection has been cut, or has broken: events tell of it some turns later. */
  get isCut(): boolean {
    return this.#socket.destroyed;
  }

  /** Closes the connection at once; what runs on it is rejected. */
  cut(): void {
    this.#socket.destroy();
  }
}
