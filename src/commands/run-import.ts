import { readSettings } from '../config.js';
import { importFormats } from '../formats/import-formats.js';
import type { ImportReading } from '../formats/import-format.js';
import { TertiumError } from '../graph/errors.js';
import { openStore } from '../storage/open-store.js';
import { changesInWords, wouldChangeInWords } from './changes-in-words.js';
import type { ImportOptions } from './import-options.js';
import { namedInputs, namesOf } from './import-inputs.js';
import { createByteProgress } from './progress.js';
import { lastRevision } from './seed-graph.js';

/** Imports files into the graph that the settings name, and says what changed, or would. */
export async function runImport(paths: readonly string[], options: ImportOptions): Promise<void> {
  const { databaseUrl } = readSettings();
  const progress = createByteProgress(process.stderr);
  const { inputs, size } = await namedInputs(paths, (bytes) => progress.advance(bytes));
  const store = await openStore(databaseUrl);
  try {
    const reading = importFormats[options.format](inputs, store.reader);
    const note = {
      author: options.author,
      message: options.message ?? `Imported ${options.format}: ${namesOf(paths)}`,
      origin: 'IMPORT',
    } as const;
    progress.start(`Importing ${namesOf(paths)}`, size);
    const work = options.dryRun ? store.rehearse(reading.changes, note) : store.apply(reading.changes, note);
    const outcome = await work
      .catch((error: unknown) => {
        throw placed(error, reading);
      })
      .finally(() => progress.stop());
    const words = options.dryRun ? wouldChangeInWords : changesInWords;
    process.stdout.write(`${words(outcome, await lastRevision(store))}\n`);
  } finally {
    await store.close();
  }
}

/** What the graph refuses it knows by its number among the changes: people know it by its line. */
function placed(error: unknown, reading: ImportReading): unknown {
  if (!(error instanceof TertiumError) || typeof error.details['change'] !== 'number') return error;
  const place = reading.placeOf(error.details['change']);
  if (place === null) return error;
  return new TertiumError(error.code, `${place}: ${error.message}`, { cause: error, details: error.details });
}
