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
    start: (what, total) => bar.start(total, 0, { what }),
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
