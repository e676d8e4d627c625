import { runInWorkerThread, type WorkerInput } from '../input/worker-thread.js';
import type { ParsedInput } from './draft-format.js';
import { readMessage, type InputMessage } from './parsed-message.js';

/** The maximum size of an input that is parsed on the main thread, in bytes or UTF-16 code units: starting a thread would take longer. */
const mainThreadSize = 4 * 1024;

/** The limits of a thread for inputs of up to `usualSize`. For larger inputs, the limits grow in proportion to the size. */
const limits = Object.freeze({ milliseconds: 30_000, megabytes: 512 });
const usualSize = 256 * 1024;

/** A worker, and the input that it parses. */
export interface ThreadedInput extends WorkerInput {
  /** URL of a compiled worker, which receives the task as `workerData` and calls `postParsed`. */
  readonly worker: URL;
  /** The size of the input in bytes or UTF-16 code units. */
  readonly size: number;
}

/**
 * Parses an input in a worker thread, so that the event loop of the main thread continues. Parses a small input on the main thread.
 * @param parse parses the task; the worker calls the same function
 * @throws {DocumentError} if the document has problems or exceeds a limit of the thread
 */
export async function parseInThread<Task>(
  task: Task,
  parse: (task: Task) => ParsedInput | Promise<ParsedInput>,
  { worker, size, file, kind }: ThreadedInput,
): Promise<ParsedInput> {
  if (size <= mainThreadSize) return parse(task);
  const factor = Math.max(1, size / usualSize);
  const allowed = {
    milliseconds: Math.round(limits.milliseconds * factor),
    megabytes: Math.round(limits.megabytes * factor),
  };
  return readMessage((await runInWorkerThread(worker, task, allowed, { file, kind })) as InputMessage);
}
