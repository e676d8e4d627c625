import type { Command } from 'commander';
import { addEndingOptions, type EndingOptions } from '../graph/ending-options.js';
import { settingsAndExample } from '../terminal/settings-help.js';

/** Adds the command `tertium seed [PATH]`. */
export function addSeedCommand(program: Command): void {
  const command = program
    .command('seed')
    .summary('apply seed documents to the graph')
    .description(
      'Applies a seed document, or all seed documents (*.tertium.yaml) of a folder, to the graph as one revision. Seeding the same ' +
        'documents again changes nothing. A claim that was removed from the documents of its source ends. If a document is ' +
        'invalid, or too many claims of a source would end (see --max-ended), the command reports the reason, applies nothing and exits with 3. ' +
        'If there is no graph, the command creates it.',
    )
    .argument('[PATH]', 'a document or a folder of documents (default: the seed in the package of Tertium)');
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
