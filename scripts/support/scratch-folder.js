import { statfsSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The in-memory file system of Linux. In containers, it can be small. */
const memoryFolder = '/dev/shm';
/** The free space that databases need, in bytes. */
const minFreeBytes = 2 * 2 ** 30;

/**
 * Creates a folder for databases, in memory if there is enough space. In memory, a PostgreSQL database is created in a tenth of the time, and SQLite
 * does not wait for a disk at each commit.
 * @param {string} prefix the prefix of the folder's name
 */
export function scratchFolder(prefix) {
  return mkdtemp(join(scratchParent(), prefix));
}

/** Chooses the parent of folders for databases: the in-memory file system if it has enough space, otherwise the folder for temporary files. */
export function scratchParent() {
  return hasSpace() ? memoryFolder : tmpdir();
}

/**
 * Creates a folder that all users can enter.
 * @param {string} parent
 * @param {string} prefix the prefix of the folder's name
 */
export async function folderForEveryone(parent, prefix) {
  const folder = await mkdtemp(join(parent, prefix));
  await chmod(folder, 0o755);
  return folder;
}

function hasSpace() {
  try {
    const { bavail, bsize } = statfsSync(memoryFolder);
    return bavail * bsize >= minFreeBytes;
  } catch {
    return false;
  }
}
