import { TertiumError } from '../graph/errors.js';

/** A change in whether a database answers. */
export type AvailabilityChange =
  | { readonly isAvailable: false; readonly error: TertiumError }
  /** @property outageMs how long it did not answer, in milliseconds */
  | { readonly isAvailable: true; readonly outageMs: number };

/**
 * Tells when a database goes away and when it answers again, once for each outage however many statements fail meanwhile.
 *
 * An outage ends with a statement that was sent after it began: of those that were sent before, some may still be answered.
 */
export class Availability {
  readonly #onChange: (change: AvailabilityChange) => void;
  #awaySince: number | null = null;

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
        this.#failed(explained);
      throw explained;
    }
    if (this.#awaySince !== null) this.#answered(sent);
    return result;
  }

  /** Tells of a failure that is no outage: the database answers, but is not to be used. */
  report(error: TertiumError): void {
    this.#onChange({ isAvailable: false, error });
  }

  #failed(error: TertiumError): void {
    if (this.#awaySince !== null) return;
    this.#awaySince = performance.now();
    this.#onChange({ isAvailable: false, error });
  }

  #answered(sent: number): void {
    if (this.#awaySince === null || sent <= this.#awaySince) return;
    const outageMs = performance.now() - this.#awaySince;
    this.#awaySince = null;
    this.#onChange({ isAvailable: true, outageMs });
  }
}
