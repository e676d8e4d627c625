import type { Command } from 'commander';
import { addEndingOptions, type EndingOptions } from '../graph/ending-options.js';
import { settingsAndExample } from '../terminal/settings-help.js';

/** `tertium seed [PATH]` */
export function addSeedCommand(program: Command): void {
  const command = program
    .command('seed')
    .summary('apply seed documents to the graph')
    .description(
      'Applies seed documents (*.tertium.yaml) to the graph, all of them as one revision. Seeding again ' +
        'changes nothing. A claim that was removed from the documents of its source ends. If a document is ' +
        'invalid, or more than half of the claims of a source would end, the command says where and why, applies ' +
        'nothing and exits with 3. If there is no graph, it creates one.',
    )
    .argument('[PATH]', 'a document, or a folder of them (default: the seed that comes with Tertium)');
  addEndingOptions(command)
    .addHelpText(
      'after',
      settingsAndExample(
        ['DATABASE_URL', 'LOG_LEVEL'],
        'DATABASE_URL=file:./graph.db tertium seed ./my-documents',
      ),
    )
    .action(async (path: string | undefined, options: EndingOptions) => {
      const { runSeed } = await import('./run-seed.js');
      await runSeed(path, options);
    });
}
