import { statfsSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The file system in memory of Linux. In containers it may be small. */
const inMemory = '/dev/shm';
const enoughBytes = 2 * 2 ** 30;

/**
 * Creates a folder for databases, in memory if there is enough space. In memory, a PostgreSQL database is created in a tenth of the time, and SQLite
 * does not wait for a disk at each commit.
 * @param {string} prefix
 */
export function scratchFolder(prefix) {
  return mkdtemp(join(scratchPlace(), prefix));
}

export function scratchPlace() {
  return hasRoom() ? inMemory : tmpdir();
}

/**
 * Creates a folder that all users can enter.
 * @param {string} place
 * @param {string} prefix
 */
export async function folderForEveryone(place, prefix) {
  const folder = await mkdtemp(join(place, prefix));
  await chmod(folder, 0o755);
  return folder;
}

function hasRoom() {
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= enoughBytes;
  } catch {
    return false;
  }
}
