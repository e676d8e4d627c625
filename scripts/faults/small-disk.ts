import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { undoAtExit } from '../support/undo-at-exit.js';
import type { FaultSetting } from './fault.js';

const mebibyte = 1024 * 1024;

/** A folder in which there is little room. */
export interface SmallDisk {
  /** How that is brought about, in a sentence. */
  readonly how: string;
  readonly folder: string;
  /** A command that runs the rest of its arguments where the folder is. */
  readonly within: readonly string[];
  /** The same where there is little room for it, until room is made. */
  readonly cramped: readonly string[];
  makeRoom(): Promise<void>;
  /** Copies a file to a folder, under its name. */
  copy(name: string, folder: string): Promise<void>;
}

/** The size of the file system, and of the file on it that is removed to make room. */
const sizeMiB = 24;
const ballastMiB = 18;
/** The stand-in: as large as a file may become. */
const largestFileMiB = 4;

/** Makes a folder with some 5 MiB of room, until the fault is over. */
export async function makeSmallDisk(setting: FaultSetting): Promise<SmallDisk> {
  return (await mountSmallDisk(setting)) ?? limitFileSize(setting);
}

/**
 * Mounts a file system in memory that only a process of its own sees, and those that enter its namespace by `nsenter`. It is gone with the process.
 * @returns null where that is not permitted
 */
async function mountSmallDisk({ folder, later }: FaultSetting): Promise<SmallDisk | null> {
  const mountPoint = join(folder, 'disk');
  await mkdir(mountPoint);
  const isRoot = process.getuid?.() === 0;
  // Its standard input ends with this process, however that ends, and so do `cat` and the file system.
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
  // SQLite resolves links, and so takes what is below it for what is there without the namespace.
  const seenFromHere = `/proc/${holder.pid}/root${mountPoint}`;
  const ballast = join(seenFromHere, 'ballast');
  await writeFile(ballast, Buffer.alloc(ballastMiB * mebibyte));
  return {
    how: `A file system of ${sizeMiB} MiB in memory, of which a file takes ${ballastMiB} MiB until it is removed to make room.`,
    folder: mountPoint,
    within,
    cramped: within,
    makeRoom: () => rm(ballast),
    copy: (name, to) => copyFile(join(seenFromHere, name), join(to, name)),
  };
}

/** Where nothing may be mounted: no file of a process may become large. */
async function limitFileSize({ folder }: FaultSetting): Promise<SmallDisk> {
  const cramped = ['prlimit', `--fsize=${largestFileMiB * mebibyte}`];
  const [command = '', ...args] = cramped;
  if (spawnSync(command, [...args, 'true']).status !== 0) {
    throw new Error(
      'Neither can a file system be mounted here (unshare, mount), nor the size of files limited (prlimit).',
    );
  }
  const disk = join(folder, 'limited');
  await mkdir(disk);
  return {
    how: `A stand-in, as no file system may be mounted here: the import may write files of ${largestFileMiB} MiB at most (RLIMIT_FSIZE), until the limit is lifted.`,
    folder: disk,
    within: [],
    cramped,
    makeRoom: async () => undefined,
    copy: (name, to) => copyFile(join(disk, name), join(to, name)),
  };
}
