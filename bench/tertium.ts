import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { HeapReport, Usage } from './measured-process.js';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const measuring = new URL('measured-process.js', import.meta.url).href;
const usageDescriptor = 3;

/** The file with the claims that `npm run data:browsers` writes. */
export const browserClaims = fileURLToPath(new URL('../../data/browsers.jsonl', import.meta.url));

/** A running process of the built `tertium`. */
export interface RunningTertium {
  /** Reads the next line of the standard output. Undefined at the end. */
  nextLine(): Promise<string | undefined>;
  /** Measures the size of the heap in use after a garbage collection, in bytes. */
  heap(): Promise<number>;
  stop(): void;
  /** Resolves with the used resources when the process has ended; rejects if the exit code is not 0. */
  readonly ended: Promise<Usage>;
}

/** Starts `tertium` on a database. */
export function startTertium(databaseUrl: string, args: readonly string[]): RunningTertium {
  const child = spawn(process.execPath, ['--expose-gc', '--import', measuring, main, ...args], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit', 'pipe', 'ipc'],
  });
  const lines = createInterface({ input: child.stdout as Readable })[Symbol.asyncIterator]();
  return {
    async nextLine() {
      const line: IteratorResult<string, undefined> = await lines.next();
      return line.value;
    },
    async heap() {
      const reply = once(child, 'message') as Promise<[HeapReport]>;
      child.send('heap');
      return (await reply)[0].heapBytes;
    },
    stop: () => void child.kill('SIGTERM'),
    ended: usageOf(child, args),
  };
}

async function usageOf(child: ChildProcess, args: readonly string[]): Promise<Usage> {
  const [usage, [exitCode]] = await Promise.all([
    text(child.stdio[usageDescriptor] as Readable),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (exitCode !== 0) throw new Error(`tertium ${args.join(' ')} ended with exit code ${exitCode}.`);
  return JSON.parse(usage) as Usage;
}

/** Runs `tertium` to its end. @returns the first line of its output, the resources used, and the time in seconds */
export async function runTertium(
  databaseUrl: string,
  args: readonly string[],
): Promise<{ firstLine: string; usage: Usage; seconds: number }> {
  const start = performance.now();
  const tertium = startTertium(databaseUrl, args);
  const firstLine = (await tertium.nextLine()) ?? '';
  const usage = await tertium.ended;
  return { firstLine, usage, seconds: (performance.now() - start) / 1000 };
}
