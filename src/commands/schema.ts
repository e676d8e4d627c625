import { Option, type Command } from 'commander';
import { settingsAndExample } from './terminal/settings-help.js';

interface SchemaOptions {
  readonly federated?: true;
  readonly documents?: true;
  readonly possibleTypes?: true;
  readonly graphcacheKeys?: true;
}

/** Adds the command `tertium schema`. */
export function addSchemaCommand(program: Command): void {
  program
    .command('schema')
    .summary('print the GraphQL schema, the schema of graph documents, or the configuration of client caches')
    .description(
      'Prints the schema of the GraphQL API in SDL, sorted, with its federation directives: the contents of ' +
        'schema.graphql. Reads no settings and opens no database.',
    )
    .option('--federated', 'without the root fields that at most one subgraph of a federated graph may have')
    .addOption(
      new Option(
        '--documents',
        'the JSON Schema of graph documents instead: the contents of graph-document.schema.json',
      ).conflicts(['federated', 'possibleTypes', 'graphcacheKeys']),
    )
    .addOption(
      new Option(
        '--possible-types',
        'the types of each interface and union instead, for Apollo Client: the contents of possible-types.json',
      ).conflicts(['federated', 'graphcacheKeys']),
    )
    .addOption(
      new Option(
        '--graphcache-keys',
        "the types without an id instead, for urql's Graphcache: the contents of graphcache-keys.json",
      ).conflicts(['federated']),
    )
    .addHelpText('after', settingsAndExample([], 'tertium schema > schema.graphql'))
    .action(async (options: SchemaOptions) => {
      process.stdout.write(await outputFor(options));
    });
}

async function outputFor(options: SchemaOptions): Promise<string> {
  if (options.documents) {
    const { graphDocumentSchema } = await import('../formats/graph-document/graph-document-schema.js');
    return toJson(graphDocumentSchema());
  }
  if (options.possibleTypes || options.graphcacheKeys) {
    const { graphcacheKeys, possibleTypes } = await import('../api/client-cache-config.js');
    return toJson(options.possibleTypes ? possibleTypes() : graphcacheKeys());
  }
  const { printFederatedSchema, printSchema } = await import('../api/schema.js');
  return options.federated ? printFederatedSchema() : printSchema();
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
