import { SingleBar } from 'cli-progress';

/** Shows the progress of a task. */
export interface Progress {
  /** Starts to show a task. @param task its name, such as `Applying 3 documents` */
  start(task: string, total: number): void;
  /** Counts one more finished item. */
  advance(): void;
  stop(): void;
}

/** The number of finished items between two lines. */
const itemsPerLine = 10_000;

/** Creates a progress bar on a terminal. Prints lines elsewhere, because a bar would fill a log with control characters. */
export function createProgress(stream: NodeJS.WriteStream, print: (line: string) => void): Progress {
  return stream.isTTY ? barOn(stream) : linesOn(print);
}

function barOn(stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    stream,
    format: '{task} [{bar}] {value} of {total}',
    hideCursor: true,
    clearOnComplete: true,
  });
  return {
    start(task, total) {
      bar.start(total, 0, { task });
      stopOnExit(bar);
    },
    advance: () => bar.increment(),
    stop: () => bar.stop(),
  };
}

function linesOn(print: (line: string) => void): Progress {
  let done = 0;
  let total = 0;
  return {
    start(task, taskTotal) {
      total = taskTotal;
      print(`${task}: ${total} changes.`);
    },
    advance() {
      done += 1;
      if (done % itemsPerLine === 0) print(`${done} of ${total} changes.`);
    },
    stop: () => undefined,
  };
}

/** Shows the number of bytes that a task has read or written. */
export interface ByteProgress {
  /** Starts to show a task. @param total in bytes; null if it is unknown */
  start(task: string, total: number | null): void;
  advance(bytes: number): void;
  stop(): void;
}

const bytesPerMegabyte = 1_000_000;

/** Creates a progress bar on a terminal, or a counter if the total is unknown. Shows nothing elsewhere. */
export function createByteProgress(stream: NodeJS.WriteStream): ByteProgress {
  if (!stream.isTTY) return { start: () => undefined, advance: () => undefined, stop: () => undefined };
  const shared = {
    stream,
    hideCursor: true,
    clearOnComplete: true,
    formatValue: (value: number, _options: unknown, type: string): string =>
      type === 'value' || type === 'total' ? (value / bytesPerMegabyte).toFixed(1) : `${value}`,
  };
  let bar: SingleBar | undefined;
  return {
    start(task, total) {
      const format = total === null ? '{task}: {value} MB' : '{task} [{bar}] {value} of {total} MB';
      bar = new SingleBar({ ...shared, format });
      bar.start(total ?? 0, 0, { task });
      stopOnExit(bar);
    },
    advance: (bytes) => bar?.increment(bytes),
    stop: () => bar?.stop(),
  };
}

/** Shows the cursor again if a signal ends the process: the bar hides the cursor. */
function stopOnExit(bar: SingleBar): void {
  process.once('exit', () => bar.stop());
}
