import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { undoAtExit } from '../support/undo-at-exit.js';
import type { FaultSetting } from './fault.js';

const mebibyte = 1024 * 1024;

/** A folder with little free space. */
export interface SmallDisk {
  /** A description of the limit. */
  readonly description: string;
  readonly folder: string;
  /** A command that runs its arguments in the namespace of the folder; empty if there is no such namespace. */
  readonly prefixCommand: readonly string[];
  /** Like `prefixCommand`, but its arguments run with little free space until `freeSpace` is called, or with a limit on the size of files. */
  readonly limitedPrefixCommand: readonly string[];
  /** Frees space in the folder. Does nothing if only the size of files is limited. */
  freeSpace(): Promise<void>;
  /** Copies a file into a folder. */
  copy(name: string, folder: string): Promise<void>;
}

/** The size of the file system in MiB. */
const sizeMiB = 24;
/** The size of the file that `freeSpace` removes, in MiB. */
const ballastMiB = 18;
/** The maximum size of a file in MiB, if no file system can be mounted. */
const maxFileMiB = 4;

/** Creates a folder with 6 MiB of free space, or, if mounts are not permitted, limits files to 4 MiB. @throws {Error} if neither mounts nor limits of file sizes are permitted */
export async function makeSmallDisk(setting: FaultSetting): Promise<SmallDisk> {
  return (await mountSmallDisk(setting)) ?? limitFileSize(setting);
}

/**
 * Mounts a file system in memory in the mount namespace of a helper process. Other processes enter the namespace with `nsenter`. The file system
 * is removed when the helper ends.
 * @returns null if mounting is not permitted
 */
async function mountSmallDisk({ folder, onEnd }: FaultSetting): Promise<SmallDisk | null> {
  const mountPoint = join(folder, 'disk');
  await mkdir(mountPoint);
  const isRoot = process.getuid?.() === 0;
  // The standard input closes when this process ends, even if it is killed. Then `cat` ends, and the file system is removed.
  const script = `mount -t tmpfs -o size=${sizeMiB}m tertium-faults "$1" && echo mounted && exec cat`;
  const namespaces = isRoot ? ['--mount'] : ['--map-root-user', '--mount'];
  const helper = spawn('unshare', [...namespaces, 'sh', '-c', script, 'sh', mountPoint], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  helper.stdin.on('error', () => undefined);
  const ended = new Promise<null>((resolve) => {
    helper.once('error', () => resolve(null)).once('exit', () => resolve(null));
  });
  const mounted = await Promise.race([once(helper.stdout, 'data'), ended]);
  if (mounted === null || helper.pid === undefined) return null;
  const unregister = undoAtExit(() => void helper.kill('SIGKILL'));
  onEnd(async () => {
    helper.kill('SIGKILL');
    await ended;
    unregister();
  });
  const entered = isRoot ? ['--mount'] : ['--user', '--preserve-credentials', '--mount'];
  const prefixCommand = ['nsenter', '--target', String(helper.pid), ...entered, '--'];
  // Outside the namespace, `mountPoint` is an empty folder. SQLite cannot use `outsidePath`, because SQLite resolves links.
  const outsidePath = `/proc/${helper.pid}/root${mountPoint}`;
  const ballast = join(outsidePath, 'ballast');
  await writeFile(ballast, Buffer.alloc(ballastMiB * mebibyte));
  return {
    description: `A file system of ${sizeMiB} MiB in memory. A file of ${ballastMiB} MiB is removed to free space.`,
    folder: mountPoint,
    prefixCommand,
    limitedPrefixCommand: prefixCommand,
    freeSpace: () => rm(ballast),
    copy: (name, to) => copyFile(join(outsidePath, name), join(to, name)),
  };
}

/** Limits the file size of processes: the fallback if mounts are not permitted. */
async function limitFileSize({ folder }: FaultSetting): Promise<SmallDisk> {
  const limitedPrefixCommand = ['prlimit', `--fsize=${maxFileMiB * mebibyte}`];
  const [command = '', ...args] = limitedPrefixCommand;
  if (spawnSync(command, [...args, 'true']).status !== 0) {
    throw new Error(
      'Expected permission to mount a file system (unshare, mount) or to limit the size of files (prlimit), got neither.',
    );
  }
  const disk = join(folder, 'limited');
  await mkdir(disk);
  return {
    description: `This process may not mount file systems. Instead, files of the import are limited to ${maxFileMiB} MiB (RLIMIT_FSIZE), until the limit is removed.`,
    folder: disk,
    prefixCommand: [],
    limitedPrefixCommand,
    freeSpace: async () => undefined,
    copy: (name, to) => copyFile(join(disk, name), join(to, name)),
  };
}
