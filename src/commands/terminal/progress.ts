import { SingleBar } from 'cli-progress';

/** Shows the progress of a task. */
export interface Progress {
  start(what: string, total: number): void;
  /** Counts one more finished item. */
  advance(): void;
  stop(): void;
}

/** A line is printed after this many items. */
const itemsPerLine = 10_000;

/** A bar on a terminal, lines elsewhere: in a log, a bar would be a lot of control characters. */
export function createProgress(stream: NodeJS.WriteStream, print: (line: string) => void): Progress {
  return stream.isTTY ? barOn(stream) : linesOn(print);
}

function barOn(stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    stream,
    format: '{what} [{bar}] {value} of {total}',
    hideCursor: true,
    clearOnComplete: true,
  });
  return {
    start(what, total) {
      bar.start(total, 0, { what });
      stopOnExit(bar);
    },
    advance: () => bar.increment(),
    stop: () => bar.stop(),
  };
}

function linesOn(print: (line: string) => void): Progress {
  let done = 0;
  let all = 0;
  return {
    start(what, total) {
      all = total;
      print(`${what}: ${total} changes.`);
    },
    advance() {
      done += 1;
      if (done % itemsPerLine === 0) print(`${done} of ${all} changes.`);
    },
    stop: () => undefined,
  };
}

/** Shows how many bytes have been read. */
export interface ByteProgress {
  /** @param total in bytes; null if it is unknown */
  start(what: string, total: number | null): void;
  advance(bytes: number): void;
  stop(): void;
}

const bytesPerMegabyte = 1_000_000;

/** A bar on a terminal, or a count if the total is unknown. Shows nothing elsewhere. */
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
    start(what, total) {
      const format = total === null ? '{what}: {value} MB' : '{what} [{bar}] {value} of {total} MB';
      bar = new SingleBar({ ...shared, format });
      bar.start(total ?? 0, 0, { what });
      stopOnExit(bar);
    },
    advance: (bytes) => bar?.increment(bytes),
    stop: () => bar?.stop(),
  };
}

/** Shows the cursor again if a signal ends the process: the bar hides it. */
function stopOnExit(bar: SingleBar): void {
  process.once('exit', () => bar.stop());
}
