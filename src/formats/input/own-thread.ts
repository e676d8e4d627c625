import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { DocumentError } from './document-error.js';

/** How much reading may take. */
export interface ThreadLimits {
  readonly milliseconds: number;
  /** Of memory, beside what the thread is given. */
  readonly megabytes: number;
}

/** What is read, for messages: the name of the input, and what it is, as in "an article". */
export interface ThreadReading {
  readonly file: string;
  readonly what: string;
}

/**
 * What a worker posts, in a thread of its own that is stopped when it takes too long or too much.
 * @param worker the compiled worker; it is given the task as its data
 * @throws {DocumentError} past a limit, or where parts are nested too deeply; whatever else the worker throws
 */
export async function inOwnThread(
  worker: URL,
  task: unknown,
  limits: ThreadLimits,
  { file, what }: ThreadReading,
): Promise<unknown> {
  const refused = (expected: string, came: string, cause: unknown): DocumentError =>
    Object.assign(new DocumentError([{ file, line: 1, column: 1, expected: `${what} ${expected}`, came }]), {
      cause,
    });
  const thread = new Worker(worker, {
    workerData: task,
    resourceLimits: {
      maxOldGenerationSizeMb: limits.megabytes,
      maxYoungGenerationSizeMb: 32,
      stackSizeMb: 4,
    },
  });
  // It may fail once more while it is stopped, when nobody waits for it.
  thread.on('error', () => undefined);
  const watch = new AbortController();
  const timer = setTimeout(() => watch.abort(), limits.milliseconds);
  try {
    const [posted] = (await once(thread, 'message', { signal: watch.signal })) as [unknown];
    return posted;
  } catch (error) {
    if (watch.signal.aborted) {
      const seconds = limits.milliseconds / 1000;
      throw refused(`that can be read in ${seconds} seconds`, 'one that takes longer', error);
    }
    if (memberOf(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY') {
      throw refused(`that can be read in ${limits.megabytes} MB of memory`, 'one that takes more', error);
    }
    if (memberOf(error, 'name') === 'RangeError') {
      throw refused('whose parts are nested less deeply', 'one that is nested too deeply to be read', error);
    }
    throw error;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

/** A member of an error, which comes from another thread and so need not be one of this thread's errors. */
function memberOf(error: unknown, member: 'code' | 'name'): unknown {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[member] : undefined;
}
