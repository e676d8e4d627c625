import { readSettings } from '../../config.js';
import { graphFormats, type GraphFormat, type GraphFormatName } from '../../formats/export-formats.js';
import { graphContent } from '../../formats/printing/graph-content.js';
import { badUserInput, type TertiumError } from '../../graph/errors.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { GraphStore } from '../../graph/ports/writing.js';
import { unitChoices, type UnitChoice } from '../../words/cells/row-unit.js';
import { defaultLocale, parseLocale } from '../../words/locale.js';
import { openExisting } from '../graph/open-graph.js';
import { writeOutput } from '../terminal/output.js';
import { comparisonFormatNames, type ComparisonFormatName } from './comparison-format.js';
import { createByteProgress } from '../terminal/progress.js';

/** The format of each file name extension. */
const formatsByExtension: Readonly<Record<string, string>> = {
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  jsonl: 'claims',
  ndjson: 'claims',
  md: 'markdown',
  markdown: 'markdown',
  csv: 'csv',
  html: 'html',
  htm: 'html',
};

/** The command-line options of `export`. */
export interface ExportOptions {
  readonly compare?: readonly string[];
  readonly format?: string;
  readonly output?: string;
  readonly at?: number;
  /** Whether to export the graph without source texts. */
  readonly withoutTexts?: true;
  /** The language of a comparison. */
  readonly locale?: string;
  /** The units of amounts in a comparison: row, stated or canonical. */
  readonly units?: string;
  /** Whether to export a comparison as a complete HTML page. */
  readonly standalone?: true;
}

/** Exports the graph that DATABASE_URL names, or a comparison. */
export async function runExport(options: ExportOptions): Promise<void> {
  const { databaseUrl } = readSettings();
  const print = printerOf(options);
  const store = await openExisting(databaseUrl);
  const progress = createByteProgress(process.stderr);
  try {
    progress.start('Exporting', null);
    await writeOutput(options.output ?? '-', print(store), (bytes) => progress.advance(bytes));
  } finally {
    progress.stop();
    await store.close();
  }
}

/**
 * Chooses the printer of the export, before the store is opened.
 * @throws {TertiumError} BAD_USER_INPUT if an option is invalid or does not fit the other options
 */
function printerOf({
  compare,
  format,
  output = '-',
  at,
  withoutTexts,
  locale,
  units,
  standalone,
}: ExportOptions): (store: GraphStore) => AsyncIterable<string> {
  if (compare) {
    expectTexts(withoutTexts, 'a comparison has no');
    const defaultFormat = standalone ? 'html' : 'markdown';
    const name = chooseFormat<ComparisonFormatName>(comparisonFormatNames, format, output, defaultFormat);
    if (standalone && name !== 'html')
      throw unusable('standalone', `Expected --standalone with the format html, got ${name}.`);
    const selection = {
      approaches: compare,
      at: at ?? null,
      locale: locale === undefined ? defaultLocale : parseLocale(locale, '--locale'),
      units: unitsOf(units),
    };
    return async function* ({ reader }) {
      // Loaded only here: the API and the renderer of pages take long to load, and the graph is exported without them.
      const { printComparison } = await import('./print-comparison.js');
      yield await printComparison(reader, selection, name, standalone ?? false);
    };
  }
  for (const [option, value] of Object.entries({ locale, units, standalone })) {
    if (value !== undefined) throw unusable(option, `Expected --${option} with --compare.`);
  }
  const name = chooseFormat(Object.keys(graphFormats) as GraphFormatName[], format, output, 'yaml');
  const print: GraphFormat = graphFormats[name];
  if (name === 'claims') expectTexts(withoutTexts, 'claims have no');
  return async function* ({ reader }) {
    yield* print(
      graphContent(await viewAt(reader.openView(at), at), { hasTexts: name !== 'claims' && !withoutTexts }),
    );
  };
}

function unitsOf(option: string | undefined): UnitChoice {
  const units = unitChoices.find((choice) => choice.toLowerCase() === (option ?? 'row'));
  if (units) return units;
  const names = unitChoices.map((choice) => choice.toLowerCase()).join(', ');
  throw unusable('units', `Expected --units to be one of ${names}, got ${option}.`);
}

function unusable(option: string, message: string): TertiumError {
  return badUserInput(message, { argument: option });
}

/** Returns the format that `--format` names, else the format of the extension of `--output`, else the default. */
function chooseFormat<Name extends string>(
  formats: readonly Name[],
  format: string | undefined,
  output: string,
  defaultFormat: Name,
): Name {
  const extension = /\.([a-z]+)$/iu.exec(output)?.[1]?.toLowerCase();
  const name =
    format ??
    (output === '-' || extension === undefined
      ? defaultFormat
      : (formatsByExtension[extension] ?? extension));
  const known = formats.find((each) => each === name);
  if (known !== undefined) return known;
  throw badUserInput(`Expected --format to be one of ${formats.join(', ')}, got ${name}.`, {
    argument: 'format',
  });
}

/** Rejects --without-texts for output that never has texts: the option must be a mistake. */
function expectTexts(withoutTexts: true | undefined, subjectAndVerb: string): void {
  if (!withoutTexts) return;
  const message = `Expected --without-texts with a graph document: ${subjectAndVerb} texts of sources. Leave the option out.`;
  throw badUserInput(message, { argument: 'without-texts' });
}

async function viewAt(
  opening: GraphView | null | Promise<GraphView | null>,
  at: number | undefined,
): Promise<GraphView> {
  const view = await opening;
  if (view) return view;
  throw badUserInput(`Expected --at to be an existing revision, got ${at}.`, { argument: 'at' });
}
