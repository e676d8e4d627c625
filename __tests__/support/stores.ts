import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import { InMemoryStore } from '../../src/read-model/in-memory-store.js';
import { openStore, type StoreOptions } from '../../src/storage/open-store.js';
import { closeInMemoryReader } from './in-memory-readers.js';
import { createMigratedDatabase } from './postgres.js';
import { scratchFolder } from '../../scripts/support/scratch-folder.js';
import { databases } from './test-run.js';

/** An empty graph in a new database, which is removed when the graph is closed. */
export interface TestStore {
  readonly store: GraphStore;
  /** The address with which the same graph can be opened again. */
  readonly url: string;
  close(): Promise<void>;
}

export interface TestStoreKind {
  readonly name: string;
  open(onStatement?: StoreOptions['onStatement']): Promise<TestStore>;
}

export const sqliteStore: TestStoreKind = {
  name: 'SQLite',
  async open(onStatement) {
    const folder = await scratchFolder('tertium-sqlite-');
    return openTestStore(`file:${join(folder, 'graph.db')}`, onStatement, () =>
      rm(folder, { recursive: true, force: true }),
    );
  },
};

export const postgresStore: TestStoreKind = {
  name: 'PostgreSQL',
  async open(onStatement) {
    const database = await createMigratedDatabase(async (url) => (await openStore(url)).close());
    return openTestStore(database.url, onStatement, () => database.drop());
  },
};

/** A database behind a read model with the published view in memory. */
export function inMemoryStore({ name, open }: TestStoreKind): TestStoreKind {
  return {
    name: `${name} with in-memory views`,
    async open(onStatement) {
      // The check for a newer revision may run at any time, so it is not counted.
      const behind = await open((sql) => {
        if (!sql.includes('select max(number) from revision')) onStatement?.(sql);
      });
      const store = await InMemoryStore.open(behind.store, {
        budget: ample,
        patience,
        onTrouble: (trouble) => {
          const cause = trouble.type === 'NOT_MOVED_ON' ? trouble.error : trouble;
          throw new Error(`Expected the view to be held, got ${trouble.type}: ${String(cause)}`, { cause });
        },
      });
      return {
        ...behind,
        store,
        async close() {
          await store.close();
          await behind.close();
        },
      };
    },
  };
}

/** A database whose graph exceeds the memory budget: reads go through the bounded cache of a cached view. */
export function cachedStore({ name, open }: TestStoreKind): TestStoreKind {
  return {
    name: `${name} with cached views`,
    async open(onStatement) {
      const behind = await open(onStatement);
      const store = await InMemoryStore.open(behind.store, { budget: 0, cacheBudget: ample, patience });
      return {
        ...behind,
        store,
        async close() {
          await store.close();
          await behind.close();
        },
      };
    },
  };
}

const ample = 2 ** 30;
/** Tests the in-memory view, however busy the machine is. */
const patience = 60_000;

/**
 * The databases on which this run tests the store: `describe.each(eachStore)('… on $name', …)`.
 * A unit test runs on SQLite only; a separate run tests the same file on PostgreSQL.
 */
export const eachStore: readonly TestStoreKind[] = [sqliteStore, postgresStore].filter(({ name }) =>
  databases.some((each) => each === name),
);

async function openTestStore(
  url: string,
  onStatement: StoreOptions['onStatement'],
  remove: () => Promise<void>,
): Promise<TestStore> {
  try {
    const store = await openStore(url, onStatement ? { onStatement } : {});
    return {
      store,
      url,
      async close() {
        await closeInMemoryReader(store);
        await store.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
