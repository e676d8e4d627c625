import type { EventLoop, Turn } from '../../../src/graph/work/time-slices.js';

/** An event loop whose clock and turns the test controls. */
export class SteppedLoop implements EventLoop {
  #now = 0;
  #callbacks: (() => void)[] = [];

  now(): number {
    return this.#now;
  }

  /** The number of pending turns that run even if no event occurs. */
  urgent = 0;

  nextTurn(callback: () => void, isUrgent: boolean): Turn {
    const turn = { isUrgent };
    if (isUrgent) this.urgent += 1;
    this.#callbacks.push(() => {
      if (turn.isUrgent) this.urgent -= 1;
      callback();
    });
    return {
      makeUrgent: () => {
        if (!turn.isUrgent) this.urgent += 1;
        turn.isUrgent = true;
      },
    };
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Runs one turn and the microtasks that the turn queues. */
  async turn(): Promise<void> {
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    for (const callback of callbacks) callback();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
