import { statfsSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The file system in memory that Linux has; in containers it may be small. */
const inMemory = '/dev/shm';
const enoughBytes = 2 * 2 ** 30;

/**
 * Creates a folder for databases, in memory where there is room: there a PostgreSQL database is created in a
 * tenth of the time that it takes on a disk, and SQLite waits for no disk at each commit.
 * @param {string} prefix
 */
export function scratchFolder(prefix) {
  return mkdtemp(join(scratchPlace(), prefix));
}

export function scratchPlace() {
  return hasRoom() ? inMemory : tmpdir();
}

/**
 * Creates a folder that all users may enter.
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
