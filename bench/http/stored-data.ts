import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '../../src/storage/open-store.js';
import type { PostgresServer } from '../postgres-server.js';
import { printSize } from './data-size.js';
import type { DataSet } from './data-set.js';
import { fillPlainTables } from './plain-tables.js';
import { changesOf } from './tertium-changes.js';

/** The databases with the content of one size. */
export interface StoredData {
  readonly tertiumSqlite: string;
  readonly tertiumPostgres: string;
  readonly plainPostgres: string;
}

/** The version of the databases. Increase it if the generated content or the plain tables change, so that databases are created again. */
const contentVersion = 1;

/**
 * Creates the missing databases of a size. The largest size takes many minutes.
 * @param folder the folder of the databases, which later runs reuse
 */
export async function storeData(
  data: DataSet,
  folder: string,
  postgres: PostgresServer,
  logProgress: (line: string) => void,
): Promise<StoredData> {
  const { name } = data.size;
  await mkdir(folder, { recursive: true });
  const sqlite = join(folder, `${name}.db`);
  const stored: StoredData = {
    tertiumSqlite: `file:${sqlite}`,
    tertiumPostgres: postgres.urlOf(`tertium_${name}`),
    plainPostgres: postgres.urlOf(`plain_${name}`),
  };
  const fillOnce = async (database: string, fill: () => Promise<void>): Promise<void> => {
    const mark = join(folder, `${name}-${database}.made`);
    if ((await readFile(mark, 'utf8').catch(() => '')) === String(contentVersion)) return;
    logProgress(`Creating the data of ${printSize(data.size)}: ${database}`);
    const start = performance.now();
    await fill();
    await writeFile(mark, String(contentVersion));
    logProgress(`… took ${((performance.now() - start) / 1000).toFixed(0)} s`);
  };
  await fillOnce('tertium-sqlite', async () => {
    for (const file of [sqlite, `${sqlite}-wal`, `${sqlite}-shm`]) await rm(file, { force: true });
    await fillTertium(stored.tertiumSqlite, data);
  });
  await fillOnce('tertium-postgres', async () => {
    await fillTertium(await postgres.create(`tertium_${name}`), data);
  });
  await fillOnce('plain-postgres', async () => {
    await fillPlainTables(await postgres.create(`plain_${name}`), data);
  });
  return stored;
}

async function fillTertium(url: string, data: DataSet): Promise<void> {
  const store = await openStore(url);
  try {
    await store.apply(changesOf(data), {
      author: 'bench',
      message: `${printSize(data.size)} approaches and dimensions`,
      origin: 'IMPORT',
    });
  } finally {
    await store.close();
  }
}
