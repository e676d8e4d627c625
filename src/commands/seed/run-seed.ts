import { readSettings } from '../../config.js';
import { openStore } from '../../storage/open-store.js';
import { writeLimits, type EndingOptions } from '../graph/ending-options.js';
import { packagedSeed } from '../packaged-files.js';
import { createProgress } from '../terminal/progress.js';
import { applySeed, readSeed } from './seed-graph.js';
import { stoppableWrite } from '../graph/stoppable-write.js';

/** Seeds the graph that DATABASE_URL names. Creates the graph if it does not exist. */
export async function runSeed(path: string | undefined, options: EndingOptions): Promise<void> {
  const { databaseUrl } = readSettings();
  // The seed is parsed before the graph is opened, so that invalid documents do not create a graph.
  const seed = await readSeed(path ?? packagedSeed());
  const store = await openStore(databaseUrl, { mayCreate: true });
  try {
    const progress = createProgress(process.stderr, (line) => process.stderr.write(`${line}\n`));
    const outcome = await stoppableWrite((onCommit) =>
      applySeed(store, seed, progress, { ...writeLimits(options), onCommit }),
    );
    process.stdout.write(`${outcome}\n`);
  } finally {
    await store.close();
  }
}
