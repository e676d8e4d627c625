import type { Command } from 'commander';
import { settingsAndExample } from './settings-help.js';

/** `tertium schema` */
export function addSchemaCommand(program: Command): void {
  program
    .command('schema')
    .summary('print the GraphQL schema, or that of graph documents')
    .description(
      'Prints the schema of the GraphQL API in SDL, sorted, with its federation directives: what ' +
        'schema.graphql holds. It reads no settings and opens no database.',
    )
    .option('--federated', 'without the root fields that at most one subgraph of a federated graph may have')
    .option(
      '--documents',
      'the JSON Schema of graph documents instead: what graph-document.schema.json holds',
    )
    .addHelpText('after', settingsAndExample([], 'tertium schema > schema.graphql'))
    .action(
      async ({ federated = false, documents = false }: { federated?: boolean; documents?: boolean }) => {
        if (documents) {
          const { graphDocumentSchema } = await import('../formats/graph-document-schema.js');
          process.stdout.write(`${JSON.stringify(graphDocumentSchema(), null, 2)}\n`);
          return;
        }
        const { printFederatedSchema, printSchema } = await import('../api/schema.js');
        process.stdout.write(federated ? printFederatedSchema() : printSchema());
      },
    );
}
