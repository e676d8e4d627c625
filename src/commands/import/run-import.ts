import { readSettings } from '../../config.js';
import {
  differenceLines,
  importDifference,
  type ClaimDifference,
  type ImportDifference,
} from '../../formats/drafts/import-difference.js';
import { importFormats } from '../../formats/import-formats.js';
import { importFormatDescriptions, type ImportFormatName } from '../../formats/import-format-descriptions.js';
import {
  defaultReadingOptions,
  type ImportReading,
  type InputReport,
} from '../../formats/import/import-format.js';
import { emptyRecipe, type ImportRecipe } from '../../formats/recipes/import-recipe.js';
import { inputMaxBytes } from '../../formats/import/input-text.js';
import { badUserInput, TertiumError } from '../../graph/errors.js';
import { printWarning } from '../../formats/import/import-warnings.js';
import { printCells, printCoverage } from '../../formats/import/print-import-report.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { AppliedChanges, GraphStore } from '../../graph/ports/writing.js';
import type { Changeset } from '../../graph/ports/changesets.js';
import { proposeKept } from '../../editing/operations/propose-kept.js';
import { commandAudit } from '../graph/command-audit.js';
import { describeChanges, describeRehearsal } from '../graph/describe-changes.js';
import { describeKept, describeOpened } from './describe-kept.js';
import { EditCollector } from './edit-collector.js';
import { withLimitAdvice, writeLimits } from '../graph/ending-options.js';
import { guessFormat } from './guess-format.js';
import { recipeFileName, type ImportOptions } from './import-options.js';
import { ChangeCollector } from './change-collector.js';
import { describeRecipe, fileWithRecipe, findRecipe, saveRecipe, withOptions } from './recipes.js';
import { printable } from '../terminal/printable.js';
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
import { comparedChangesLimit, printImport, uncomparedNote, type ReadImport } from './print-import.js';
import { createByteProgress } from '../terminal/progress.js';
import { lastRevision } from '../seed/seed-graph.js';
import { stopBeforeWriting, stoppableWrite, stopWhileOpening } from '../graph/stoppable-write.js';

const mebibyte = 1024 * 1024;
/** The maximum number of lines of the difference that a dry run prints. */
const shownDifferenceLines = 40;

/** Imports files into the graph that DATABASE_URL names or into a changeset, or rehearses the import, and prints the changes. */
export async function runImport(paths: readonly string[], options: ImportOptions): Promise<void> {
  const { databaseUrl } = readSettings();
  stopBeforeWriting();
  if (options.source !== undefined && paths.length > 1)
    throw badUserInput('Expected one file with --source, got more: each file has its own source.');
  const named = await namedInputs(paths);
  try {
    const saved = options.recipe ? await Promise.all(paths.map(findRecipe)) : paths.map(() => null);
    const recipes = saved.map((recipe) => withOptions(recipe, options));
    const { format, inputs } = await withFormat(named, recipes);
    const { isGuided } = importFormatDescriptions[format];
    if (!isGuided && (options.subjects ?? options.skip ?? options.source ?? options.save) !== undefined) {
      const message = `Expected --subjects, --skip, --source and --save with articles, tables and spreadsheets only, got the format ${format}.`;
      throw badUserInput(message);
    }
    // A file of recipes that cannot be extended is reported before the import is applied.
    if (options.save)
      for (const [index, path] of paths.entries())
        if (path !== '-') await fileWithRecipe(path, recipes[index] ?? emptyRecipe);
    const guided = inputs.map((input, index) => ({ ...input, guidance: recipes[index] ?? emptyRecipe }));
    const graph = await (options.dryRun ? openForRehearsal : openForChanges)(databaseUrl);
    try {
      const task = { ...options, format, names: namesOf(paths), recipes: saved };
      const reports = await importInputs(graph.store, guided, task);
      if (options.save) await saveRecipes(paths, recipes, format, reports);
    } finally {
      await graph.close();
    }
  } finally {
    closeStandardInput(paths);
  }
}

/** Determines the format of inputs: from their recipes, which include `--format`, or else from their names or first bytes. */
async function withFormat(
  named: readonly NamedInput[],
  recipes: readonly ImportRecipe[],
): Promise<{ format: ImportFormatName; inputs: readonly NamedInput[] }> {
  const [format, ...others] = new Set(recipes.map((recipe) => recipe.format));
  return format !== undefined && format !== null && others.length === 0
    ? { format, inputs: named }
    : guessFormat(named);
}

/** Saves the options of files, with the sources and skipped lines that the reports list. */
async function saveRecipes(
  paths: readonly string[],
  recipes: readonly ImportRecipe[],
  format: ImportFormatName,
  reports: readonly InputReport[],
): Promise<void> {
  for (const [index, path] of paths.entries()) {
    const recipe = recipes[index] ?? emptyRecipe;
    const { source = null, skip = [] } = reports[index]?.used ?? {};
    if (path !== '-') await saveRecipe(path, { ...recipe, format, source, skip });
  }
}

interface ImportTask extends ImportOptions {
  /** The saved recipe of each input; null for an input without a recipe. */
  readonly recipes: readonly (ImportRecipe | null)[];
  readonly format: ImportFormatName;
  /** The names of the inputs for the revision log. */
  readonly names: string;
}

