import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { childrenOf } from './proc.js';

/** Which core does what, by number. */
export interface Cores {
  /** A contestant, and the database that it asks: what an answer costs is what both of them need. */
  readonly server: number;
  readonly load: number;
}

export const cores: Cores = Object.freeze({ server: 0, load: 1 });

const run = promisify(execFile);
/** @throws {Error} where this machine cannot run the bench, saying what to install */
export async function checkMachine(): Promise<void> {
  if (process.platform !== 'linux')
    throw new Error('The HTTP bench binds processes to cores: it needs Linux.');
  if (availableParallelism() < 2)
    throw new Error('Expected two cores at least: one serves, one is the load.');
  await run('which', ['taskset']).catch((cause: unknown) => {
    throw new Error('Expected taskset on the path. On Debian: apt-get install util-linux', { cause });
  });
}

/** Binds a process that runs, and those that it has started, to a core. */
export async function bindToCore(core: number, pid: number): Promise<void> {
  for (const each of [pid, ...(await childrenOf(pid))])
    await run('taskset', ['-acp', String(core), String(each)]);
}
