import type { Command } from 'commander';
import type { ServeOptions } from './run-server.js';
import { settingsAndExample } from '../terminal/settings-help.js';

/** Adds the command `tertium serve`. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .summary('serve the graph')
    .description(
      'Serves the graph: pages for readers at /, GraphQL at /graphql, a playground at /playground/. Opens the database and migrates its tables. ' +
        'If there is no graph, the command exits with 1, unless --seed is given. Ctrl-C or SIGTERM stops the server ' +
        'when the running requests are finished. The exit code is then 0, or 4 if requests were not finished ' +
        'within STOP_SECONDS.',
    )
    .option('--seed', 'create the graph if it does not exist, and seed it with demo content if it is empty')
    .option('--seed-default', 'the same as --seed, but only if DATABASE_URL is not set; used by `npm start`')
    .addHelpText(
      'after',
      settingsAndExample(
        [
          'DATABASE_URL',
          'HOST',
          'PORT',
          'CORS_ORIGINS',
          'ALLOWED_HOSTS',
          'DEFAULT_LOCALE',
          'BASE_URL',
          'PAGES',
          'SITE_NAME',
          'SITE_LOGO',
          'SITE_COLOUR',
          'SITE_FOOTER',
          'EMBEDS',
          'SCHEMA_PREFIX',
          'SCHEMA_KEEP',
          'UNKNOWN_ENTITIES',
          'READ_MODEL_MB',
          'ANSWER_CACHE_MB',
          'CACHE_MAX_AGE',
          'CACHE_S_MAXAGE',
          'CACHE_STALE_WHILE_REVALIDATE',
          'CACHE_TAGS',
          'PURGE_URL',
          'PURGE_HEADERS',
          'PURGE_BODY',
          'PURGE_TAGS_PER_CALL',
          'PURGE_PRIVATE_ADDRESSES',
          'REQUEST_TIMEOUT_MS',
          'QUOTA_COST_PER_MINUTE',
          'QUOTA_BURST',
          'TRUST_PROXY',
          'READ_ACCESS',
          'FOUR_EYES',
          'EDITING_OPEN_CHANGESETS',
          'EDITING_EDITS_PER_CALL',
          'EDITING_TEXT_LENGTH',
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
