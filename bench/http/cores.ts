import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { childrenOf } from './proc.js';

/** The numbers of the cores and their use. */
export interface Cores {
  /** The core of a contestant and its database: both count as the cost of a response. */
  readonly server: number;
  readonly load: number;
}

export const cores: Cores = Object.freeze({ server: 0, load: 1 });

const run = promisify(execFile);
/** @throws {Error} if this machine cannot run the bench. The message says what to install. */
export async function checkMachine(): Promise<void> {
  if (process.platform !== 'linux')
    throw new Error('The HTTP bench binds processes to cores: it needs Linux.');
  if (availableParallelism() < 2)
    throw new Error('Expected two cores at least: one serves, one is the load.');
  await run('which', ['taskset']).catch((cause: unknown) => {
    throw new Error('Expected taskset on the path. On Debian: apt-get install util-linux', { cause });
  });
}

/** Binds a running process and its children to a core. */
export async function bindToCore(core: number, pid: number): Promise<void> {
  for (const each of [pid, ...(await childrenOf(pid))])
    await run('taskset', ['-acp', String(core), String(each)]);
}
