import { InvalidArgumentError, type Command } from 'commander';
import type { GraphFormatName } from '../../formats/export-formats.js';
import type { ComparisonFormatName } from './comparison-format.js';
import type { ExportOptions } from './run-export.js';
import { readList } from '../terminal/read-list.js';
import { settingsAndExample } from '../terminal/settings-help.js';

/** Descriptions of the formats for the help text. This file does not import the formats, because the help text would then load the printers. */
const graphFormats: Readonly<Record<GraphFormatName, string>> = {
  yaml: 'a graph document in YAML',
  json: 'a graph document in JSON',
  claims: 'the claims that fill the cells of comparisons, one claim per line in JSON',
};
const comparisonFormats: Readonly<Record<ComparisonFormatName, string>> = {
  markdown: 'tables of GitHub Flavored Markdown, with a footnote for each citation',
  csv: 'comma-separated values',
  html: 'a table of HTML, with a list of sources',
  json: 'rows and cells with verdicts, sources and citations',
};

function describeFormats(formats: Readonly<Record<string, string>>): string {
  return Object.entries(formats)
    .map(([name, description]) => `${name} (${description})`)
    .join(', ');
}

/** Adds the command `tertium export`. */
export function addExportCommand(program: Command): void {
  program
    .command('export')
    .summary('export the graph, or a comparison')
    .description(
      'Exports the graph, by default as a graph document, from which `tertium import` restores the same graph; ' +
        'or, with --compare, a comparison of approaches as a table.',
    )
    .option('--compare <approaches>', 'approaches by slug or id, separated by commas', readList)
    .option(
      '--format <format>',
      `of a graph: ${describeFormats(graphFormats)}; of a comparison: ${describeFormats(comparisonFormats)} ` +
        '(default: the format of the extension of --output, else yaml for a graph, markdown for a comparison, and html with --standalone)',
    )
    .option('--output <file>', 'the file to write; - is the standard output', '-')
    .option('--at <revision>', 'the graph at this revision (default: the newest)', readRevision)
    .option('--locale <language>', 'of a comparison: the language of its texts, en or de (default: en)')
    .option(
      '--units <units>',
      'of a comparison: row for one unit in each row, stated for the units of the sources, canonical for the units of the dimensions (default: row)',
    )
    .option('--standalone', 'of a comparison: a complete HTML page with its style sheet')
    .option('--without-texts', 'leave out the stored texts of sources')
    .addHelpText(
      'after',
      settingsAndExample(
        ['DATABASE_URL', 'LOG_LEVEL'],
        'tertium export --output graph.tertium.yaml',
        'tertium export --compare msp,devops --format markdown',
        'tertium export --compare msp,devops --standalone --output msp-devops.html',
      ),
    )
    .action(async (options: ExportOptions) => {
      const { runExport } = await import('./run-export.js');
      await runExport(options);
    });
}

function readRevision(text: string): number {
  if (!/^[1-9]\d{0,9}$/u.test(text)) throw new InvalidArgumentError('Expected the number of a revision.');
  return Number(text);
}
