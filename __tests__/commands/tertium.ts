import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** The command line as packaged: compiled, next to the seed and the packages that it needs. */
export interface BuiltTertium {
  readonly main: string;
  remove(): void;
}

/** Builds the command line in a temporary folder, unless `dist` is newer than the sources. */
export function buildTertium(): BuiltTertium {
  const main = join(repository, 'dist/main.js');
  if (existsSync(main) && statSync(main).mtimeMs > newestChangeMs(join(repository, 'src'))) {
    return { main, remove: () => undefined };
  }
  const folder = mkdtempSync(join(tmpdir(), 'tertium-build-'));
  for (const name of ['node_modules', 'package.json', 'seed'])
    symlinkSync(join(repository, name), join(folder, name));
  // Types are checked by `npm run check`; the tests only need the JavaScript.
  const compiler = join(repository, 'node_modules/typescript-7/bin/tsc');
  const options = ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', join(folder, 'dist')];
  execFileSync(process.execPath, [compiler, ...options], { cwd: repository });
  return { main: join(folder, 'dist/main.js'), remove: () => rmSync(folder, { recursive: true }) };
}

function newestChangeMs(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Math.max(...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}

/** The result of a command that has ended. `exitCode` is null if a signal ended the process. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that was started, and may still run. */
export interface RunningCommand {
  readonly process: ChildProcess;
  /** The lines that the command prints to stdout. */
  readonly lines: AsyncIterator<string>;
  readonly finished: Promise<CommandResult>;
  /** Writes to the standard input, if it is open. Resolves when the part that exceeds the capacity of the pipe has been read. */
  write(text: string): Promise<void>;
}

export interface StartOptions {
  readonly folder: string;
  readonly settings?: Record<string, string>;
  /** The content of the standard input; null for an empty input that stays open. */
  readonly input?: string | Uint8Array | null;
  /** Whether the standard input stays open after `input`, so that the command waits for more input. */
  readonly keepsInputOpen?: boolean;
  /** The name and the arguments of a command that runs the command line; empty by default. */
  readonly prefixCommand?: readonly string[];
}

/** Turns V8's optimising compiler off: most commands in tests run for half a second, and the compiler would take a fifth of their CPU time. */
const nodeFlags = ['--no-opt'];

/** Starts the command line in a folder, with an environment of only `PATH` and the settings. */
export function startTertium(
  { main }: BuiltTertium,
  args: readonly string[],
  { folder, settings = {}, input = '', keepsInputOpen = false, prefixCommand = [] }: StartOptions,
): RunningCommand {
  const [command = process.execPath, ...commandArgs] = [
    ...prefixCommand,
    process.execPath,
    ...nodeFlags,
    main,
    ...args,
  ];
  const child = spawn(command, commandArgs, {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // Writing to a process that has ended fails.
  child.stdin.on('error', () => undefined).write(input ?? '');
  if (input !== null && !keepsInputOpen) child.stdin.end();
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const finished = once(child, 'close').then(([exitCode]) => ({
    exitCode: exitCode as number | null,
    stdout,
    stderr,
  }));
  const write = (text: string): Promise<void> =>
    new Promise((resolve) => void child.stdin.write(text, () => resolve()));
  return { process: child, lines, finished, write };
}

/** Reads the URL that a server prints when it is ready. @returns `not ready: ` and the line if the server printed another line */
export async function addressOf({ lines }: RunningCommand): Promise<string> {
  const { value } = (await lines.next()) as { value: string | undefined };
  return /^Tertium is ready at (\S+)$/u.exec(value ?? '')?.[1] ?? `not ready: ${value}`;
}
