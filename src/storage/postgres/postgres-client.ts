import { Socket } from 'node:net';
import pg from 'pg';

const keepAliveDelayMs = 10_000;

/**
 * A connection to PostgreSQL that can be forcibly closed, and that may break at any time without ending the process.
 *
 * Adds no start-up parameters to those of the driver and of the URL, because poolers such as PgBouncer reject most other parameters.
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
    // An 'error' event without a listener ends the process, and the pool listens only to idle connections.
    // Running queries are rejected in any case.
    this.on('error', () => undefined);
  }

  /** Collects the writes until the next tick, and sends them together. */
  corkWrites(): void {
    this.#socket.cork();
    process.nextTick(() => this.#socket.uncork());
  }

  /**
   * Forcibly closes the connection after a time without traffic.
   * @param ms the time in milliseconds; 0 for no limit
   */
  closeAfterInactivity(ms: number): void {
    this.#socket.removeAllListeners('timeout');
    this.#socket.setTimeout(ms, () => this.forceClose());
  }

  /** Whether the connection was forcibly closed or has broken. The events of the client are emitted a few turns of the event loop later. */
  get isClosed(): boolean {
    return this.#socket.destroyed;
  }

  /** Closes the connection immediately. Running queries are rejected. */
  forceClose(): void {
    this.#socket.destroy();
  }
}
