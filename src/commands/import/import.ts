import { InvalidArgumentError, type Command, Option } from 'commander';
import { importFormatNames, importForms } from '../../formats/import-forms.js';
import { addEndingOptions, readShare } from '../graph/ending-options.js';
import { printables, type ImportOptions } from './import-options.js';
import { settingsAndExample } from '../terminal/settings-help.js';

/** `tertium import FILE… [--format FORMAT]` */
export function addImportCommand(program: Command): void {
  const inWords = importFormatNames.map((name) => `${name} (${importForms[name].inWords})`);
  const command = program
    .command('import')
    .summary('import files into the graph')
    .description(
      'Imports files, all of them as one revision. What a file says of a source is all that the source ' +
        'states: its other claims end. Importing the same again changes nothing. If a file is not understood, or ' +
        'would end more than half of a source, the command says where and why, applies nothing and exits with 3. ' +
        'Where there is no graph, it creates one.',
    )
    .argument('<FILE...>', 'the files, in the order in which they are read; - is the standard input')
    .addOption(
      new Option(
        '--format <format>',
        `what is in the files: ${inWords.join(', ')} (default: what their names or beginnings say)`,
      ).choices(importFormatNames),
    )
    .addOption(
      new Option(
        '--subjects <where>',
        'whether the rows or the columns of a table are what it compares (default: what the table says)',
      ).choices(['rows', 'columns']),
    )
    .option('--dry-run', 'say what would change, and change nothing')
    .addOption(
      new Option(
        '--print <what>',
        'print what was understood (draft), what became of each line (report), or what is put into the graph ' +
          '(document), on the standard output; what changed is said on the standard error then',
      ).choices(printables),
    )
    .option('--json', 'print as JSON what was asked for, or else what changed')
    .option(
      '--strict <share>',
      'refuse files of which less is understood than this share of their text, from 0 to 1',
      readShare,
    )
    .option(
      '--max-size <MiB>',
      'refuse files that are larger, but for claims, which are read line by line (default: 16; 8 of tables, 5 of graph documents)',
      readSize,
    );
  addEndingOptions(command)
    .option('--author <name>', 'who the log of revisions says it was', 'tertium import')
    .option('--message <text>', 'what the log of revisions says of it (default: the names of the files)')
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
