import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '../../src/storage/open-store.js';
import type { PostgresServer } from '../postgres-server.js';
import { printSize } from './data-size.js';
import type { DataSet } from './data-set.js';
import { fillPlainTables } from './plain-tables.js';
import { changesOf } from './tertium-changes.js';

/** The URLs of the databases with the content of one size. */
export interface StoredData {
  readonly tertiumSqlite: string;
  readonly tertiumPostgres: string;
  readonly plainPostgres: string;
}

/** The version of the databases. Increase it if the generated content or the plain tables change, so that databases are created again. */
const contentVersion = 1;

/**
 * Creates the databases of one size, except those that exist with the current `contentVersion`. The largest size takes many minutes.
 * @param folder the folder of the databases, which later runs reuse
 */
export async function storeData(
  data: DataSet,
  folder: string,
  postgres: PostgresServer,
  logProgress: (line: string) => void,
): Promise<StoredData> {
  const { name } = data.size;
  const stored: StoredData = {
    tertiumSqlite: await storeInSqlite(data, folder, logProgress),
    tertiumPostgres: postgres.urlOf(`tertium_${name}`),
    plainPostgres: postgres.urlOf(`plain_${name}`),
  };
  const fills = new Fills(data, folder, logProgress);
  await fills.fillOnce('tertium-postgres', async () => {
    await fillTertium(await postgres.create(`tertium_${name}`), data);
  });
  await fills.fillOnce('plain-postgres', async () => {
    await fillPlainTables(await postgres.create(`plain_${name}`), data);
  });
  return stored;
}

/** Creates the SQLite database of a size if it is missing or has another `contentVersion`. @returns its URL */
export async function storeInSqlite(
  data: DataSet,
  folder: string,
  logProgress: (line: string) => void,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${data.size.name}.db`);
  const url = `file:${file}`;
  await new Fills(data, folder, logProgress).fillOnce('tertium-sqlite', async () => {
    for (const each of [file, `${file}-wal`, `${file}-shm`]) await rm(each, { force: true });
    await fillTertium(url, data);
  });
  return url;
}

/** Fills each database once: a file for each database marks the database as complete. */
class Fills {
  constructor(
    private readonly data: DataSet,
    private readonly folder: string,
    private readonly logProgress: (line: string) => void,
  ) {}

  async fillOnce(database: string, fill: () => Promise<void>): Promise<void> {
    const { size } = this.data;
    const mark = join(this.folder, `${size.name}-${database}.made`);
    if ((await readFile(mark, 'utf8').catch(() => '')) === String(contentVersion)) return;
    this.logProgress(`Creating the data of ${printSize(size)}: ${database}`);
    const start = performance.now();
    await fill();
    await writeFile(mark, String(contentVersion));
    this.logProgress(`… took ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
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
