/** Composes Tertium, with and without a prefix, beside a subgraph that uses names of Tertium's types. */
import { describe, expect, test } from '@jest/globals';
import { composeSchemaContract } from '@theguild/federation-composition';
import { buildSchema, isScalarType, type GraphQLSchema } from 'graphql';
import {
  printClientSchema,
  printFederatedSchema,
  printSchema,
  printScopedSchema,
} from '../../../src/api/schema-text.js';
import { composers, subgraph } from '../../support/composers.js';

const naming = (prefix: string) => ({ prefix, keep: [] });

/** A subgraph of another team. Many of its types and root fields have names of Tertium's schema, but other meanings. */
const strangerSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])
  type Query {
    search(text: String!): [SearchHit!]!
    compare(left: ID!, right: ID!): Comparison
    features: [Feature!]!
    claim(number: Int!): Claim
    source(id: ID!): Source
    node(id: ID!): Node
    revision: Revision
    rank(by: Rank!): [Feature!]!
  }
  interface Node { id: ID! }
  interface Concept { title: String! }
  type Feature implements Node @key(fields: "id") { id: ID! flag: Boolean! rank: Rank! }
  type Claim implements Node @key(fields: "number") { id: ID! number: Int! amount: Decimal! status: CellState! }
  type Source implements Node { id: ID! host: String! }
  type CitedSource { host: String! }
  type Comparison { winner: Cell }
  type Cell { text: Int! }
  type Approach implements Concept @key(fields: "slug") { slug: Int! title: String! }
  type Question { text: String! options: [Boolean!]! }
  type Dimension { width: Int! height: Int! }
  type Citation { url: DateTime! }
  type Revision { number: Int! at: DateTime! }
  type GraphRevision { hash: String! }
  type Qualifier { name: String! }
  type Version { major: Int! }
  union SearchHit = Feature | Claim | CitedSource | Question | Dimension | Citation | GraphRevision | Qualifier | Version
  enum Rank { FIRST SECOND }
  enum CellState { OPEN PAID }
  enum Support { GOLD SILVER }
  scalar DateTime
  scalar Decimal
  input ApproachFilter { support: Support }
  type Benefit { of: String! kinds(filter: ApproachFilter): [Support!]! }
  type PageInfo @shareable { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }
`;

const [marketSdl, tertiumSdl] = ['Market', 'Tertium'].map((prefix) =>
  printFederatedSchema(naming(prefix)),
) as [string, string];

const stranger = subgraph('stranger', strangerSdl);

/** Returns the names of the types of a schema, without those of introspection and the built-in scalars. */
function typeNames(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter(
      (type) =>
        !type.name.startsWith('__') &&
        !(isScalarType(type) && /^(?:ID|Int|Float|String|Boolean)$/u.test(type.name)),
    )
    .map(({ name }) => name);
}

describe.each(composers)('%s', (_, compose) => {
  test('composes two instances with prefixes, and a subgraph that uses their names without a prefix', () => {
    expect(compose([subgraph('market', marketSdl), subgraph('tertium', tertiumSdl), stranger])).toEqual([]);
  });

  test('rejects an instance without a prefix beside a subgraph that uses its names', () => {
    expect(compose([subgraph('tertium', printFederatedSchema()), stranger])).not.toEqual([]);
  });

  test('composes the SDL with access directives', () => {
    expect(compose([subgraph('tertium', printScopedSchema())])).toEqual([]);
  });
});

test('a contract that excludes the tags `authoring` and `texts` leaves out fields with these tags', () => {
  const filter = { include: new Set<string>(), exclude: new Set(['authoring', 'texts']) };
  const result = composeSchemaContract([subgraph('tertium', printFederatedSchema())], filter, true);
  expect(result.errors).toBeUndefined();
  const sdl = result.publicSdl ?? '';
  expect(sdl).toMatch(/^ {2}claims\(/mu);
  expect(sdl).not.toMatch(
    /^ {2}(?:history|sinceRevision|untilRevision|changesSince|texts|author|message)\b/mu,
  );
});

describe('A prefix', () => {
  const clientSchema = buildSchema(printClientSchema(naming('Tertium')));
  const plain = buildSchema(printClientSchema());

  test('is in the name of every type except PageInfo and the root types, and of every root field', () => {
    expect(typeNames(clientSchema).filter((name) => !name.startsWith('Tertium'))).toEqual(
      expect.arrayContaining(['PageInfo', 'Query']),
    );
    expect(typeNames(clientSchema)).toHaveLength(typeNames(plain).length);
    expect(typeNames(clientSchema).filter((name) => !name.startsWith('Tertium'))).toHaveLength(3);
    const fields = Object.keys(clientSchema.getQueryType()?.getFields() ?? {});
    expect(fields).toEqual(
      Object.keys(plain.getQueryType()?.getFields() ?? {}).map(
        (name) => `tertium${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      ),
    );
  });

  test('does not change arguments, enum values, or the names of fields other than root fields', () => {
    const unprefixed = printClientSchema(naming('Tertium'))
      .replaceAll(/\bTertium(?=[A-Z])/gu, '')
      .replaceAll(/^ {2}tertium([A-Z])/gmu, (_, first: string) => `  ${first.toLowerCase()}`);
    expect(unprefixed.split('\n').sort()).toEqual(printClientSchema().split('\n').sort());
  });

  test.each([
    ['Tertium', 'tertiumCompare'],
    ['TCO', 'tcoCompare'],
    ['TCOGraph', 'tcoGraphCompare'],
    ['T2', 't2Compare'],
  ])('%s starts root fields in lower case: %s', (prefix, field) => {
    expect(printSchema(naming(prefix))).toContain(`\n  ${field}(`);
  });

  test('is not added to the names in SCHEMA_KEEP', () => {
    const sdl = printSchema({ prefix: 'Tertium', keep: ['Node', 'Claim', 'compare'] });
    expect(sdl).toMatch(/^type Claim implements Node @key/mu);
    expect(sdl).toMatch(/^ {2}compare\(/mu);
    expect(sdl).toMatch(/^ {2}claim: Claim/mu);
    expect(sdl).toMatch(
      /^type TertiumApproach implements Node & TertiumConcept|^type TertiumApproach implements TertiumConcept & Node/mu,
    );
  });

  test('is rejected if SCHEMA_KEEP contains a name that the schema does not have, or if two types would have the same name', () => {
    expect(() => printSchema({ prefix: 'Tertium', keep: ['Nodes'] })).toThrow(
      'SCHEMA_KEEP: expected names of types and root fields of the schema, got "Nodes".',
    );
    expect(() => printSchema({ prefix: 'Benefit', keep: ['BenefitApproachEdge'] })).toThrow(
      'SCHEMA_KEEP: expected a different name for each type and root field, got "BenefitApproachEdge" for BenefitApproachEdge and ApproachEdge.',
    );
  });

  test('lets the federated SDL contain, under prefixed names, the root fields that only one subgraph may have, unless they are in SCHEMA_KEEP', () => {
    const rootFields = (sdl: string): readonly string[] =>
      Object.keys(buildSchema(sdl, { assumeValidSDL: true }).getQueryType()?.getFields() ?? {});
    expect(rootFields(printFederatedSchema(naming('Tertium')))).toEqual(
      expect.arrayContaining(['tertiumNode', 'tertiumNodes', 'tertiumRevision', 'tertiumRevisions']),
    );
    const kept = rootFields(printFederatedSchema({ prefix: 'Tertium', keep: ['node'] }));
    expect(kept).toContain('tertiumNodes');
    expect(kept).not.toContain('node');
  });
});
