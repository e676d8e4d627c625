import { TertiumError } from '../../graph/errors.js';

/** A change in whether a database answers. */
export type AvailabilityChange =
  | { readonly isAvailable: false; readonly error: TertiumError }
  /** @property outageMs how long it did not answer, in milliseconds */
  | { readonly isAvailable: true; readonly outageMs: number };

/**
 * Tells when a database goes away and when it answers again, once for each outage however many statements fail meanwhile.
 *
 * An outage ends with a statement that was sent after it began: of those that were sent before, some may still be answered. Likewise, a
 * statement begins no outage that was sent before the last one that was answered, such as one on a connection that is dead.
 */
export class Availability {
  readonly #onChange: (change: AvailabilityChange) => void;
  #awaySince: number | null = null;
  /** When the newest of the statements was sent that were answered. */
  #lastAnswered = Number.NEGATIVE_INFINITY;

  constructor(onChange: (change: AvailabilityChange) => void) {
    this.#onChange = onChange;
  }

  /**
   * Awaits what a statement gives, and notes whether the database answered.
   * @param explain gives STORE_UNAVAILABLE for errors that say that the database cannot be used, else the error
   */
  async observe<Result>(run: () => Promise<Result>, explain: (error: unknown) => unknown): Promise<Result> {
    const sent = performance.now();
    let result: Result;
    try {
      result = await run();
    } catch (error) {
      const explained = explain(error);
      if (explained instanceof TertiumError && explained.code === 'STORE_UNAVAILABLE')
        this.#failed(explained, sent);
      throw explained;
    }
    this.#answered(sent);
    return result;
  }

  /** Tells of a failure that is no outage: the database answers, but is not to be used. */
  report(error: TertiumError): void {
    this.#onChange({ isAvailable: false, error });
  }

  #failed(error: TertiumError, sent: number): void {
    if (this.#awaySince !== null || sent < this.#lastAnswered) return;
    this.#awaySince = performance.now();
    this.#onChange({ isAvailable: false, error });
  }

  #answered(sent: number): void {
    if (sent > this.#lastAnswered) this.#lastAnswered = sent;
    if (this.#awaySince === null || sent <= this.#awaySince) return;
    const outageMs = performance.now() - this.#awaySince;
    this.#awaySince = null;
    this.#onChange({ isAvailable: true, outageMs });
  }
}
