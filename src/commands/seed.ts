import type { Command } from 'commander';
import { settingsAndExample } from './settings-help.js';

/** `tertium seed [PATH]` */
export function addSeedCommand(program: Command): void {
  program
    .command('seed')
    .summary('apply seed documents to the graph')
    .description(
      'Applies seed documents (*.tertium.yaml) to the graph, all of them as one revision. Seeding again ' +
        'changes nothing; a claim that was taken out of the documents of its source ends. If a document is ' +
        'not understood, the command says where and why, applies nothing and exits with 3.',
    )
    .argument('[PATH]', 'a document, or a folder of them (default: the seed that comes with Tertium)')
    .addHelpText(
      'after',
      settingsAndExample(
        ['DATABASE_URL', 'LOG_LEVEL'],
        'DATABASE_URL=file:./graph.db tertium seed ./my-documents',
      ),
    )
    .action(async (path: string | undefined) => {
      const { runSeed } = await import('./run-seed.js');
      await runSeed(path);
    });
}
