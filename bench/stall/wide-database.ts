import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../src/storage/open-store.js';
import { wideGraph, wideGraphChanges } from './wide-graph.js';

/** The folder of the database. Later runs reuse the database, because filling it takes minutes. */
const folder = fileURLToPath(new URL('../../../data/bench', import.meta.url));
/** The version of the database. Increase it if the generated content changes, so that the database is created again. */
const contentVersion = 1;

/** Returns the URL of a SQLite database with the wide graph. Creates the database if it does not exist, or has another `contentVersion`. */
export async function wideDatabase(logProgress: (line: string) => void): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'wide.db');
  const mark = join(folder, 'wide.made');
  const url = `file:${file}`;
  if ((await readFile(mark, 'utf8').catch(() => '')) === String(contentVersion)) return url;
  logProgress(`Creating ${wideGraph.claims.toLocaleString('en')} claims, which takes several minutes`);
  for (const each of [file, `${file}-wal`, `${file}-shm`]) await rm(each, { force: true });
  const store = await openStore(url);
  try {
    await store.apply(wideGraphChanges(), { author: 'bench', origin: 'IMPORT', message: 'a wide graph' });
  } finally {
    await store.close();
  }
  await writeFile(mark, String(contentVersion));
  return url;
}
