import { Option, type Command } from 'commander';
import { readSchemaNaming } from '../config.js';
import { settingsAndExample } from './terminal/settings-help.js';

/** The options that select an output instead of the complete SDL, by name. At most one of them is given. */
const outputs = {
  client:
    'without the directives of federation, for code generators, linters and editors: the contents of schema.client.graphql',
  federated:
    'without the root fields that at most one subgraph of a federated graph may have: the contents of schema.federated.graphql',
  scopes:
    'as --federated, with @requiresScopes and @authenticated on fields for editors, for routers that enforce these directives',
  documents: 'the JSON Schema of graph documents instead: the contents of graph-document.schema.json',
  possibleTypes:
    'the types of each interface and union instead, for Apollo Client: the contents of possible-types.json',
  graphcacheKeys:
    "the types without an id instead, for urql's Graphcache: the contents of graphcache-keys.json",
} as const;
type Output = keyof typeof outputs;
const outputNames = Object.keys(outputs) as readonly Output[];

type SchemaCommandOptions = Readonly<Partial<Record<Output, true>>>;

/** Adds the command `tertium schema`. */
export function addSchemaCommand(program: Command): void {
  const command = program
    .command('schema')
    .summary('print the GraphQL schema, the schema of graph documents, or the configuration of client caches')
    .description(
      'Prints the schema of the GraphQL API in SDL, sorted, with its federation directives: the contents of ' +
        'schema.graphql. Opens no database.',
    );
  for (const name of outputNames) {
    const others = outputNames.filter((other) => other !== name);
    command.addOption(new Option(`--${flagOf(name)}`, outputs[name]).conflicts([...others]));
  }
  command
    .addHelpText(
      'after',
      settingsAndExample(['SCHEMA_PREFIX', 'SCHEMA_KEEP'], 'tertium schema > schema.graphql'),
    )
    .action(async (options: SchemaCommandOptions) => {
      process.stdout.write(await print(outputNames.find((name) => options[name]) ?? null));
    });
}

/** The flag of an option: `possible-types` for `possibleTypes`. */
function flagOf(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (capital) => `-${capital.toLowerCase()}`);
}

/** @param output null for the complete SDL @throws {SettingsError} for invalid settings */
async function print(output: Output | null): Promise<string> {
  if (output === 'documents') {
    const { graphDocumentSchema } = await import('../formats/graph-document/graph-document-schema.js');
    return toJson(graphDocumentSchema());
  }
  const naming = readSchemaNaming();
  if (output === 'possibleTypes' || output === 'graphcacheKeys') {
    const { graphcacheKeys, possibleTypes } = await import('../api/client-cache-config.js');
    return toJson(output === 'possibleTypes' ? possibleTypes(naming) : graphcacheKeys(naming));
  }
  const sdl = await import('../api/schema-text.js');
  const printers = {
    client: sdl.printClientSchema,
    federated: sdl.printFederatedSchema,
    scopes: sdl.printScopedSchema,
  };
  return output === null ? sdl.printSchema(naming) : printers[output](naming);
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
