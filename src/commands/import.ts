import { type Command, Option } from 'commander';
import type { ImportFormatName } from '../formats/import-formats.js';
import type { ImportOptions } from './import-options.js';
import { settingsAndExample } from './settings-help.js';

/** The formats in a few words each; what reads them is loaded when it is needed. */
const formats: Readonly<Record<ImportFormatName, string>> = {
  claims: 'claims, one a line in JSON',
};

/** `tertium import FILE… --format FORMAT` */
export function addImportCommand(program: Command): void {
  const inWords = Object.entries(formats).map(([name, what]) => `${name} (${what})`);
  program
    .command('import')
    .summary('import files into the graph')
    .description(
      'Imports files, all of them as one revision, however large they are: they are read as a stream. What a ' +
        'file says of a source is all that the source states: its other claims end. Importing the same again ' +
        'changes nothing. If a file is not understood, the command says where and why, applies nothing and ' +
        'exits with 3.',
    )
    .argument('<FILE...>', 'the files, in the order in which they are read; - is the standard input')
    .addOption(
      new Option('--format <format>', `what is in the files: ${inWords.join(', ')}`)
        .choices(Object.keys(formats))
        .makeOptionMandatory(),
    )
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--author <name>', 'who the log of revisions says it was', 'tertium import')
    .option('--message <text>', 'what the log of revisions says of it (default: the names of the files)')
    .addHelpText(
      'after',
      settingsAndExample(
        ['DATABASE_URL', 'LOG_LEVEL'],
        'tertium import browsers.jsonl --format claims --dry-run',
        'zcat browsers.jsonl.gz | tertium import - --format claims',
      ),
    )
    .action(async (files: readonly string[], options: ImportOptions) => {
      const { runImport } = await import('./run-import.js');
      await runImport(files, options);
    });
}
