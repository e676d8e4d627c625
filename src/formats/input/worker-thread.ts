import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { DocumentError } from './document-error.js';

/** The limits of a worker thread. */
export interface ThreadLimits {
  /**
   * The maximum time from the start of the thread. On a machine that is busy with other processes, the time is extended
   * until the process has used as much processor time, but to at most ten times the maximum.
   */
  readonly milliseconds: number;
  /** The maximum size of the old generation of the thread's heap. */
  readonly megabytes: number;
}

/**
 * The input that a worker parses, for messages: its name, and its kind with an article, such as "a table".
 */
export interface WorkerInput {
  readonly file: string;
  readonly kind: string;
}

/** How many times as long as its limit a thread can take on a machine that is busy with other processes. */
const maxDelay = 10;

/**
 * Runs a worker in a thread with limits of time and memory, and returns the first message that it posts.
 * @param worker URL of the compiled worker, which receives the task as `workerData`
 * @throws {DocumentError} if a limit is exceeded or parts are nested too deeply
 * @throws other errors of the worker
 */
export async function runInWorkerThread(
  worker: URL,
  task: unknown,
  limits: ThreadLimits,
  { file, kind }: WorkerInput,
): Promise<unknown> {
  const rejection = (expected: string, actual: string, cause: unknown): DocumentError =>
    Object.assign(
      new DocumentError([{ file, line: 1, column: 1, expected: `${kind} ${expected}`, actual }]),
      {
        cause,
      },
    );
  const thread = new Worker(worker, {
    workerData: task,
    resourceLimits: {
      maxOldGenerationSizeMb: limits.megabytes,
      maxYoungGenerationSizeMb: 32,
      stackSizeMb: 4,
    },
  });
  // Terminating the thread can raise another error, after the promise below is settled.
  thread.on('error', () => undefined);
  const timeout = new AbortController();
  const [started, usedBefore] = [performance.now(), process.cpuUsage()];
  let timer: NodeJS.Timeout | undefined;
  const waitFor = (milliseconds: number): void => {
    timer = setTimeout(() => {
      const { user, system } = process.cpuUsage(usedBefore);
      const unused = limits.milliseconds - (user + system) / 1000;
      const left = limits.milliseconds * maxDelay - (performance.now() - started);
      if (Math.min(unused, left) <= 0) timeout.abort();
      else waitFor(Math.min(unused, left));
    }, milliseconds);
  };
  waitFor(limits.milliseconds);
  try {
    const [posted] = (await once(thread, 'message', { signal: timeout.signal })) as [unknown];
    return posted;
  } catch (error) {
    if (timeout.signal.aborted) {
      const seconds = limits.milliseconds / 1000;
      throw rejection(`that can be read in ${seconds} seconds`, 'one that takes longer', error);
    }
    if (memberOf(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY') {
      throw rejection(`that can be read in ${limits.megabytes} MB of memory`, 'one that takes more', error);
    }
    if (memberOf(error, 'name') === 'RangeError') {
      throw rejection(
        'whose parts are nested less deeply',
        'one that is nested too deeply to be read',
        error,
      );
    }
    throw error;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

/** Reads a member of an error. Errors of another thread are not instances of this thread's `Error`. */
function memberOf(error: unknown, member: 'code' | 'name'): unknown {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[member] : undefined;
}
