import type { Command } from 'commander';
import type { ServeOptions } from './run-server.js';
import { settingsAndExample } from '../terminal/settings-help.js';

/** `tertium serve` */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .summary('serve the graph')
    .description(
      'Serves the graph: GraphQL at /graphql, a playground at /. Opens the database and migrates its tables. ' +
        'If there is no graph, it exits with 1, unless --seed is given. Ctrl-C or SIGTERM stops it when the ' +
        'running requests are finished. It then exits with 0, or with 4 if some were not finished within ' +
        'STOP_SECONDS.',
    )
    .option('--seed', 'create the graph if there is none, and seed it with demo content if it is empty')
    .option('--seed-default', 'the same, but only if DATABASE_URL is not set: used by `npm start`')
    .addHelpText(
      'after',
      settingsAndExample(
        [
          'DATABASE_URL',
          'HOST',
          'PORT',
          'CORS_ORIGINS',
          'ALLOWED_HOSTS',
          'READ_MODEL_MB',
          'ANSWER_CACHE_MB',
          'CACHE_MAX_AGE',
          'CACHE_S_MAXAGE',
          'CACHE_STALE_WHILE_REVALIDATE',
          'REQUEST_TIMEOUT_MS',
          'QUOTA_COST_PER_MINUTE',
          'QUOTA_BURST',
          'TRUST_PROXY',
          'DRAIN_SECONDS',
          'STOP_SECONDS',
          'LOG_LEVEL',
        ],
        'PORT=8080 DATABASE_URL=postgres://tertium:secret@localhost/tertium tertium serve',
      ),
    )
    .action(async (options: ServeOptions) => {
      const { runServer } = await import('./run-server.js');
      await runServer(options);
    });
}
