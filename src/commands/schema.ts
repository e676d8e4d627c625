import type { Command } from 'commander';
import { settingsAndExample } from './settings-help.js';

/** `tertium schema` */
export function addSchemaCommand(program: Command): void {
  program
    .command('schema')
    .summary('print the GraphQL schema')
    .description(
      'Prints the schema of the GraphQL API in SDL, sorted, with its federation directives: what ' +
        'schema.graphql holds. It reads no settings and opens no database.',
    )
    .addHelpText('after', settingsAndExample([], 'tertium schema > schema.graphql'))
    .action(async () => {
      const { printSchema } = await import('../api/schema.js');
      process.stdout.write(printSchema());
    });
}
