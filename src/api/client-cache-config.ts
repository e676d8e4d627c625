import { buildSchema, isAbstractType, isObjectType, type GraphQLSchema } from 'graphql';
import { printSchema } from './schema.js';

/** Apollo Client's `possibleTypes`: the concrete types of each interface and union, by name. The content of possible-types.json. */
export function possibleTypes(): Readonly<Record<string, readonly string[]>> {
  const schema = publicSchema();
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(
    abstract.map((type) => [
      type.name,
      schema
        .getPossibleTypes(type)
        .map(({ name }) => name)
        .sort(),
    ]),
  );
}

/**
 * Graphcache's `keys` for the types without an id: null for each, so that Graphcache embeds their objects in the parent object.
 * The content of graphcache-keys.json. Graphcache itself takes functions that return null.
 */
export function graphcacheKeys(): Readonly<Record<string, null>> {
  const schema = publicSchema();
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const embedded = Object.values(schema.getTypeMap()).filter(
    (type) =>
      isObjectType(type) &&
      !roots.includes(type) &&
      !type.name.startsWith('__') &&
      !('id' in type.getFields()),
  );
  return Object.fromEntries(embedded.map(({ name }) => [name, null]));
}

/** The schema without the types that federation adds, which clients do not see. Types are sorted by name. */
function publicSchema(): GraphQLSchema {
  return buildSchema(printSchema(), { assumeValidSDL: true });
}
