import { TertiumError } from '../errors.js';
import type { Pace } from './pace.js';
import { timeSlices, type Slicing, type TimeSlices } from './time-slices.js';

export interface DeadlineOptions {
  /** How long the work may take from now on, in milliseconds. */
  readonly timeoutMs: number;
  /** Whether nobody waits for the result any more. */
  readonly isAbandoned?: () => boolean;
  /** What shares the event loop out; replaced in tests. */
  readonly slices?: TimeSlices;
}

/**
 * The deadline of one request, and its share of the event loop. Whatever the request does past the deadline, or after its client has
 * gone, ends at the next pause. Once it has ended so, it stays so: no part of an answer may be sent.
 */
export class Deadline implements Pace, Slicing {
  readonly timeoutMs: number;
  usedMs = 0;
  readonly #expiresAt: number;
  readonly #isAbandoned: () => boolean;
  readonly #slices: TimeSlices;
  #waitsForItsTurn = false;
  #resumedAt: number;
  #failure: TertiumError | null = null;

  constructor({ timeoutMs, isAbandoned = () => false, slices = timeSlices }: DeadlineOptions) {
    this.timeoutMs = timeoutMs;
    this.#slices = slices;
    this.#isAbandoned = isAbandoned;
    this.#resumedAt = slices.now();
    this.#expiresAt = this.#resumedAt + timeoutMs;
  }

  /** Why the request has to be refused; null while it need not. */
  get failure(): TertiumError | null {
    return this.#failure;
  }

  /** How much time is left, in milliseconds: 0 at least. */
  get leftMs(): number {
    return Math.max(0, this.#expiresAt - this.#slices.now());
  }

  /**
   * Waits until the work may begin: not at all, where nothing else is under way.
   * @throws {TertiumError} OVERLOADED where its turn has not come before the deadline, DEADLINE_EXCEEDED where that has passed already
   */
  begin(): Promise<void> | null {
    if (this.isOver()) return Promise.reject(this.end());
    if (this.#slices.waiting === 0 && !this.#slices.isUsedUp()) return null;
    this.#waitsForItsTurn = true;
    return this.pause().then(() => {
      this.#waitsForItsTurn = false;
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
    return (this.#failure ??= this.#refusal());
  }

  #refusal(): TertiumError {
    const { timeoutMs } = this;
    if (this.#waitsForItsTurn) {
      return new TertiumError(
        'OVERLOADED',
        `The server is busy: the request waited ${timeoutMs} ms for its turn and was not begun. Send it again later.`,
        { details: { limit: 'timeout', atMost: timeoutMs } },
      );
    }
    return new TertiumError(
      'DEADLINE_EXCEEDED',
      `The request takes longer than the ${timeoutMs} ms that a request may take. Ask for less, or send it again: what has been worked out so far is kept for a while.`,
      { details: { limit: 'timeout', atMost: timeoutMs } },
    );
  }
}
