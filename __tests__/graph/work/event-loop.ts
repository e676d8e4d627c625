import type { EventLoop } from '../../../src/graph/work/time-slices.js';

/** An event loop whose clock and turns a test moves on. */
export class SteppedLoop implements EventLoop {
  #now = 0;
  #callbacks: (() => void)[] = [];

  now(): number {
    return this.#now;
  }

  nextTurn(callback: () => void): void {
    this.#callbacks.push(callback);
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** One turn, and whatever follows from it at once. */
  async turn(): Promise<void> {
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    for (const callback of callbacks) callback();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
