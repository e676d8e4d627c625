import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import { InMemoryStore } from '../../src/read-model/in-memory-store.js';
import { openStore, type StoreOptions } from '../../src/storage/open-store.js';
import { closeInMemoryReader } from './in-memory-readers.js';
import { openMigratedDatabase } from './postgres.js';
import { scratchFolder } from '../../scripts/support/scratch-folder.js';
import { databases } from './test-run.js';

/** An empty graph in a database that no other test uses until the graph is closed. */
export interface TestStore {
  readonly store: GraphStore;
  /** The URL of the database. */
  readonly url: string;
  close(): Promise<void>;
}

/** A way to open test stores: a database, optionally with in-memory or cached views. */
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
    const database = await openMigratedDatabase(async (url) => (await openStore(url)).close());
    return openTestStore(database.url, onStatement, async () => database.release());
  },
};

/** Puts a read model, with the published view in memory, in front of a kind of database. */
export function inMemoryStore({ name, open }: TestStoreKind): TestStoreKind {
  return {
    name: `${name} with in-memory views`,
    async open(onStatement) {
      // Statements that check for a newer revision are not reported, because they run at any time.
      const database = await open((sql) => {
        if (!sql.includes('select max(number) from revision')) onStatement?.(sql);
      });
      const store = await InMemoryStore.open(database.store, {
        budget: ample,
        maxWaitMs,
        onProblem: (problem) => {
          const cause = problem.type === 'UPDATE_FAILED' ? problem.error : problem;
          throw new Error(`Expected an in-memory view, got ${problem.type}: ${String(cause)}`, { cause });
        },
      });
      return {
        ...database,
        store,
        async close() {
          await store.close();
          await database.close();
        },
      };
    },
  };
}

/** Puts a read model with a memory budget of 0 in front of a kind of database: reads use the bounded cache of a cached view. */
export function cachedStore({ name, open }: TestStoreKind): TestStoreKind {
  return {
    name: `${name} with cached views`,
    async open(onStatement) {
      const database = await open(onStatement);
      const store = await InMemoryStore.open(database.store, { budget: 0, cacheBudget: ample, maxWaitMs });
      return {
        ...database,
        store,
        async close() {
          await store.close();
          await database.close();
        },
      };
    },
  };
}

/** A memory budget in bytes that is larger than every test graph. */
const ample = 2 ** 30;
/** The maximum wait for an update in milliseconds: long enough for a busy machine. */
const maxWaitMs = 60_000;

/**
 * The databases on which this run tests the store: `describe.each(eachStore)('… on $name', …)`.
 * In jest.config.js, the project `unit` has SQLite, `postgres` has PostgreSQL, and `integration` has both, unless there is no
 * PostgreSQL for the machine.
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
