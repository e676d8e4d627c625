import { readSettings } from '../../config.js';
import { importFormats } from '../../formats/import-formats.js';
import { importFormatDescriptions, type ImportFormatName } from '../../formats/import-format-descriptions.js';
import type { ImportReading } from '../../formats/import/import-format.js';
import { inputMaxBytes } from '../../formats/import/input-text.js';
import { TertiumError } from '../../graph/errors.js';
import { printWarning } from '../../formats/import/import-warnings.js';
import { printCells, printCoverage } from '../../formats/import/print-import-report.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { AppliedChanges, Change, GraphStore } from '../../graph/ports/writing.js';
import { describeChanges, describeRehearsal } from '../graph/describe-changes.js';
import { withLimitAdvice, writeLimits } from '../graph/ending-options.js';
import { guessFormat } from './guess-format.js';
import type { ImportOptions } from './import-options.js';
import {
  closeStandardInput,
  namedInputs,
  namesOf,
  reported,
  wholeInputs,
  type NamedInput,
} from './import-inputs.js';
import { openForChanges, openForRehearsal } from '../graph/open-graph.js';
import { writeOutput } from '../terminal/output.js';
import { printImport, type ReadImport } from './print-import.js';
import { createByteProgress } from '../terminal/progress.js';
import { lastRevision } from '../seed/seed-graph.js';
import { stopBeforeWriting, stoppableWrite } from '../graph/stoppable-write.js';

const mebibyte = 1024 * 1024;

/** Imports files into the graph that DATABASE_URL names, and prints the changes. */
export async function runImport(paths: readonly string[], options: ImportOptions): Promise<void> {
  const { databaseUrl } = readSettings();
  stopBeforeWriting();
  const named = await namedInputs(paths);
  try {
    const { format, inputs } = options.format
      ? { format: options.format, inputs: named }
      : await guessFormat(named);
    const graph = await (options.dryRun ? openForRehearsal : openForChanges)(databaseUrl);
    try {
      await importInputs(graph.store, inputs, { ...options, format, names: namesOf(paths) });
    } finally {
      await graph.close();
    }
  } finally {
    closeStandardInput(paths);
  }
}

interface ImportTask extends ImportOptions {
  readonly format: ImportFormatName;
  /** The names of the inputs for the revision log. */
  readonly names: string;
}

async function importInputs(
  store: GraphStore,
  named: readonly NamedInput[],
  { format, names, ...options }: ImportTask,
): Promise<void> {
  const progress = createByteProgress(process.stderr);
  const onRead = (bytes: number): void => progress.advance(bytes);
  const maxBytes = options.maxSize === undefined ? null : options.maxSize * mebibyte;
  const maxPipeBytes = importFormatDescriptions[format].isStream ? null : (maxBytes ?? inputMaxBytes);
  if (named.some(({ size }) => size === null)) progress.start(`Reading ${names}`, null);
  const whole = await wholeInputs(named, maxPipeBytes, onRead).finally(() => progress.stop());
  try {
    const inputs = whole.inputs.map(({ name, bytes }) => ({ name, bytes: reported(bytes, onRead) }));
    const reading = importFormats[format](inputs, store.reader, {
      subjects: options.subjects ?? null,
      minCoverage: options.strict ?? null,
      includesLines: options.print === 'report',
      maxBytes,
    });
    const note = {
      author: options.author,
      message: options.message ?? `Imported ${format}: ${names}`,
      origin: 'IMPORT',
    } as const;
    const before = await viewOf(store.reader.openView());
    const collected: Change[] = [];
    // Changes are collected only if they are printed, because there may be millions.
    const isPrinted = options.print === 'draft' || options.print === 'document';
    const changes = isPrinted ? collecting(reading.changes, collected) : reading.changes;
    progress.start(`Importing ${names}`, whole.size);
    const limits = writeLimits(options);
    const outcome = await stoppableWrite((onCommit) =>
      options.dryRun
        ? store.rehearse(changes, note, limits)
        : store.apply(changes, note, { ...limits, onCommit }),
    )
      .catch((error: unknown) => {
        throw withLocation(withLimitAdvice(error), reading);
      })
      .finally(() => progress.stop());
    const read = { changes: collected, reports: reading.reports(), view: before };
    await printOutcome(outcome, read, await lastRevision(store), options);
  } finally {
    await whole.close();
  }
}

async function printOutcome(
  outcome: AppliedChanges,
  read: ReadImport,
  last: number,
  { dryRun, print, json }: ImportOptions,
): Promise<void> {
  const describe = dryRun ? describeRehearsal : describeChanges;
  const summary = [
    describe(outcome, last),
    ...read.reports.flatMap((each) => [
      printCoverage(each),
      ...(each.report.cells ? [printCells(each.name, each.report.cells)] : []),
      ...each.warnings.map(printWarning),
    ]),
  ]
    .map((line) => `${line}\n`)
    .join('');
  if (print) {
    await writeOutput('-', printImport(read, print, json ?? false), () => undefined);
    process.stderr.write(summary);
  } else if (json) {
    const inputs = read.reports.map(({ name, report: { coverage, shares, cells, totals }, warnings }) => ({
      name,
      coverage,
      shares,
      cells,
      totals,
      warnings,
    }));
    process.stdout.write(`${JSON.stringify({ ...outcome, inputs })}\n`);
  } else {
    process.stdout.write(summary);
  }
}

async function viewOf(opened: GraphView | null | Promise<GraphView | null>): Promise<GraphView> {
  const view = await opened;
  if (!view) throw new TypeError('Expected the published view, got none.');
  return view;
}

async function* collecting(changes: AsyncIterable<Change>, collected: Change[]): AsyncGenerator<Change> {
  for await (const change of changes) {
    collected.push(change);
    yield change;
  }
}

/** Adds the line of the rejected change to an error. The store identifies a change by number, the user by line. */
function withLocation(error: unknown, reading: ImportReading): unknown {
  if (!(error instanceof TertiumError) || typeof error.details['change'] !== 'number') return error;
  const location = reading.locationOf(error.details['change']);
  if (location === null) return error;
  return new TertiumError(error.code, `${location}: ${error.message}`, {
    cause: error,
    details: error.details,
  });
}
