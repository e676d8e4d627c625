import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { undoAtExit } from '../support/undo-at-exit.js';

/** The command line and the database of a process. */
export interface CommandTarget {
  /** The path of the built `main.js`. */
  readonly main: string;
  readonly databaseUrl: string;
  /** A command that precedes the command line, such as `nsenter` with its arguments; empty by default. */
  readonly prefixCommand?: readonly string[];
}

/** A line of the log of a server. */
export interface LogLine {
  /** The level of pino: 30 is info, 40 warn, 50 error. */
  readonly level: number;
  readonly msg: string;
}

/** A `tertium serve` process that is ready. */
export interface ServerProcess {
  readonly address: string;
  readonly port: number;
  readonly log: readonly LogLine[];
  /** Whether the process still runs. */
  readonly isUp: boolean;
  /** Resolves with the exit code of the process; null if a signal ended the process. */
  readonly exited: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
  /** Kills the process if it runs. */
  kill(): Promise<void>;
}

/**
 * Starts a server on a free port.
 * @throws {Error} if the server does not start
 */
export async function startServer(
  target: CommandTarget,
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = startTertium(target, ['serve'], { LOG_LEVEL: 'info', PORT: '0', ...settings });
  const log: LogLine[] = [];
  const otherLines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.startsWith('{')) log.push(JSON.parse(line) as LogLine);
    else otherLines.push(line);
  });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first: IteratorResult<string, undefined> = await lines.next();
  const address = /http:\S+/.exec(first.value ?? '')?.[0];
  if (address === undefined) {
    const output = [...otherLines, ...log.map(({ msg }) => msg)].join('\n');
    throw new Error(`The server did not start:\n${output}`);
  }
  return {
    address,
    port: Number(new URL(address).port),
    log,
    get isUp() {
      return child.exitCode === null && child.signalCode === null;
    },
    exited,
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** A command that has ended. */
export interface FinishedCommand {
  /** Null if a signal ended the command. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running command. */
export interface RunningCommand {
  readonly finished: Promise<FinishedCommand>;
  readonly kill: () => void;
}

/** Starts a command that ends without a signal, such as `import`. @param args the name and the arguments of the command */
export function startCommand(target: CommandTarget, args: readonly string[]): RunningCommand {
  const child = startTertium(target, args, {});
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const finished = once(child, 'close').then(([code]) => ({
    exitCode: code as number | null,
    stdout,
    stderr,
  }));
  return { finished, kill: () => void child.kill('SIGKILL') };
}

/** Seeds an empty database. @throws {Error} if the command fails */
export async function seed(target: CommandTarget): Promise<void> {
  const { exitCode, stderr } = await startCommand(target, ['seed']).finished;
  if (exitCode !== 0) throw new Error(`tertium seed failed:\n${stderr}`);
}

type TertiumProcess = ChildProcess & {
  readonly stdout: NodeJS.ReadableStream;
  readonly stderr: NodeJS.ReadableStream;
};

function startTertium(
  { main, databaseUrl, prefixCommand = [] }: CommandTarget,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): TertiumProcess {
  const [command = process.execPath, ...commandArgs] = [...prefixCommand, process.execPath, main, ...args];
  const child = spawn(command, commandArgs, {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: databaseUrl, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const unregister = undoAtExit(() => void child.kill('SIGKILL'));
  child.once('exit', unregister);
  return child;
}
