import { TertiumError } from '../../graph/errors.js';

/** The start or the end of an outage of the database. */
export type AvailabilityChange =
  | { readonly isAvailable: false; readonly error: TertiumError }
  /** The end of an outage. @property outageMs the duration of the outage in milliseconds */
  | { readonly isAvailable: true; readonly outageMs: number };

/**
 * Reports the start and the end of each outage of the database once, for any number of failed statements.
 *
 * An outage ends when a statement succeeds that was sent after the outage began. Statements that were sent before may still succeed.
 * After `block`, only `unblock` ends the outage.
 * A failed statement does not start an outage if a statement that was sent later has succeeded: the failure then concerns a single connection.
 */
export class Availability {
  readonly #onChange: (change: AvailabilityChange) => void;
  #unavailableSince: number | null = null;
  #isBlocked = false;
  /** The time at which the newest successful statement was sent. */
  #lastSucceeded = Number.NEGATIVE_INFINITY;

  constructor(onChange: (change: AvailabilityChange) => void) {
    this.#onChange = onChange;
  }

  /**
   * Runs a statement, and records success and STORE_UNAVAILABLE.
   * @param explain converts an error to STORE_UNAVAILABLE if it means that the database cannot be used; returns other
   * errors unchanged
   * @throws the explained error
   */
  async observe<Result>(run: () => Promise<Result>, explain: (error: unknown) => unknown): Promise<Result> {
    const sent = performance.now();
    const result = await this.observeConnection(run, explain);
    this.#succeeded(sent);
    return result;
  }

  /**
   * Opens a connection and records a failure. A success is not recorded, because a pooler accepts connections while its database
   * is down.
   * @param explain as for `observe`
   * @throws the explained error
   */
  async observeConnection<Result>(
    connect: () => Promise<Result>,
    explain: (error: unknown) => unknown,
  ): Promise<Result> {
    const sent = performance.now();
    try {
      return await connect();
    } catch (error) {
      const explained = explain(error);
      if (explained instanceof TertiumError && explained.code === 'STORE_UNAVAILABLE')
        this.#failed(explained, sent);
      throw explained;
    }
  }

  /** Begins an outage, unless one has begun. Only `unblock` ends it: statements may succeed, but the database must not be used. */
  block(error: TertiumError): void {
    this.#isBlocked = true;
    this.#begin(error);
  }

  /** Ends the outage after a call of `block`; without such a call, does nothing. */
  unblock(): void {
    if (!this.#isBlocked) return;
    this.#isBlocked = false;
    this.#end();
  }

  #failed(error: TertiumError, sent: number): void {
    if (sent >= this.#lastSucceeded) this.#begin(error);
  }

  #begin(error: TertiumError): void {
    if (this.#unavailableSince !== null) return;
    this.#unavailableSince = performance.now();
    this.#onChange({ isAvailable: false, error });
  }

  #succeeded(sent: number): void {
    if (sent > this.#lastSucceeded) this.#lastSucceeded = sent;
    if (this.#isBlocked || this.#unavailableSince === null || sent <= this.#unavailableSince) return;
    this.#end();
  }

  #end(): void {
    if (this.#unavailableSince === null) return;
    const outageMs = performance.now() - this.#unavailableSince;
    this.#unavailableSince = null;
    this.#onChange({ isAvailable: true, outageMs });
  }
}
