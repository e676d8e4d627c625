import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** The command line as it is shipped: compiled, with the seed and the packages beside it. */
export interface BuiltTertium {
  readonly main: string;
  remove(): void;
}

/** The command line of the build, or, where the sources are newer than the build or there is none, of a fresh one. */
export function buildTertium(): BuiltTertium {
  const main = join(repository, 'dist/main.js');
  if (existsSync(main) && statSync(main).mtimeMs > newest(join(repository, 'src'))) {
    return { main, remove: () => undefined };
  }
  const folder = mkdtempSync(join(tmpdir(), 'tertium-build-'));
  for (const name of ['node_modules', 'package.json', 'seed'])
    symlinkSync(join(repository, name), join(folder, name));
  // Types are checked elsewhere; here only what runs is of interest.
  const compiler = join(repository, 'node_modules/typescript/bin/tsc');
  const options = ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', join(folder, 'dist')];
  execFileSync(process.execPath, [compiler, ...options], { cwd: repository });
  return { main: join(folder, 'dist/main.js'), remove: () => rmSync(folder, { recursive: true }) };
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Math.max(...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that has been started. */
export interface Started {
  readonly process: ChildProcess;
  /** What it prints on stdout, line by line. */
  readonly lines: AsyncIterator<string>;
  readonly finished: Promise<Finished>;
  /** Writes to its standard input, where that was left open. Resolves once the process has taken it, but for what a pipe holds. */
  write(text: string): Promise<void>;
}

export interface StartOptions {
  readonly folder: string;
  readonly settings?: Record<string, string>;
  /** What its standard input holds; null: it is left open. */
  readonly input?: string | Uint8Array | null;
  /** Whether more input may come, so that a command that reads it waits. */
  readonly keepsInputOpen?: boolean;
  /** A command that runs others, and its arguments; none, if left out. */
  readonly within?: readonly string[];
}

/** Most commands that tests run live for half a second. V8's optimising compiler would take a fifth of their processor time. */
const nodeFlags = ['--no-opt'];

/** Starts the command line in a folder, with these settings and no others, and with an input, if there is one. */
export function startTertium(
  { main }: BuiltTertium,
  args: readonly string[],
  { folder, settings = {}, input = '', keepsInputOpen = false, within = [] }: StartOptions,
): Started {
  const [command = process.execPath, ...rest] = [...within, process.execPath, ...nodeFlags, main, ...args];
  const child = spawn(command, rest, {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A process that has ended reads nothing.
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
