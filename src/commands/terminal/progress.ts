import { SingleBar } from 'cli-progress';

/** Shows how far a piece of work is. */
export interface Progress {
  start(what: string, total: number): void;
  /** One more is done. */
  advance(): void;
  stop(): void;
}

const linesApart = 10_000;

/** A bar on a terminal; lines elsewhere, where a bar would fill a log with control characters. */
export function createProgress(stream: NodeJS.WriteStream, say: (line: string) => void): Progress {
  return stream.isTTY ? barOn(stream) : linesTo(say);
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

function linesTo(say: (line: string) => void): Progress {
  let done = 0;
  let all = 0;
  return {
    start(what, total) {
      all = total;
      say(`${what}: ${total} changes.`);
    },
    advance() {
      done += 1;
      if (done % linesApart === 0) say(`${done} of ${all} changes.`);
    },
    stop: () => undefined,
  };
}

/** Shows how many bytes have been read. */
export interface ByteProgress {
  /** @param total null where it is not known */
  start(what: string, total: number | null): void;
  advance(bytes: number): void;
  stop(): void;
}

const bytesPerMegabyte = 1_000_000;

/** A bar on a terminal, or, where the end is not known, a count; nothing elsewhere. */
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

/** A signal may end the process while a bar hides the cursor of the terminal. */
function stopOnExit(bar: SingleBar): void {
  process.once('exit', () => bar.stop());
}
