import { readSettings } from '../config.js';
import { openStore } from '../storage/open-store.js';
import { packagedSeed } from './packaged-files.js';
import { createProgress } from './progress.js';
import { seedGraph } from './seed-graph.js';
import { stoppableWrite } from './stoppable-write.js';

/** Seeds the graph that the settings name. */
export async function runSeed(path = packagedSeed()): Promise<void> {
  const { databaseUrl } = readSettings();
  const store = await openStore(databaseUrl);
  try {
    const progress = createProgress(process.stderr, (line) => process.stderr.write(`${line}\n`));
    const changed = await stoppableWrite((onCommit) => seedGraph(store, path, progress, onCommit));
    process.stdout.write(`${changed}\n`);
  } finally {
    await store.close();
  }
}
