import { InvalidArgumentError, type Command } from 'commander';
import type { ComparisonFormatName, GraphFormatName } from '../../formats/export-formats.js';
import type { ExportOptions } from './export-options.js';
import { settingsAndExample } from '../terminal/settings-help.js';

/** The formats in a few words each; what prints them is loaded when it is needed. */
const graphFormats: Readonly<Record<GraphFormatName, string>> = {
  yaml: 'a graph document in YAML',
  json: 'the same in JSON',
  claims: 'what approaches state along dimensions, one claim a line in JSON',
};
const comparisonFormats: Readonly<Record<ComparisonFormatName, string>> = {
  markdown: 'a table of GitHub Flavored Markdown',
  csv: 'comma-separated values',
  html: 'a table of HTML',
  json: 'rows and cells with verdicts and sources',
};

function inWords(formats: Readonly<Record<string, string>>): string {
  return Object.entries(formats)
    .map(([name, what]) => `${name} (${what})`)
    .join(', ');
}

/** `tertium export` */
export function addExportCommand(program: Command): void {
  program
    .command('export')
    .summary('export the graph, or a comparison')
    .description(
      'Exports all that the graph holds as a graph document, which `tertium import` makes the same graph of; ' +
        'or, with --compare, the comparison of some approaches as a table.',
    )
    .option('--compare <approaches>', 'approaches by slug or id, with commas between them', readList)
    .option(
      '--format <format>',
      `of a graph: ${inWords(graphFormats)}; of a comparison: ${inWords(comparisonFormats)} ` +
        '(default: what the name of the file says, else the first)',
    )
    .option('--output <file>', 'the file to write; - is the standard output', '-')
    .option('--at <revision>', 'the graph as it was at a revision (default: as it is now)', readRevision)
    .option('--without-texts', 'leave out the texts that are kept with the sources of a graph')
    .addHelpText(
      'after',
      settingsAndExample(
        ['DATABASE_URL', 'LOG_LEVEL'],
        'tertium export --output graph.tertium.yaml',
        'tertium export --compare msp,devops --format markdown',
      ),
    )
    .action(async (options: ExportOptions) => {
      const { runExport } = await import('./run-export.js');
      await runExport(options);
    });
}

function readList(written: string): readonly string[] {
  return written
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function readRevision(written: string): number {
  if (!/^[1-9]\d{0,9}$/u.test(written)) throw new InvalidArgumentError('Expected the number of a revision.');
  return Number(written);
}
