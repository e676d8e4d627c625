import { lastRevision } from '../../src/commands/seed/seed-graph.js';
import { openStore } from '../../src/storage/open-store.js';

/** Reads the number of the newest revision of a graph; 0 if the graph is empty. @param url as DATABASE_URL */
export async function revisionOf(url: string): Promise<number> {
  const store = await openStore(url);
  try {
    return await lastRevision(store);
  } finally {
    await store.close();
  }
}
