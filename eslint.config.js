import graphql from '@graphql-eslint/eslint-plugin';
import language, { documentParser } from './tools/language/plugin.js';

/** The documents that `language/plain-english` checks as plain text. */
const documents = ['*.md', 'docs/**/*.md', 'NOTICE'];

/** Definitions of the federation directives that schema.graphql uses. The schema itself only links to their specification. */
const federationDirectives = `
  scalar link__Import
  scalar federation__FieldSet
  directive @link(url: String!, as: String, import: [link__Import]) repeatable on SCHEMA
  directive @key(fields: federation__FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
  directive @shareable repeatable on OBJECT | FIELD_DEFINITION
  directive @tag(name: String!) repeatable on FIELD_DEFINITION | INTERFACE | OBJECT | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
`;
const graphQLConfig = {
  schema: ['./schema.graphql', federationDirectives],
  documents: './playground/examples/*.graphql',
};

/** ESLint checks documents and GraphQL. Oxlint checks code (`.oxlintrc.json`). */
export default [
  { ignores: ['**/*.js'] },
  { plugins: { language } },
  {
    files: documents,
    languageOptions: { parser: documentParser },
    rules: { 'language/plain-english': ['error', { wholeText: true }] },
  },
  {
    files: ['schema.graphql'],
    rules: { 'language/plain-english': ['error', { wholeText: true }] },
  },
  {
    files: ['schema.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      '@graphql-eslint/description-style': 'error',
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
        },
      ],
      '@graphql-eslint/no-hashtag-description': 'error',
      '@graphql-eslint/no-duplicate-fields': 'off',
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      '@graphql-eslint/unique-enum-value-names': 'error',
      '@graphql-eslint/no-unreachable-types': 'error',
    },
  },
  {
    files: ['playground/examples/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      '@graphql-eslint/executable-definitions': 'error',
      '@graphql-eslint/fields-on-correct-type': 'error',
      '@graphql-eslint/known-argument-names': 'error',
      '@graphql-eslint/no-anonymous-operations': 'error',
      '@graphql-eslint/unique-operation-name': 'error',
    },
  },
];
