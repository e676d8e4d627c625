import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLUnionType,
  parse,
  type GraphQLSchema,
} from 'graphql';
import { createResolversMap } from 'type-graphql';
import type { Claim } from '../graph/claim.js';
import type { Concept } from '../graph/concept.js';
import { valueTypeName } from './claim/claim-value.type.js';
import { classSchema, rootTypes } from './class-schema.js';
import { conceptTypeNames } from './concept/node.type.js';
import { resolveEntities, type UnknownEntities } from './entities/entities.js';
import { promiseItems } from './execution/graphql-js/promised-items.js';
import { canonicalTypeName } from './naming/canonical-names.js';
import { recordCanonicalNames, renameResolvers } from './naming/rename-schema.js';
import type { SchemaNames, SchemaNaming } from './naming/schema-names.js';
import { namesOf, printFederated, printServed } from './schema-text.js';

export interface SchemaOptions {
  /** The prefix of types and root fields, and the names without the prefix; null, the default, for no prefix. */
  readonly naming?: SchemaNaming | null;
  /** What `_entities` returns for an entity that does not exist. Default: NULL. */
  readonly unknownEntities?: UnknownEntities;
}

/** The schemas without a prefix. The servers of a process share them, because creating a schema takes a fraction of a second. Schemas do not change. */
const unprefixedSchemas = new Map<UnknownEntities, GraphQLSchema>();

/**
 * Creates the executable schema. The schema can be served alone or as a subgraph of a federated graph. Calls without a prefix and with the same
 * `unknownEntities` return the same schema.
 * @throws {TertiumError} BAD_USER_INPUT for a naming that does not fit the schema
 */
export function createSchema({ naming = null, unknownEntities = 'NULL' }: SchemaOptions = {}): GraphQLSchema {
  if (naming) return buildSchema(naming, unknownEntities);
  let schema = unprefixedSchemas.get(unknownEntities);
  if (!schema) {
    schema = buildSchema(null, unknownEntities);
    unprefixedSchemas.set(unknownEntities, schema);
  }
  return schema;
}

function buildSchema(naming: SchemaNaming | null, unknownEntities: UnknownEntities): GraphQLSchema {
  const schema = classSchema();
  const names = namesOf(schema, naming);
  const subgraph = buildSubgraphSchema({
    typeDefs: parse(printServed(schema, names)),
    resolvers: renameResolvers(createResolversMap(schema), names, rootTypes) as never,
  });
  const service = subgraph.getQueryType()?.getFields()['_service'];
  if (!service) throw new TypeError('Expected a subgraph with the field _service.');
  recordCanonicalNames(subgraph, schema, names);
  resolveEntities(subgraph, names, unknownEntities);
  let sdl: string | undefined;
  service.resolve = () => ({ sdl: (sdl ??= printFederated(schema, names)) });
  promiseItems(subgraph);
  leaveOneOfToResolvers(subgraph);
  return withSynchronousTypes(subgraph, names);
}

/**
 * Turns off the check of `@oneOf` by graphql-js, which would reject the request. Resolvers check the input and return the problem
 * ONE_OF_EXPECTED. They need this check in any case, because a supergraph can drop the directive.
 */
function leaveOneOfToResolvers(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()))
    if (type instanceof GraphQLInputObjectType) type.isOneOf = false;
}

/** Replaces type-graphql's asynchronous type resolvers with synchronous functions, which read the record. */
function withSynchronousTypes(schema: GraphQLSchema, names: SchemaNames): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type instanceof GraphQLInterfaceType) type.resolveType = names.resolverOf(nodeTypeName) as never;
    if (type instanceof GraphQLUnionType && canonicalTypeName(type) === 'ClaimValue')
      type.resolveType = names.resolverOf(valueTypeName) as never;
  }
  return schema;
}

function nodeTypeName(record: Concept | Claim): string {
  return 'kind' in record ? conceptTypeNames[record.kind] : 'Claim';
}
