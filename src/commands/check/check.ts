import type { Command } from 'commander';
import { settingsAndExample } from '../terminal/settings-help.js';
import type { CheckOptions } from './run-check.js';

/** `tertium check --readings` */
export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .summary('list stored claims that earlier imports may have read wrong')
    .description(
      'Lists stored claims that earlier imports may have read wrong, one per line, with their sources and what to do: ' +
        'versions stored as amounts (3.10 has become 3.1), years stored as numbers, lost leading zeros, decimal commas ' +
        'read as thousands, and units such as mph that UCUM reads as others. Changes nothing. ' +
        'Exits with 0 if there are none, and with 5 if there are some.',
    )
    .requiredOption('--readings', 'check how values were read')
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
