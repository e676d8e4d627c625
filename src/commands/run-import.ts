import { readSettings } from '../config.js';
import { importFormats } from '../formats/import-formats.js';
import type { ImportReading } from '../formats/import-format.js';
import { TertiumError } from '../graph/errors.js';
import { coverageInWords } from '../formats/report-in-words.js';
import type { GraphView } from '../graph/reading.js';
import type { Change } from '../graph/writing.js';
import { openStore } from '../storage/open-store.js';
import { changesInWords, wouldChangeInWords } from './changes-in-words.js';
import { guessFormat } from './guess-format.js';
import type { ImportOptions } from './import-options.js';
import { namedInputs, namesOf } from './import-inputs.js';
import { writeOutput } from './output.js';
import { printImport } from './print-import.js';
import { createByteProgress } from './progress.js';
import { lastRevision } from './seed-graph.js';
import { stoppableWrite } from './stoppable-write.js';

const mebibyte = 1024 * 1024;

/** Imports files into the graph that the settings name, and says what changed, or would. */
export async function runImport(paths: readonly string[], options: ImportOptions): Promise<void> {
  const { databaseUrl } = readSettings();
  const progress = createByteProgress(process.stderr);
  const { inputs: named, size } = await namedInputs(paths, (bytes) => progress.advance(bytes));
  const { format, inputs } = options.format
    ? { format: options.format, inputs: named }
    : await guessFormat(named);
  const store = await openStore(databaseUrl);
  try {
    const reading = importFormats[format](inputs, store.reader, {
      subjects: options.subjects ?? null,
      leastCoverage: options.strict ?? null,
      keepsLines: options.print === 'report',
      mostBytes: options.maxSize === undefined ? null : options.maxSize * mebibyte,
    });
    const note = {
      author: options.author,
      message: options.message ?? `Imported ${format}: ${namesOf(paths)}`,
      origin: 'IMPORT',
    } as const;
    const before = await viewOf(store.reader.openView());
    const kept: Change[] = [];
    // Changes are held only where they are to be printed: there may be millions.
    const isPrinted = options.print === 'draft' || options.print === 'document';
    const changes = isPrinted ? keeping(reading.changes, kept) : reading.changes;
    progress.start(`Importing ${namesOf(paths)}`, size);
    const outcome = await stoppableWrite((onCommit) =>
      options.dryRun ? store.rehearse(changes, note) : store.apply(changes, note, { onCommit }),
    )
      .catch((error: unknown) => {
        throw placed(error, reading);
      })
      .finally(() => progress.stop());
    const words = options.dryRun ? wouldChangeInWords : changesInWords;
    const reports = reading.reports();
    const said = [words(outcome, await lastRevision(store)), ...reports.map(coverageInWords)]
      .map((line) => `${line}\n`)
      .join('');
    if (options.print) {
      const read = { changes: kept, reports, view: before };
      await writeOutput('-', printImport(read, options.print, options.json ?? false), () => undefined);
      process.stderr.write(said);
    } else if (options.json) {
      const inputs = reports.map(({ name, report: { coverage, totals } }) => ({ name, coverage, totals }));
      process.stdout.write(`${JSON.stringify({ ...outcome, inputs })}\n`);
    } else {
      process.stdout.write(said);
    }
  } finally {
    await store.close();
  }
}

async function viewOf(opened: GraphView | null | Promise<GraphView | null>): Promise<GraphView> {
  const view = await opened;
  if (!view) throw new TypeError('The published view is always there.');
  return view;
}

async function* keeping(changes: AsyncIterable<Change>, kept: Change[]): AsyncGenerator<Change> {
  for await (const change of changes) {
    kept.push(change);
    yield change;
  }
}

/** What the graph refuses it knows by its number among the changes: people know it by its line. */
function placed(error: unknown, reading: ImportReading): unknown {
  if (!(error instanceof TertiumError) || typeof error.details['change'] !== 'number') return error;
  const place = reading.placeOf(error.details['change']);
  if (place === null) return error;
  return new TertiumError(error.code, `${place}: ${error.message}`, { cause: error, details: error.details });
}
