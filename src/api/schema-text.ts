import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
} from 'graphql';
import { classSchema, rootType, rootTypes } from './class-schema.js';
import { renameDocument } from './naming/rename-schema.js';
import { SchemaNames, type SchemaNaming } from './naming/schema-names.js';

/** The `@link` to the federation specification, in a version that common composers accept. */
const federationLink = linkTo(['@key', '@shareable', '@tag']);

function linkTo(directives: readonly string[]): string {
  const imported = directives.map((name) => JSON.stringify(name)).join(', ');
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: [${imported}])`;
}

/** The definition of `@oneOf`: composers do not define the directive, although GraphQL specifies it (September 2025, "OneOf Input Objects"). */
const oneOfDefinition = '"""An input with exactly one member."""\ndirective @oneOf on INPUT_OBJECT';

/** The directives of federation in the schema: only composers and gateways use them. */
const federationDirectives: ReadonlySet<string> = new Set(['key', 'shareable', 'tag', 'link']);

/** Root fields that only one subgraph of a federated graph may have, unless they are served with a prefix. */
const ownRootFields: readonly string[] = ['node', 'nodes', 'revision', 'revisions'];

/** The access directives that `--scopes` adds to fields, by the name of the fields' tag. */
const accessByTag: Readonly<Record<string, string>> = {
  authoring: '@requiresScopes(scopes: [["tertium:authoring"]])',
  texts: '@authenticated',
};

/**
 * Prints the schema as sorted SDL with federation directives: without a prefix, the content of schema.graphql.
 * @param naming null for the names of the code
 * @throws {TertiumError} BAD_USER_INPUT for a naming that does not fit the schema
 */
export function printSchema(naming: SchemaNaming | null = null): string {
  const schema = classSchema();
  return printServed(schema, namesOf(schema, naming));
}

/** Prints the SDL for clients, without the directives of federation. */
export function printClientSchema(naming: SchemaNaming | null = null): string {
  const document: DocumentNode = visit(parse(printSchema(naming)), {
    SchemaExtension: () => null,
    Directive: ({ name }) => (federationDirectives.has(name.value) ? null : undefined),
  });
  return `${print(document)}\n`;
}

/** Prints the SDL for a federated graph: the SDL of `_service`. */
export function printFederatedSchema(naming: SchemaNaming | null = null): string {
  const schema = classSchema();
  return printFederated(schema, namesOf(schema, naming));
}

/**
 * Prints the SDL for a federated graph with access directives, for routers that enforce them. The open-source gateway of Apollo rejects
 * supergraphs with these directives.
 */
export function printScopedSchema(naming: SchemaNaming | null = null): string {
  const document: DocumentNode = visit(parse(printFederatedSchema(naming)), {
    SchemaExtension: () =>
      parse(linkTo(['@authenticated', '@key', '@requiresScopes', '@shareable', '@tag'])).definitions[0],
    // Composers reject these directives on interfaces and their fields.
    InterfaceTypeDefinition: () => false,
    FieldDefinition: withAccess,
  });
  return `${print(document)}\n`;
}

function withAccess(field: FieldDefinitionNode): FieldDefinitionNode {
  const added = (field.directives ?? []).flatMap(({ name, arguments: [tag] = [] }) => {
    const access =
      name.value === 'tag' && tag?.value.kind === Kind.STRING ? accessByTag[tag.value.value] : undefined;
    return access === undefined ? [] : [parseDirective(access)];
  });
  return { ...field, directives: [...(field.directives ?? []), ...added] };
}

function parseDirective(text: string): ConstDirectiveNode {
  const [definition] = parse(`scalar S ${text}`).definitions;
  return (definition as { readonly directives: readonly ConstDirectiveNode[] })
    .directives[0] as ConstDirectiveNode;
}

/** Returns the canonical and served names of the types and root fields of a schema. @throws {TertiumError} BAD_USER_INPUT for a naming that does not fit the schema */
export function namesOf(schema: GraphQLSchema, naming: SchemaNaming | null): SchemaNames {
  const types = Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith('__'));
  const rootFields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}),
  );
  return new SchemaNames(naming, types, rootTypes, rootFields);
}

/** Returns the served schema as SDL. */
export function printServed(schema: GraphQLSchema, names: SchemaNames): string {
  const text = `${federationLink}\n\n${oneOfDefinition}\n\n${printSchemaWithDirectives(lexicographicSortSchema(schema))}\n`;
  return names.areCanonical ? text : `${print(renameDocument(parse(text), names, rootTypes))}\n`;
}

/** Returns the SDL of `_service`: the served schema without the fields of `ownRootFields` that have no prefix. */
export function printFederated(schema: GraphQLSchema, names: SchemaNames): string {
  const excluded = new Set(ownRootFields.filter((name) => names.rootField(name) === name));
  const document: DocumentNode = visit(parse(printServed(schema, names)), {
    ObjectTypeDefinition: (node) =>
      node.name.value === rootType
        ? { ...node, fields: node.fields?.filter(({ name }) => !excluded.has(name.value)) }
        : false,
  });
  return `${print(document)}\n`;
}
