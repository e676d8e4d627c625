import { Option, type Command } from 'commander';
import { erasureReasons } from '../../graph/ports/erasures.js';
import { settingsAndExample } from '../terminal/settings-help.js';
import type { EraseOptions } from './run-erase.js';

/** The reasons as they are written on the command line, such as `legal-order`. */
const reasons = erasureReasons.map((reason) => reason.toLowerCase().replace('_', '-'));

/** Adds the command `tertium erase`. */
export function addEraseCommand(program: Command): void {
  program
    .command('erase')
    .summary('erase texts from all revisions')
    .description(
      'Erases texts from every revision of the graph, the search index, changesets and stored texts, for a court order, personal data or a withdrawn ' +
        'article. An erasure cannot be undone. Without --confirm, the command reports what would be erased, and erases nothing. ' +
        'Backups, replicas and caches of other systems are not changed.',
    )
    .addOption(
      new Option('--text <hash...>', 'stored texts, by hash, with all quotes from them').conflicts([
        ...['quote', 'claim', 'source'],
      ]),
    )
    .addOption(
      new Option(
        '--quote <claim...>',
        'the quotes of claims, by id, with the stored texts that contain them, and the overlapping quotes of other citations',
      ).conflicts(['claim', 'source']),
    )
    .addOption(
      new Option(
        '--claim <claim...>',
        'the quotes and the texts of claims, by id; a claim that states only a text is removed',
      ).conflicts(['source']),
    )
    .option('--source <slug...>', 'the stored texts of sources, and the quotes and texts of all their claims')
    .addOption(new Option('--reason <reason>', 'the reason that readers see').choices(reasons))
    .option(
      '--message <text>',
      'the message in the revision log; it must not repeat the erased texts (default: the number and kind of the targets)',
    )
    .option('--author <name>', 'the author in the revision log', 'tertium erase')
    .option('--confirm', 'erase')
    .option(
      '--traces',
      'only remove the traces of erased words from the files of the database, such as after an interruption',
    )
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      settingsAndExample(
        ['DATABASE_URL', 'LOG_LEVEL'],
        'tertium erase --source withdrawn-article --reason withdrawn',
        'tertium erase --quote claim/f4jXaNyxN3e_OmzpyhhLlz --reason personal-data --confirm',
      ),
    )
    .action(async (options: EraseOptions) => {
      const { runErase } = await import('./run-erase.js');
      await runErase(options);
    });
}
