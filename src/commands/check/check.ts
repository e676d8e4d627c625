import type { Command } from 'commander';
import { settingsAndExample } from '../terminal/settings-help.js';
import type { CheckOptions } from './run-check.js';

/** Adds the command `tertium check --readings`. */
export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .summary('list stored claims that earlier imports may have read incorrectly')
    .description(
      'Lists stored claims that earlier imports may have read incorrectly, one per line, with their sources and advice: ' +
        'versions stored as amounts (3.1 instead of 3.10), years stored as numbers, lost leading zeros, decimal commas ' +
        'read as separators of thousands, and units such as mph, which is another unit in UCUM. Changes nothing. ' +
        'Exits with 5 if there are such claims, and with 0 if there are none.',
    )
    .requiredOption('--readings', 'check the readings of values')
    .option('--json', 'print each claim as a line of JSON')
    .addHelpText(
      'after',
      settingsAndExample(
        ['DATABASE_URL', 'LOG_LEVEL'],
        'tertium check --readings',
        'tertium check --readings --json | jq -r .source.id | sort | uniq -c',
      ),
    )
    .action(async (options: CheckOptions) => {
      const { runCheck } = await import('./run-check.js');
      await runCheck(options);
    });
}
