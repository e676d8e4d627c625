import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { filterSchema, printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  GraphQLInterfaceType,
  GraphQLUnionType,
  lexicographicSortSchema,
  parse,
  type GraphQLSchema,
} from 'graphql';
import { buildSchemaSync, createResolversMap } from 'type-graphql';
import type { Claim } from '../graph/claim.js';
import type { Concept } from '../graph/concept.js';
import { valueTypeName } from './claim/claim-value.type.js';
import { conceptTypeNames } from './concept/node.type.js';
import { resolveEntities, type UnknownEntities } from './entities/entities.js';
import { resolverInstance } from './execution/calls/direct-calls.js';
import { promiseItems } from './execution/graphql-js/promised-items.js';
import { resolvers } from './resolvers.js';

/** The `@link` to the federation specification, in a version that all common composition tools accept. */
const federationLink =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable", "@tag"])';

function classSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers,
    validate: true,
    container: { get: resolverInstance },
    // The directives of federation are defined only when the subgraph is built.
    skipCheck: true,
  });
  const query = schema.getQueryType();
  if (query)
    query.description =
      'The entry points: compare and rank approaches, look up a concept by its slug, search, and list concepts.';
  return schema;
}

/** Root fields that only one subgraph of a federated graph may have. */
const ownRootFields: readonly string[] = ['node', 'nodes', 'revision', 'revisions'];

/** Prints the schema as sorted SDL with federation directives: the content of schema.graphql. */
export function printSchema(): string {
  return print(classSchema());
}

/** Prints the SDL for a federated graph, without the root fields that other subgraphs may have. */
export function printFederatedSchema(): string {
  return printFederated(classSchema());
}

function print(schema: GraphQLSchema): string {
  return `${federationLink}\n\n${printSchemaWithDirectives(lexicographicSortSchema(schema))}\n`;
}

function printFederated(schema: GraphQLSchema): string {
  return print(
    filterSchema({ schema, rootFieldFilter: (_operation, field) => !ownRootFields.includes(field) }),
  );
}

export interface SchemaOptions {
  /** Whether `_entities` reports an error for an object that does not exist. Default: NULL. */
  readonly unknownEntities?: UnknownEntities;
}

/** Creates the executable schema. The schema can be served alone or as a subgraph of a federated graph. */
export function createSchema({ unknownEntities = 'NULL' }: SchemaOptions = {}): GraphQLSchema {
  const schema = classSchema();
  const subgraph = buildSubgraphSchema({
    typeDefs: parse(print(schema)),
    resolvers: createResolversMap(schema) as never,
  });
  const service = subgraph.getQueryType()?.getFields()['_service'];
  if (!service) throw new TypeError('Expected a subgraph with the field _service.');
  resolveEntities(subgraph, unknownEntities);
  let sdl: string | undefined;
  service.resolve = () => ({ sdl: (sdl ??= printFederated(schema)) });
  promiseItems(subgraph);
  return withSynchronousTypes(subgraph);
}

/** Replaces type-graphql's asynchronous type resolvers with synchronous functions, which read the record. */
function withSynchronousTypes(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type instanceof GraphQLInterfaceType) type.resolveType = nodeTypeName;
    if (type instanceof GraphQLUnionType && type.name === 'ClaimValue')
      type.resolveType = valueTypeName as never;
  }
  return schema;
}

function nodeTypeName(record: Concept | Claim): string {
  return 'kind' in record ? conceptTypeNames[record.kind] : 'Claim';
}
