import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from 'graphql';
import { graphcacheKeys, possibleTypes } from '../../src/api/client-cache-config.js';
import { createSchema } from '../../src/api/schema.js';
import {
  printClientSchema,
  printFederatedSchema,
  printSchema,
  printScopedSchema,
} from '../../src/api/schema-text.js';

const root = new URL('../../', import.meta.url);
const schemaFile = await readFile(new URL('schema.graphql', root), 'utf8');

/** Returns the lines that only one of two SDL texts contains. */
function differences(file: string, served: string): readonly string[] {
  const [left, right] = [new Set(file.split('\n')), new Set(served.split('\n'))];
  return [
    ...[...left].filter((line) => !right.has(line)).map((line) => `- ${line}`),
    ...[...right].filter((line) => !left.has(line)).map((line) => `+ ${line}`),
  ];
}

test('schema.graphql contains the served schema (`npm run schema` updates the file)', () => {
  expect(differences(schemaFile, printSchema())).toEqual([]);
  expect(schemaFile).toBe(printSchema());
});

test.each([
  ['schema.client.graphql', printClientSchema],
  ['schema.federated.graphql', printFederatedSchema],
])('%s contains the current SDL (`npm run schema` updates the file)', async (file, print) => {
  expect(differences(await readFile(new URL(file, root), 'utf8'), print())).toEqual([]);
  expect(await readFile(new URL(file, root), 'utf8')).toBe(print());
});

test('the SDL for clients is valid without the specification of federation, and has the types and fields of the served schema', () => {
  const client = printClientSchema();
  expect(client).not.toMatch(/@(?:key|link|shareable|tag)\b/u);
  expect(client).toContain('type Approach implements Concept & Node {');
  expect(client.split('\n').sort()).toEqual(
    schemaFile
      .split('\n')
      .filter((line) => !line.startsWith('extend schema'))
      .map((line) => line.replaceAll(/ @(?:key|shareable|tag)(?:\([^)]*\))?/gu, ''))
      .slice(1)
      .sort(),
  );
  expect(() => buildSchema(client)).not.toThrow();
});

test('fields for editors and fields with texts of sources have tags; with --scopes, the fields of object types also have access directives', () => {
  const scoped = printScopedSchema();
  expect(scoped).toMatch(
    /sinceRevision: \w+! @tag\(name: "authoring"\) @requiresScopes\(scopes: \[\["tertium:authoring"\]\]\)/u,
  );
  expect(scoped).toMatch(/\[SourceText!\]! @tag\(name: "texts"\) @authenticated/u);
  const [, concept = ''] = scoped.split('interface Concept');
  expect(concept.split('\n}')[0]).toContain('GraphRevisionConnection! @tag(name: "authoring")\n');
  const withoutAccess = scoped
    .replaceAll(/ @(?:authenticated|requiresScopes\(scopes: \[\["tertium:authoring"\]\]\))/gu, '')
    .split('\n')
    .slice(1);
  expect(withoutAccess).toEqual(printFederatedSchema().split('\n').slice(1));
});

test('a field that the file does not contain is reported as a difference', () => {
  const fileWithoutSlug = schemaFile.replace(/\n {2}slug: String!/u, '');
  expect(fileWithoutSlug).not.toBe(schemaFile);
  expect(differences(fileWithoutSlug.replaceAll('\n  slug: String!', ''), printSchema())).toEqual([
    '+   slug: String!',
  ]);
});

test.each([
  ['possible-types.json', possibleTypes],
  ['graphcache-keys.json', graphcacheKeys],
])('%s contains the configuration of client caches for the served schema', async (file, create) => {
  expect(await readFile(new URL(file, root), 'utf8')).toBe(`${JSON.stringify(create(), null, 2)}\n`);
});

test('the configuration of client caches lists the types without an id, and the types of interfaces and unions', () => {
  const types = Object.values(buildSchema(schemaFile, { assumeValidSDL: true }).getTypeMap());
  const objects = types.filter((type) => isObjectType(type) && !/^(?:__.*|Query|Mutation)$/u.test(type.name));
  const embedded = Object.keys(graphcacheKeys());
  for (const type of objects) {
    if (!isObjectType(type)) continue;
    expect([type.name, 'id' in type.getFields()]).toEqual([type.name, !embedded.includes(type.name)]);
  }
  expect(possibleTypes()).toMatchObject({ ClaimValue: expect.arrayContaining(['TextValue']) });
  expect(possibleTypes()['Node']).toEqual([...(possibleTypes()['Concept'] ?? []), 'Claim'].sort());
});

test('only nine types have an id and are not nodes', () => {
  const schema = createSchema();
  const withId = Object.values(schema.getTypeMap()).filter(
    (type) =>
      isObjectType(type) &&
      'id' in type.getFields() &&
      !type.getInterfaces().some(({ name }) => name === 'Node'),
  );
  expect(withId.map(({ name }) => name).sort()).toEqual([
    'Cell',
    'Changeset',
    'Comparison',
    'ComparisonRow',
    'ComparisonSection',
    'ComparisonSummary',
    'Contribution',
    'Place',
    'Ranking',
  ]);
});

/** Lists the elements of the schema that need a description, with their descriptions. */
function* describableElements(
  schema: GraphQLSchema,
): Generator<readonly [string, string | null | undefined]> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isSpecifiedScalarType(type) || type.name.startsWith('_')) continue;
    yield [type.name, type.description];
    if (isEnumType(type))
      for (const { name, description } of type.getValues()) yield [`${type.name}.${name}`, description];
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      yield [`${type.name}.${field.name}`, field.description];
      if (!('args' in field)) continue;
      for (const argument of field.args)
        yield [`${type.name}.${field.name}(${argument.name}:)`, argument.description];
    }
  }
}

test('every type, field, argument and enum value is described, except those of federation', () => {
  const undescribed = [...describableElements(buildSchema(schemaFile, { assumeValidSDL: true }))].filter(
    ([, description]) => !description,
  );
  expect(undescribed).toEqual([]);
});

test('every connection has a page size with a default', () => {
  const types = Object.values(createSchema().getTypeMap()).filter(
    (type) => isObjectType(type) || isInterfaceType(type),
  );
  const lists = types
    .flatMap((type) => Object.values(type.getFields()))
    .filter((field) => getNamedType(field.type).name.endsWith('Connection'));
  expect(lists.length).toBeGreaterThan(30);
  for (const { args } of lists) {
    const first = args.find(({ name }) => name === 'first');
    expect(String(first?.type)).toBe('Int!');
    expect(first?.defaultValue).toBeGreaterThan(0);
  }
});

test('the SDL for a federated graph does not contain the root fields that another subgraph may serve', () => {
  const federated = printFederatedSchema();
  const rootFields = (sdl: string): readonly string[] =>
    Object.keys(buildSchema(sdl, { assumeValidSDL: true }).getQueryType()?.getFields() ?? {});
  const excluded = rootFields(schemaFile).filter((field) => !rootFields(federated).includes(field));
  expect(excluded).toEqual(['node', 'nodes', 'revision', 'revisions']);
});

test('the types of interfaces are resolved without a promise', () => {
  const schema = createSchema();
  const approach = { kind: 'APPROACH' };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) expect(type.resolveType?.(approach, {}, {} as never, type)).toBe('Approach');
  }
});
