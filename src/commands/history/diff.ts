import type { Command } from 'commander';
import { readList } from '../terminal/read-list.js';
import { settingsAndExample } from '../terminal/settings-help.js';
import type { DiffOptions } from './run-diff.js';

/** Adds the command `tertium diff`. */
export function addDiffCommand(program: Command): void {
  program
    .command('diff')
    .summary('list the changes between two revisions, of the graph or of a comparison')
    .description(
      'Lists the concepts and claims that were added (+), changed (~) and ended (-) between two revisions; or, with ' +
        '--compare, the rows, cells, verdicts and leaders of a comparison that changed.',
    )
    .argument('<from>', 'the earlier revision: a number, or a time or day such as 2026-05-01')
    .argument('<to>', 'the later revision: a number, a time or a day')
    .option('--compare <approaches>', 'approaches by slug or id, separated by commas', readList)
    .addHelpText(
      'after',
      settingsAndExample(
        ['DATABASE_URL', 'LOG_LEVEL'],
        'tertium diff 3 5',
        'tertium diff 2026-05-01 5 --compare msp,devops',
      ),
    )
    .action(async (from: string, to: string, options: DiffOptions) => {
      const { runDiff } = await import('./run-diff.js');
      await runDiff(from, to, options);
    });
}
