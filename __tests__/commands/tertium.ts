import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** The command line as it is shipped: compiled, next to the seed and the packages. */
export interface BuiltTertium {
  readonly main: string;
  remove(): void;
}

/** The command line of the build, or of a new build if the sources are newer or there is none. */
export function buildTertium(): BuiltTertium {
  const main = join(repository, 'dist/main.js');
  if (existsSync(main) && statSync(main).mtimeMs > newest(join(repository, 'src'))) {
    return { main, remove: () => undefined };
  }
  const folder = mkdtempSync(join(tmpdir(), 'tertium-build-'));
  for (const name of ['node_modules', 'package.json', 'seed'])
    symlinkSync(join(repository, name), join(folder, name));
  // Types are checked elsewhere; this only needs the JavaScript.
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
  /** The lines that it prints on stdout. */
  readonly lines: AsyncIterator<string>;
  readonly finished: Promise<Finished>;
  /** Writes to its standard input, if that was left open. Resolves once all but the capacity of the pipe was read. */
  write(text: string): Promise<void>;
}

export interface StartOptions {
  readonly folder: string;
  readonly settings?: Record<string, string>;
  /** The content of its standard input; null: it is left open. */
  readonly input?: string | Uint8Array | null;
  /** Whether standard input stays open, so that a command that reads it waits. */
  readonly keepsInputOpen?: boolean;
  /** A command that runs other commands, and its arguments; none by default. */
  readonly within?: readonly string[];
}

/** Most commands that tests run live for half a second. V8's optimising compiler would take a fifth of their processor time. */
const nodeFlags = ['--no-opt'];

/** Starts the command line in a folder, with exactly these settings, and with an optional input. */
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
  // A process that has ended reads no input.
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
