import { TertiumError } from '../../graph/errors.js';

/** A change of whether the database answers. */
export type AvailabilityChange =
  | { readonly isAvailable: false; readonly error: TertiumError }
  /** @property outageMs how long it did not answer, in milliseconds */
  | { readonly isAvailable: true; readonly outageMs: number };

/**
 * Reports when an outage of the database begins and ends: once each, however many statements fail.
 *
 * Only the answer to a statement that was sent after the outage began ends it, because statements that were sent earlier may still be
 * answered. A failed statement begins no outage if a later statement was answered: then only its connection is dead.
 */
export class Availability {
  readonly #onChange: (change: AvailabilityChange) => void;
  #unavailableSince: number | null = null;
  #isBlocked = false;
  /** When the newest answered statement was sent. */
  #lastAnswered = Number.NEGATIVE_INFINITY;

  constructor(onChange: (change: AvailabilityChange) => void) {
    this.#onChange = onChange;
  }

  /**
   * Runs a statement and records whether the database answered.
   * @param explain converts errors which mean that the database cannot be used to STORE_UNAVAILABLE, and returns others unchanged
   * @throws the explained error
   */
  async observe<Result>(run: () => Promise<Result>, explain: (error: unknown) => unknown): Promise<Result> {
    const sent = performance.now();
    const result = await this.observeConnection(run, explain);
    this.#answered(sent);
    return result;
  }

  /**
   * Opens a connection and records a failure. Success shows nothing about the database, because a pooler accepts connections
   * while its database is down.
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

  /** Begins an outage that only `unblock` ends, and no answered statement: the database answers, but must not be used. */
  block(error: TertiumError): void {
    this.#isBlocked = true;
    this.#begin(error);
  }

  /** Ends the outage that `block` began, if there is one. */
  unblock(): void {
    if (!this.#isBlocked) return;
    this.#isBlocked = false;
    this.#end();
  }

  #failed(error: TertiumError, sent: number): void {
    if (sent >= this.#lastAnswered) this.#begin(error);
  }

  #begin(error: TertiumError): void {
    if (this.#unavailableSince !== null) return;
    this.#unavailableSince = performance.now();
    this.#onChange({ isAvailable: false, error });
  }

  #answered(sent: number): void {
    if (sent > this.#lastAnswered) this.#lastAnswered = sent;
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
