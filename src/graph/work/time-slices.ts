import { unbounded, type Pace } from './pace.js';

/** What runs in time slices. */
export interface Slicing {
  /** For how long it has had slices, in milliseconds. */
  readonly usedMs: number;
  /** Whether it need not wait any more: its promise is rejected at the next turn. */
  isOver(now: number): boolean;
}

/** The event loop, as far as it is needed here; replaced in tests. */
export interface EventLoop {
  /** In milliseconds. */
  now(): number;
  /**
   * Calls back in the next turn, after what has come in by then.
   * @param isUrgent whether that turn is to come even where nothing has come in; otherwise the loop may sleep until something does
   */
  nextTurn(callback: () => void, isUrgent: boolean): Turn;
}

/** A turn that was asked for. */
export interface Turn {
  /** Makes it urgent. */
  hurry(): void;
}

const nodeEventLoop: EventLoop = {
  now: () => performance.now(),
  nextTurn(callback, isUrgent) {
    const immediate = setImmediate(callback);
    // A loop that has an immediate to run does not wait for requests: it would turn for each one that comes, instead of for many together.
    if (!isUrgent) immediate.unref();
    return { hurry: () => void immediate.ref() };
  },
};

interface Waiting {
  readonly work: Slicing;
  readonly resolve: () => void;
}

/** A third of what the event loop may be held for: a step that begins at its end, and what a turn does beside, fit in. */
export const sliceMs = 15;

/**
 * So many turns in which nothing happens pass between two slices, at most: libuv accepts one connection in a turn, so that with a slice in
 * each of them forty connections would take forty slices to be accepted. A turn in which nothing happens takes some microseconds.
 */
const idleTurns = 16;

/**
 * Shares the event loop: all work of one turn together has one time slice, and the rest waits. In the next turns the waiting work is
 * resumed, as much of it as the slice of the turn takes, first what has had the least time: short work overtakes long work, and equal work
 * shares equally.
 */
export class TimeSlices {
  readonly #loop: EventLoop;
  /** When the work of this turn began; null where none has. */
  #begun: number | null = null;
  #turn: Turn | null = null;
  /** Whether waiting work had the slice of this turn. */
  #isGoingOn = false;
  /** How many idle turns may still pass before the next slice. */
  #turnsToPass = 0;
  /** In the order in which they began to wait. */
  readonly #waiting: Waiting[] = [];
  readonly #idleTurns: number;

  /** @param turns how many idle turns pass between two slices at most */
  constructor(loop: EventLoop = nodeEventLoop, turns = idleTurns) {
    this.#loop = loop;
    this.#idleTurns = turns;
  }

  now(): number {
    return this.#loop.now();
  }

  /** How many wait for a slice. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Whether the slice of this turn is used up. The first question of a turn begins the slice. */
  isUsedUp(): boolean {
    if (this.#begun === null) {
      this.#begun = this.#loop.now();
      this.#askForTurn();
      return false;
    }
    return this.#loop.now() - this.#begun >= sliceMs;
  }

  /** Waits for a slice. It is over by then where `work.isOver` says so. */
  next(work: Slicing): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ work, resolve });
      this.#askForTurn();
    });
  }

  #askForTurn(): void {
    const isUrgent = this.#waiting.length > 0;
    if (this.#turn) {
      if (isUrgent) this.#turn.hurry();
      return;
    }
    this.#turn = this.#loop.nextTurn(() => {
      this.#turn = null;
      const isIdle = this.#begun === null;
      this.#begun = null;
      if (this.#waiting.length === 0) return;
      if (this.#letsPass(isIdle)) this.#askForTurn();
      else this.#letSomeGoOn();
    }, isUrgent);
  }

  /** Whether one more turn passes before the next slice. */
  #letsPass(isIdle: boolean): boolean {
    if (this.#isGoingOn) {
      this.#isGoingOn = false;
      this.#turnsToPass = this.#idleTurns;
    } else if (!isIdle) this.#turnsToPass = 0;
    if (this.#turnsToPass === 0) return false;
    this.#turnsToPass -= 1;
    return true;
  }

  /** Resumes work that waits, one after the other, until the slice of this turn is used up. */
  #letSomeGoOn(): void {
    this.#begun = this.#loop.now();
    this.#isGoingOn = true;
    this.#letNextGoOn();
    this.#askForTurn();
  }

  #letNextGoOn(): void {
    const next = this.#takeNext();
    if (!next) return;
    next.resolve();
    // A tick that a microtask asks for comes when what was resumed has run as far as it can without waiting.
    queueMicrotask(() => {
      process.nextTick(() => {
        if (this.#waiting.length > 0 && this.#begun !== null && !this.isUsedUp()) this.#letNextGoOn();
      });
    });
  }

  /** The one that has had the least time, of equals the one that has waited longest; those that need not wait any more are resumed. */
  #takeNext(): Waiting | null {
    const now = this.#loop.now();
    let least: Waiting | null = null;
    let kept = 0;
    for (const each of this.#waiting) {
      if (each.work.isOver(now)) {
        each.resolve();
        continue;
      }
      if (!least || each.work.usedMs < least.work.usedMs) least = each;
      this.#waiting[kept] = each;
      kept += 1;
    }
    this.#waiting.length = kept;
    if (!least) return null;
    this.#waiting.splice(this.#waiting.indexOf(least), 1);
    return least;
  }
}

/** The event loop is one, and so is what shares it out. */
export const timeSlices = new TimeSlices();

/** The pace of work that no request waits for, in a process that serves requests: it pauses for them, and no deadline ends it. */
export const background: Pace = Object.freeze({
  ...unbounded,
  isDue: () => timeSlices.isUsedUp(),
  pause: () => timeSlices.next(unaccounted),
});

/** Of no request: it goes first. */
const unaccounted: Slicing = Object.freeze({ usedMs: 0, isOver: () => false });