async function importInputs(
  store: GraphStore,
  named: readonly NamedInput[],
  { format, names, recipes, ...options }: ImportTask,
): Promise<readonly InputReport[]> {
  const progress = createByteProgress(process.stderr);
  const onRead = (bytes: number): void => progress.advance(bytes);
  const maxBytes = options.maxSize === undefined ? null : options.maxSize * mebibyte;
  const { isStream } = importFormatDescriptions[format];
  const maxPipeBytes = isStream ? null : (maxBytes ?? inputMaxBytes);
  if (named.some(({ size }) => size === null)) progress.start(`Reading ${names}`, null);
  const whole = await wholeInputs(named, maxPipeBytes, onRead).finally(() => progress.stop());
  try {
    const inputs = whole.inputs.map((input) => ({ ...input, bytes: reported(input.bytes, onRead) }));
    const reading = importFormats[format](inputs, store.reader, {
      ...defaultReadingOptions,
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
    const isPrinted = options.print === 'draft' || options.print === 'document';
    // A stream may have millions of changes.
    const isCompared = !isStream || options.dryRun || options.print === 'difference';
    const maxCollected = isPrinted ? Infinity : isCompared ? comparedChangesLimit : 0;
    const collected = new ChangeCollector(maxCollected);
    const changes = collected.passing(reading.changes);
    progress.start(`Importing ${names}`, whole.size);
    const limits = writeLimits(options);
    const proposed = options.changeset === undefined ? null : new EditCollector(options.changeset);
    const audit = commandAudit('import', options.author);
    const written =
      proposed !== null || options.dryRun
        ? store.rehearse(changes, note, { ...limits, ...proposed?.writeOptions })
        : stoppableWrite((onCommit) => store.apply(changes, note, { ...limits, onCommit, audit }));
    const outcome = await written
      .catch(async (error: unknown) => {
        if (options.print === 'report' && error instanceof TertiumError && error.code === 'INVALID_DOCUMENT')
          await printReports(reading.reports(), before, options);
        throw withLocation(withLimitAdvice(error), reading);
      })
      .finally(() => progress.stop());
    const all = collected.changes;
    const difference =
      all === null || all.length > comparedChangesLimit ? null : await importDifference(all, before);
    const reports = reading.reports();
    if (proposed) stopWhileOpening();
    const changeset = proposed
      ? await proposed.open(store, options.author)
      : options.dryRun
        ? null
        : await proposeKept(store, outcome.kept, { author: options.author, title: note.message });
    const read = { changes: all ?? [], difference, reports, view: before };
    await printOutcome(outcome, read, await lastRevision(store), {
      ...options,
      changeset,
      isProposed: proposed !== null,
      recipes,
    });
    return reports;
  } finally {
    await whole.close();
  }
}

async function printOutcome(
  outcome: AppliedChanges,
  read: ReadImport,
  last: number,
  {
    dryRun,
    print,
    json,
    recipes,
    changeset,
    isProposed,
  }: Omit<ImportTask, 'format' | 'names' | 'changeset'> & {
    /** The changeset that the import has opened; null if it has opened none. */
    readonly changeset: Changeset | null;
    /** Whether the changes were put into the changeset instead of the graph. */
    readonly isProposed: boolean;
  },
): Promise<void> {
  const describe = dryRun || isProposed ? describeRehearsal : describeChanges;
  const { difference } = read;
  const countOf = (change: ClaimDifference['change']): number =>
    difference?.claims.filter((each) => each.change === change).length ?? 0;
  const details = difference && { replaced: countOf('REPLACED'), reworded: countOf('REWORDED') };
  const summary = [
    describe(outcome, last, details),
    ...(dryRun && outcome.revision && !print ? shownDifference(difference) : []),
    ...describeKept(outcome.kept),
    ...(changeset ? [describeOpened(changeset)] : []),
    ...read.reports.flatMap((each, index) => [
      ...recipeLines(each, recipes[index] ?? null),
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
    const shown = dryRun && difference ? { difference } : {};
    const opened = changeset ? { changeset: changeset.id } : {};
    process.stdout.write(`${JSON.stringify({ ...outcome, ...opened, ...shown, inputs })}\n`);
  } else {
    process.stdout.write(summary);
  }
}

async function viewOf(opened: GraphView | null | Promise<GraphView | null>): Promise<GraphView> {
  const view = await opened;
  if (!view) throw new TypeError('Expected the published view, got none.');
  return view;
}

/** Prints the reports of rejected inputs. */
async function printReports(
  reports: readonly InputReport[],
  view: GraphView,
  { json }: ImportOptions,
): Promise<void> {
  const read = { changes: [], difference: null, reports, view };
  await writeOutput('-', printImport(read, 'report', json ?? false), () => undefined);
}

/** Lists the first lines of a difference. */
function shownDifference(difference: ImportDifference | null): readonly string[] {
  if (difference === null) return [`  ${uncomparedNote}`];
  const lines = differenceLines(difference).map((line) => `  ${printable(line)}`);
  const further = lines.length - shownDifferenceLines;
  return further > 0
    ? [...lines.slice(0, shownDifferenceLines), `  and ${further} more (--print difference lists all)`]
    : lines;
}

function recipeLines({ name, used }: InputReport, recipe: ImportRecipe | null): readonly string[] {
  const described = recipe === null ? '' : describeRecipe({ ...recipe, skip: used?.skip ?? recipe.skip });
  return described === '' ? [] : [`${name}: read with the recipe of ${recipeFileName}: ${described}`];
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
