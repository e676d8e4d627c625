/** Lints the schema for clients, and the operations of a Relay client, with the configurations that @graphql-eslint recommends. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as graphql from '@graphql-eslint/eslint-plugin';
import { describe, expect, it } from '@jest/globals';
import { Linter } from 'eslint';

const schemaFile = fileURLToPath(new URL('../../schema.client.graphql', import.meta.url));
const documentsFile = fileURLToPath(new URL('relay-lists.graphql', import.meta.url));

/** The directives of Relay, which its compiler adds to the schema. */
const relayDirectives = `
  directive @refetchable(queryName: String!) on FRAGMENT_DEFINITION
  directive @argumentDefinitions on FRAGMENT_DEFINITION
  directive @connection(key: String!) on FIELD
`;

type Rules = Linter.RulesRecord;
const recommended = (name: 'schema-recommended' | 'schema-relay' | 'operations-recommended'): Rules =>
  graphql.configs[`flat/${name}`].rules;

/** Lints a file. @returns the messages, each with its rule */
function lint(file: string, rules: Rules): readonly string[] {
  const graphQLConfig = { schema: [schemaFile, relayDirectives], documents: documentsFile };
  const config = {
    files: ['**/*.graphql'],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig } },
    plugins: { '@graphql-eslint': { rules: graphql.rules } },
    rules,
  } as unknown as Linter.Config;
  const messages = new Linter({ configType: 'flat' }).verify(readFileSync(file, 'utf8'), config, file);
  return messages.map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

describe('@graphql-eslint', () => {
  it('accepts the schema for clients, also as a schema for Relay', () => {
    const rules: Rules = {
      ...recommended('schema-recommended'),
      ...recommended('schema-relay'),
      // Values, counts and edges have no identity.
      '@graphql-eslint/strict-id-in-types': 'off',
      // Lists have `nodes` beside `edges`, and some items, such as rows and revisions, do not implement `Node`.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false },
      ],
      // `Feature.featureKind` needs its prefix: the field `kind` is the kind of the concept.
      '@graphql-eslint/no-typename-prefix': 'off',
      // Lists can only be paged forwards.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
    };
    expect(lint(schemaFile, rules)).toEqual([]);
  });

  it('accepts the operations of a Relay client', () => {
    const rules: Rules = {
      ...recommended('operations-recommended'),
      // Relay defines the form of names, adds `id` to selections, and has arguments of fragments.
      '@graphql-eslint/naming-convention': 'off',
      '@graphql-eslint/require-selections': 'off',
      '@graphql-eslint/no-undefined-variables': 'off',
      '@graphql-eslint/known-argument-names': 'off',
    };
    expect(lint(documentsFile, rules)).toEqual([]);
  });
});
