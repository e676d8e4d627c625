import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { undoAtExit } from '../support/undo-at-exit.js';
import type { FaultSetting } from './fault.js';

const mebibyte = 1024 * 1024;

/** A folder with little free space. */
export interface SmallDisk {
  /** How the space is limited, in a sentence. */
  readonly how: string;
  readonly folder: string;
  /** A prefix command that runs its arguments in the namespace of the folder. */
  readonly within: readonly string[];
  /** The same with little free space, until the space is increased. */
  readonly cramped: readonly string[];
  freeSpace(): Promise<void>;
  /** Copies a file into a folder. */
  copy(name: string, folder: string): Promise<void>;
}

/** The size of the file system, and of the file that is removed later to free space. */
const sizeMiB = 24;
const ballastMiB = 18;
/** The fallback without a mount: the largest size of a file. */
const largestFileMiB = 4;

/** Creates a folder with about 5 MiB of free space. It is removed when the fault is over. */
export async function makeSmallDisk(setting: FaultSetting): Promise<SmallDisk> {
  return (await mountSmallDisk(setting)) ?? limitFileSize(setting);
}

/**
 * Mounts a file system in memory in the mount namespace of a helper process. Other processes enter it with `nsenter`. It disappears with the helper.
 * @returns null if that is not permitted
 */
async function mountSmallDisk({ folder, later }: FaultSetting): Promise<SmallDisk | null> {
  const mountPoint = join(folder, 'disk');
  await mkdir(mountPoint);
  const isRoot = process.getuid?.() === 0;
  // The standard input closes when this process ends, even if it is killed. Then `cat` ends, and the file system disappears.
  const script = `mount -t tmpfs -o size=${sizeMiB}m tertium-faults "$1" && echo mounted && exec cat`;
  const namespaces = isRoot ? ['--mount'] : ['--map-root-user', '--mount'];
  const holder = spawn('unshare', [...namespaces, 'sh', '-c', script, 'sh', mountPoint], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  holder.stdin.on('error', () => undefined);
  const ended = new Promise<null>((resolve) => {
    holder.once('error', () => resolve(null)).once('exit', () => resolve(null));
  });
  const mounted = await Promise.race([once(holder.stdout, 'data'), ended]);
  if (mounted === null || holder.pid === undefined) return null;
  const forget = undoAtExit(() => void holder.kill('SIGKILL'));
  later(async () => {
    holder.kill('SIGKILL');
    await ended;
    forget();
  });
  const entered = isRoot ? ['--mount'] : ['--user', '--preserve-credentials', '--mount'];
  const within = ['nsenter', '--target', String(holder.pid), ...entered, '--'];
  // Outside the namespace the path leads to another folder, and SQLite resolves links.
  const seenFromHere = `/proc/${holder.pid}/root${mountPoint}`;
  const ballast = join(seenFromHere, 'ballast');
  await writeFile(ballast, Buffer.alloc(ballastMiB * mebibyte));
  return {
    how: `A file system of ${sizeMiB} MiB in memory, of which a file takes ${ballastMiB} MiB until it is removed to free space.`,
    folder: mountPoint,
    within,
    cramped: within,
    freeSpace: () => rm(ballast),
    copy: (name, to) => copyFile(join(seenFromHere, name), join(to, name)),
  };
}

/** The fallback if mounts are not permitted: limits the file size of processes. */
async function limitFileSize({ folder }: FaultSetting): Promise<SmallDisk> {
  const cramped = ['prlimit', `--fsize=${largestFileMiB * mebibyte}`];
  const [command = '', ...args] = cramped;
  if (spawnSync(command, [...args, 'true']).status !== 0) {
    throw new Error(
      'Expected permission to mount a file system (unshare, mount) or to limit the size of files (prlimit), got neither.',
    );
  }
  const disk = join(folder, 'limited');
  await mkdir(disk);
  return {
    how: `File systems may not be mounted here. Instead, files of the import are limited to ${largestFileMiB} MiB (RLIMIT_FSIZE), until the limit is removed.`,
    folder: disk,
    within: [],
    cramped,
    freeSpace: async () => undefined,
    copy: (name, to) => copyFile(join(disk, name), join(to, name)),
  };
}
