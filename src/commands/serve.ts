import type { Command } from 'commander';
import { settingsAndExample } from './settings-help.js';

/** `tertium serve` */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .summary('serve the graph')
    .description(
      'Serves the graph: GraphQL at /graphql, a playground at /. Opens the database, brings its tables up ' +
        'to date, and seeds it if it is empty. Ctrl-C or SIGTERM stops it once what is in flight is done.',
    )
    .addHelpText(
      'after',
      settingsAndExample(
        [
          'DATABASE_URL',
          'HOST',
          'PORT',
          'CORS_ORIGINS',
          'READ_MODEL_MB',
          'ANSWER_CACHE_MB',
          'REQUEST_TIMEOUT_MS',
          'LOG_LEVEL',
        ],
        'PORT=8080 DATABASE_URL=postgres://tertium:secret@localhost/tertium tertium serve',
      ),
    )
    .action(async () => {
      const { runServer } = await import('./run-server.js');
      await runServer();
    });
}
