import { InvalidArgumentError, type Command } from 'commander';
import { settingsAndExample } from '../terminal/settings-help.js';
import type { LogOptions } from './run-log.js';

/** Adds the command `tertium log`. */
export function addLogCommand(program: Command): void {
  program
    .command('log')
    .summary('list the revisions of the graph')
    .description('Lists the revisions of the graph, newest first: number, time, origin, author and message.')
    .option('--author <author>', 'only revisions of this author')
    .option('--since <time>', 'only revisions at or after this time or day, e.g. 2026-05-01')
    .option('--limit <number>', 'the maximum number of revisions', readLimit, 20)
    .addHelpText(
      'after',
      settingsAndExample(
        ['DATABASE_URL', 'LOG_LEVEL'],
        'tertium log',
        'tertium log --since 2026-05-01 --limit 100',
      ),
    )
    .action(async (options: LogOptions) => {
      const { runLog } = await import('./run-log.js');
      await runLog(options);
    });
}

function readLimit(written: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(written))
    throw new InvalidArgumentError('Expected a whole number from 1 to 999999999.');
  return Number(written);
}
