import { InvalidArgumentError, type Command, Option } from 'commander';
import { importFormatNames, importFormatDescriptions } from '../../formats/import-format-descriptions.js';
import { addEndingOptions, readShare } from '../graph/ending-options.js';
import { printables, type ImportOptions } from './import-options.js';
import { settingsAndExample } from '../terminal/settings-help.js';

/** Adds the command `tertium import FILE… [--format FORMAT]`. */
export function addImportCommand(program: Command): void {
  const formats = importFormatNames.map((name) => `${name} (${importFormatDescriptions[name].inWords})`);
  const command = program
    .command('import')
    .summary('import files into the graph')
    .description(
      'Imports files, all of them as one revision. The files must contain all claims of their sources: other claims ' +
        'of these sources end. Importing the same files again changes nothing. If a file is invalid, or more than ' +
        'half of the claims of a source would end, the command reports the location and the reason, applies nothing and exits with 3. ' +
        'If there is no graph, the command creates it.',
    )
    .argument('<FILE...>', 'the files, in the order in which they are read; - is the standard input')
    .addOption(
      new Option(
        '--format <format>',
        `the format of the files: ${formats.join(', ')} (default: guessed from their names or first bytes)`,
      ).choices(importFormatNames),
    )
    .addOption(
      new Option(
        '--subjects <where>',
        'whether the rows or the columns of a table are compared (default: guessed from the table)',
      ).choices(['rows', 'columns']),
    )
    .option('--dry-run', 'report the changes, and do not apply them')
    .addOption(
      new Option(
        '--print <what>',
        'print the recognised concepts and claims (draft), the outcome of each line (report), or the changes (document), on the ' +
          'standard output; the summary is then printed on the standard error',
      ).choices(printables),
    )
    .option('--json', 'print the output of --print, or the summary, as JSON')
    .option(
      '--strict <share>',
      'reject files of which less than this share of the text is understood, from 0 to 1',
      readShare,
    )
    .option(
      '--max-size <MiB>',
      'reject larger files, except claims, which are read line by line (default: 16; tables 8; graph documents 5)',
      readSize,
    );
  addEndingOptions(command)
    .option('--author <name>', 'the author in the revision log', 'tertium import')
    .option('--message <text>', 'the message in the revision log (default: the names of the files)')
    .addHelpText(
      'after',
      settingsAndExample(
        ['DATABASE_URL', 'LOG_LEVEL'],
        'tertium import article.md --dry-run --print report',
        'zcat browsers.jsonl.gz | tertium import - --format claims',
      ),
    )
    .action(async (files: readonly string[], options: ImportOptions) => {
      const { runImport } = await import('./run-import.js');
      await runImport(files, options);
    });
}

function readSize(written: string): number {
  if (!/^[1-9]\d{0,3}$/u.test(written)) {
    throw new InvalidArgumentError('Expected a whole number of MiB from 1 to 9999, such as 64.');
  }
  return Number(written);
}
