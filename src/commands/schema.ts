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
    .option('--federated', 'without the root fields that at most one subgraph of a federated graph may have')
    .addHelpText('after', settingsAndExample([], 'tertium schema > schema.graphql'))
    .action(async ({ federated = false }: { federated?: boolean }) => {
      const { printFederatedSchema, printSchema } = await import('../api/schema.js');
      process.stdout.write(federated ? printFederatedSchema() : printSchema());
    });
}
