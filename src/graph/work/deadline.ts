import { TertiumError } from '../errors.js';
import type { Pace } from './pace.js';
import { timeSlices, type Slicing, type TimeSlices } from './time-slices.js';

export interface DeadlineOptions {
  /** The time from the construction to the deadline in milliseconds. */
  readonly timeoutMs: number;
  /** Whether the client has disconnected. */
  readonly isAbandoned?: () => boolean;
  /** The scheduler of time slices; replaced in tests. */
  readonly slices?: TimeSlices;
}

/**
 * The deadline of one request, and the time slices of its work. After the deadline, or after the client has
 * disconnected, the work ends at its next pause. It cannot be resumed, since a part of a response must not be sent.
 */
export class Deadline implements Pace, Slicing {
  readonly timeoutMs: number;
  usedMs = 0;
  #expiresAt: number;
  readonly #isAbandoned: () => boolean;
  readonly #slices: TimeSlices;
  #isWaitingToBegin = false;
  #resumedAt: number;
  #failure: TertiumError | null = null;

  constructor({ timeoutMs, isAbandoned = () => false, slices = timeSlices }: DeadlineOptions) {
    this.timeoutMs = timeoutMs;
    this.#slices = slices;
    this.#isAbandoned = isAbandoned;
    this.#resumedAt = slices.now();
    this.#expiresAt = this.#resumedAt + timeoutMs;
  }

  /** The error that rejects the request; null until `end` is called. */
  get failure(): TertiumError | null {
    return this.#failure;
  }

  /**
   * Restarts the time. Called after each operation of a mutation, so that a completed mutation is not reported as failed
   * because it took long. Work that has failed stays failed.
   */
  restart(): void {
    this.#expiresAt = this.#slices.now() + this.timeoutMs;
  }

  /** The remaining time in milliseconds; at least 0. */
  get leftMs(): number {
    return Math.max(0, this.#expiresAt - this.#slices.now());
  }

  /**
   * Waits until the work may begin.
   * @returns null if the work may begin now: no other work is waiting, and the current time slice is not used up.
   * Otherwise a promise, which rejects if the work must not begin: with OVERLOADED if the deadline passes or the client
   * disconnects during the wait, with DEADLINE_EXCEEDED if this happened before the call
   */
  begin(): Promise<void> | null {
    if (this.isOver()) return Promise.reject(this.end());
    if (this.#slices.waiting === 0 && !this.#slices.isUsedUp()) return null;
    this.#isWaitingToBegin = true;
    return this.pause().then(() => {
      this.#isWaitingToBegin = false;
    });
  }

  isDue(): boolean {
    return this.#slices.isUsedUp();
  }

  async pause(): Promise<void> {
    const paused = this.#slices.now();
    this.usedMs += paused - this.#resumedAt;
    if (!this.isOver(paused)) await this.#slices.next(this);
    this.#resumedAt = this.#slices.now();
    if (this.isOver(this.#resumedAt)) throw this.end();
  }

  isOver(now: number = this.#slices.now()): boolean {
    return this.#failure !== null || now >= this.#expiresAt || this.#isAbandoned();
  }

  end(): TertiumError {
    return (this.#failure ??= this.#createError());
  }

  #createError(): TertiumError {
    const { timeoutMs } = this;
    if (this.#isWaitingToBegin) {
      return new TertiumError(
        'OVERLOADED',
        `The server is busy: the request waited ${timeoutMs} ms and was not started. Send it again later.`,
        { details: { limit: 'timeout', atMost: timeoutMs } },
      );
    }
    return new TertiumError(
      'DEADLINE_EXCEEDED',
      `The request exceeded the time limit of ${timeoutMs} ms. Request less data, or send the request again: intermediate results are cached for some time.`,
      { details: { limit: 'timeout', atMost: timeoutMs } },
    );
  }
}
