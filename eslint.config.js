import js from '@eslint/js';
import graphql from '@graphql-eslint/eslint-plugin';
import prettier from 'eslint-config-prettier';
import typescript from 'typescript-eslint';
import { documentParser, plugin as language } from './tools/language/plugin.js';

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

export default typescript.config(
  {
    ignores: [
      'dist',
      'examples/typed-client/dist',
      'examples/typed-client/src/generated',
      'coverage',
      'mutation-report',
      '.wireit',
      'data',
      '.stryker-tmp',
      '.tools',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.js'],
    extends: [js.configs.recommended, ...typescript.configs.recommended, prettier],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportAllDeclaration',
          message: 'Barrels are not allowed: import from the file that declares the export.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}', '__tests__/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
    },
  },
  {
    files: ['__tests__/**/*.{ts,tsx,js}'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...[
          ['performance', 'now'],
          ['process', 'hrtime'],
        ].map(([object, property]) => ({
          object,
          property,
          message:
            'Tests must not assert durations: count statements, calls or turns. `npm run bench` measures times.',
        })),
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only config.ts reads the environment.' },
      ],
    },
  },
  {
    // Vite requires a default export.
    files: ['**/vite.config.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    plugins: { language },
  },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.js'],
    ignores: ['tools/language/phrases.js', '__tests__/language.test.ts'],
    rules: { 'language/plain-english': 'error' },
  },
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
);
