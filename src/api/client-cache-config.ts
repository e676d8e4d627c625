import { buildSchema, isAbstractType, isObjectType, type GraphQLSchema } from 'graphql';
import type { SchemaNaming } from './naming/schema-names.js';
import { printClientSchema } from './schema-text.js';

/**
 * Lists Apollo Client's `possibleTypes`: the concrete types of each interface and union, by name. Without a prefix, this is the content of
 * possible-types.json.
 */
export function possibleTypes(
  naming: SchemaNaming | null = null,
): Readonly<Record<string, readonly string[]>> {
  const schema = publicSchema(naming);
  const abstractTypes = Object.values(schema.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(
    abstractTypes.map((type) => [
      type.name,
      schema
        .getPossibleTypes(type)
        .map(({ name }) => name)
        .sort(),
    ]),
  );
}

/**
 * Lists Graphcache's `keys` for the object types without the field `id`, except the root types. Without a prefix, this is the content of
 * graphcache-keys.json. All values are null: Graphcache stores objects of these types in their parent object. A client gives Graphcache a
 * function for each type; the function returns this null.
 */
export function graphcacheKeys(naming: SchemaNaming | null = null): Readonly<Record<string, null>> {
  const schema = publicSchema(naming);
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

/** Builds the schema without the types and fields of federation, which clients do not use. Types are sorted by name. */
function publicSchema(naming: SchemaNaming | null): GraphQLSchema {
  return buildSchema(printClientSchema(naming), { assumeValidSDL: true });
}
