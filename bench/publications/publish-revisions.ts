import 'reflect-metadata';
import { openStore } from '../../src/storage/open-store.js';
import { DataSet } from '../http/data-set.js';
import { sizes } from '../http/data-size.js';
import { seriesNamed } from './published-changes.js';
import { Publisher } from './publisher.js';
import type { PublishingCommand } from './publishing-process.js';

// The program of `PublishingProcess`: starts and stops publishing revisions on commands of the parent process, and ends when the parent disconnects.
const [url = '', name = ''] = process.argv.slice(2);
const store = await openStore(url);
const series = seriesNamed(name, new DataSet(sizes.middle));
await store.apply(series.preparation, { author: 'bench', message: 'Concepts', origin: 'IMPORT' });

let publisher: Publisher | null = null;
process.on('message', (command: PublishingCommand) => {
  if (command !== 'stop') {
    publisher = new Publisher(store, () => series.next(), command.intervalMs);
    return;
  }
  void (async () => {
    await publisher?.stop();
    process.send?.('stopped');
  })();
});
process.once('disconnect', () => void store.close());
process.send?.('ready');
