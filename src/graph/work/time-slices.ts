import { unbounded, type Pace } from './pace.js';

/** Work that runs in time slices. */
export interface Slicing {
  /** The time that the work has used, in milliseconds. The waiting work with the least used time is resumed first. */
  readonly usedMs: number;
  /** Whether the work must stop waiting. Its promise is then resolved the next time that waiting work is resumed. */
  isOver(now: number): boolean;
}

/** The functions of the event loop that time slices use; replaced in tests. */
export interface EventLoop {
  /** The current time in milliseconds. */
  now(): number;
  /**
   * Calls back once, in the next turn of the loop.
   * @param isUrgent whether the loop must turn even without I/O events; otherwise the loop may sleep until an event
   * occurs
   */
  nextTurn(callback: () => void, isUrgent: boolean): Turn;
}

/** A scheduled turn. */
export interface Turn {
  /** Makes the turn urgent. */
  makeUrgent(): void;
}

const nodeEventLoop: EventLoop = {
  now: () => performance.now(),
  nextTurn(callback, isUrgent) {
    const immediate = setImmediate(callback);
    // With a referenced immediate, the loop does not wait for I/O, and would turn once per request instead of once for
    // several requests.
    if (!isUrgent) immediate.unref();
    return { makeUrgent: () => void immediate.ref() };
  },
};

interface Waiting {
  readonly work: Slicing;
  readonly resolve: () => void;
}

/**
 * The length of a time slice in milliseconds: less than a third of the time that the event loop may be blocked. This leaves time
 * for a step that starts at the end of a slice, and for the other work of the turn.
 */
export const sliceMs = 15;

/**
 * The maximum number of idle turns between two slices. libuv accepts one connection per turn: with a slice in each turn, accepting
 * forty connections would take forty slices. An idle turn takes a few microseconds.
 */
const idleTurns = 16;

/**
 * Divides the event loop into time slices. All work of one turn shares one time slice; other work waits. Waiting work is resumed in the
 * next turns, within the slice of each turn, and the work that has used the least time is resumed first. So short work
 * overtakes long work, and equal work gets equal time.
 */
export class TimeSlices {
  readonly #loop: EventLoop;
  /** The start of the slice of this turn; null before the slice starts. */
  #begun: number | null = null;
  #turn: Turn | null = null;
  /** Whether waiting work was resumed in this turn. */
  #hasResumed = false;
  /** The number of idle turns that may still run before the next slice. */
  #turnsToSkip = 0;
  /** The waiting work, in the order in which it started to wait. */
  readonly #waiting: Waiting[] = [];
  readonly #idleTurns: number;

  /** Creates the slices of an event loop. @param turns the maximum number of idle turns between two slices */
  constructor(loop: EventLoop = nodeEventLoop, turns = idleTurns) {
    this.#loop = loop;
    this.#idleTurns = turns;
  }

  now(): number {
    return this.#loop.now();
  }

  /** The number of requests or other work that wait for a slice. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Whether the slice of this turn is used up. Starts the slice if it has not started. */
  isUsedUp(): boolean {
    if (this.#begun === null) {
      this.#begun = this.#loop.now();
      this.#scheduleTurn();
      return false;
    }
    return this.#loop.now() - this.#begun >= sliceMs;
  }

  /** Waits for a slice. Afterwards the caller must check `work.isOver`. */
  next(work: Slicing): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ work, resolve });
      this.#scheduleTurn();
    });
  }

  #scheduleTurn(): void {
    const isUrgent = this.#waiting.length > 0;
    if (this.#turn) {
      if (isUrgent) this.#turn.makeUrgent();
      return;
    }
    this.#turn = this.#loop.nextTurn(() => {
      this.#turn = null;
      const isIdle = this.#begun === null;
      this.#begun = null;
      if (this.#waiting.length === 0) return;
      if (this.#skipsTurn(isIdle)) this.#scheduleTurn();
      else this.#resumeWaiting();
    }, isUrgent);
  }

  /** Whether one more turn must run before the next slice. */
  #skipsTurn(isIdle: boolean): boolean {
    if (this.#hasResumed) {
      this.#hasResumed = false;
      this.#turnsToSkip = this.#idleTurns;
    } else if (!isIdle) this.#turnsToSkip = 0;
    if (this.#turnsToSkip === 0) return false;
    this.#turnsToSkip -= 1;
    return true;
  }

  /** Resumes waiting work, one after the other, until the slice of this turn is used up. */
  #resumeWaiting(): void {
    this.#begun = this.#loop.now();
    this.#hasResumed = true;
    this.#resumeNext();
    this.#scheduleTurn();
  }

  #resumeNext(): void {
    const next = this.#takeNext();
    if (!next) return;
    next.resolve();
    // A tick that is scheduled by a microtask runs after the resumed work has run to its next pause.
    queueMicrotask(() => {
      process.nextTick(() => {
        if (this.#waiting.length > 0 && this.#begun !== null && !this.isUsedUp()) this.#resumeNext();
      });
    });
  }

  /**
   * Removes and returns the work that has used the least time; of work with equal times, the work that has waited
   * longest. Resumes all work that is over.
   */
  #takeNext(): Waiting | null {
    const now = this.#loop.now();
    let selected: Waiting | null = null;
    let remaining = 0;
    for (const each of this.#waiting) {
      if (each.work.isOver(now)) {
        each.resolve();
        continue;
      }
      if (!selected || each.work.usedMs < selected.work.usedMs) selected = each;
      this.#waiting[remaining] = each;
      remaining += 1;
    }
    this.#waiting.length = remaining;
    if (!selected) return null;
    this.#waiting.splice(this.#waiting.indexOf(selected), 1);
    return selected;
  }
}

/** The time slices of this thread's event loop. */
export const timeSlices = new TimeSlices();

/**
 * The pace of work without a deadline in a server, such as a publication. The work runs in time slices, and is resumed before all
 * work that has used time.
 */
export const background: Pace = Object.freeze({
  ...unbounded,
  isDue: () => timeSlices.isUsedUp(),
  pause: () => timeSlices.next(unaccounted),
});

/** The work of `background`. Its time is not counted, so that it is resumed before work that has used time. */
const unaccounted: Slicing = Object.freeze({ usedMs: 0, isOver: () => false });

/** The pace of work for which no request waits. Work of every other pace is resumed before it. */
export const lowPriority: Pace = Object.freeze({
  ...unbounded,
  isDue: () => timeSlices.isUsedUp(),
  pause: () => timeSlices.next(resumedLast),
});

const resumedLast: Slicing = Object.freeze({ usedMs: Number.POSITIVE_INFINITY, isOver: () => false });
