import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { cores } from './cores.js';
import { residentBytes } from './proc.js';

/** A server in a separate process, bound to the core `cores.server`. */
export interface RunningServer {
  readonly pid: number;
  readonly origin: string;
  /** Measures the resident memory in bytes. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts a server in Node, and waits until it prints its address.
 * @param args flags of Node, the program, and its arguments
 * @throws {Error} if the server ends before it is ready
 */
export async function startServer(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const child = spawn('taskset', ['-c', String(cores.server), process.execPath, ...args], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  // The server must end when the bench ends.
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  void closed.finally(() => process.off('exit', kill));
  const origin = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /http:\/\/\S+/u.exec(line)?.[0];
      if (address !== undefined) resolve(address);
    });
    closed.then(
      ([code]) => reject(new Error(`${args.join(' ')} ended with exit code ${code} before it was ready.`)),
      reject,
    );
  });
  const pid = child.pid ?? 0;
  return {
    pid,
    origin,
    memory: () => residentBytes(pid),
    async stop() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}
