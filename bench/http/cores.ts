import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { childrenOf } from './proc.js';

/** The numbers of the cores, by use. */
export interface Cores {
  /** The core of a contestant and its database: the cost of a response includes both. */
  readonly server: number;
  /** The core of the load generator. */
  readonly load: number;
}

export const cores: Cores = Object.freeze({ server: 0, load: 1 });

const run = promisify(execFile);

/** Checks the requirements of the bench. @throws {Error} with the missing requirement and, for a program, the command that installs it */
export async function checkMachine(): Promise<void> {
  if (process.platform !== 'linux')
    throw new Error('The HTTP bench binds processes to cores, which requires Linux.');
  if (availableParallelism() < 2)
    throw new Error('Expected at least two cores: one for the server, one for the load generator.');
  await run('which', ['taskset']).catch((cause: unknown) => {
    throw new Error('Expected taskset on the path. On Debian: apt-get install util-linux', { cause });
  });
}

/** Binds a running process and its children to a core. */
export async function bindToCore(core: number, pid: number): Promise<void> {
  for (const each of [pid, ...(await childrenOf(pid))])
    await run('taskset', ['-acp', String(core), String(each)]);
}
