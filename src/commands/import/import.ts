import { InvalidArgumentError, type Command, Option } from 'commander';
import { importFormatNames, importFormatDescriptions } from '../../formats/import-format-descriptions.js';
import type { SubjectsOption } from '../../formats/import/import-format.js';
import { lineListRule, parseLineList, type SkippedLines } from '../../formats/import/skipped-lines.js';
import { isSlug, slugRule } from '../../graph/concept.js';
import { readList } from '../terminal/read-list.js';
import { addEndingOptions, readShare } from '../graph/ending-options.js';
import { printables, recipeFileName, type ImportOptions } from './import-options.js';
import { settingsAndExample } from '../terminal/settings-help.js';

/** Adds the command `tertium import`. */
export function addImportCommand(program: Command): void {
  const formats = importFormatNames.map((name) => `${name} (${importFormatDescriptions[name].inWords})`);
  const command = program
    .command('import')
    .summary('import files into the graph')
    .description(
      'Imports files, all of them as one revision. The files must contain all claims of their sources: other claims ' +
        'of these sources end. Importing the same files again changes nothing. If a file is invalid, or too many ' +
        'claims of a source would end (see --max-ended), the command reports the reason, applies nothing and exits with 3. ' +
        'If there is no graph, the command creates it.',
    )
    .argument('<FILE...>', 'the files, in the order in which they are read; - is the standard input')
    .addOption(
      new Option(
        '--format <format>',
        `the format of the files: ${formats.join(', ')} (default: guessed from their names or first bytes)`,
      ).choices(importFormatNames),
    )
    .option(
      '--subjects <which>',
      'what is compared: the rows or the columns of tables (rows, columns), or the names of the compared things, separated ' +
        'by commas (default: detected)',
      readSubjects,
    )
    .option(
      '--source <slug>',
      'the slug of the source whose claims the file states, for example if the title of the article has changed (default: found by its URL or title)',
      readSlug,
    )
    .option('--skip <lines>', `lines that are not read: ${lineListRule}`, readLines)
    .addOption(
      new Option(
        '--save',
        `save the options in ${recipeFileName}, beside the file, for the next import of the file`,
      ).conflicts('dryRun'),
    )
    .option('--no-recipe', `do not use ${recipeFileName}`)
    .option('--dry-run', 'report what would change in the graph, and do not change it')
    .addOption(
      new Option(
        '--print <what>',
        'print the recognised concepts and claims (draft), the outcome of each line (report), what changes in the graph ' +
          '(difference), or the graph document that is applied (document), on the standard output; the summary is then printed ' +
          'on the standard error',
      ).choices(printables),
    )
    .option('--json', 'print the output of --print, or the summary, as JSON')
    .option(
      '--strict <share>',
      'reject a file if less than this share (0 to 1) of its text became claims, or of the cells of its tables was read',
      readShare,
    )
    .option(
      '--max-size <MiB>',
      'reject larger files, except claims, which are read line by line (default: 16; tables 8; graph documents 5)',
      readSize,
    );
  addEndingOptions(command)
    .option('--author <name>', 'the author in the revision log', 'tertium import')
    .addOption(
      new Option(
        '--changeset <title>',
        'put the changes into a new changeset with this title, which `tertium publish` publishes',
      ).conflicts(['dryRun', 'print', 'message']),
    )
    .option(
      '--message <text>',
      'the message in the revision log (default: the format and the names of the files)',
    )
    .addHelpText(
      'after',
      settingsAndExample(
        ['DATABASE_URL', 'LOG_LEVEL'],
        'tertium import article.md --dry-run --print report',
        'tertium import article.md --subjects columns --skip 1-12 --save',
        'zcat browsers.jsonl.gz | tertium import - --format claims',
      ),
    )
    .action(async (files: readonly string[], options: ImportOptions) => {
      const { runImport } = await import('./run-import.js');
      await runImport(files, options);
    });
}

function readSubjects(written: string): SubjectsOption {
  if (written === 'rows' || written === 'columns') return written;
  const names = readList(written);
  if (names.length === 0)
    throw new InvalidArgumentError('Expected rows, columns, or names separated by commas.');
  return names;
}

function readSlug(written: string): string {
  if (!isSlug(written)) throw new InvalidArgumentError(`Expected a slug of ${slugRule}.`);
  return written;
}

function readLines(written: string): readonly SkippedLines[] {
  const lines = parseLineList(written);
  if (!lines) throw new InvalidArgumentError(`Expected ${lineListRule}.`);
  return lines;
}

function readSize(written: string): number {
  if (!/^[1-9]\d{0,3}$/u.test(written)) {
    throw new InvalidArgumentError('Expected a whole number of MiB from 1 to 9999, such as 64.');
  }
  return Number(written);
}
