import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isEnumType,
  type GraphQLEnumType,
  type GraphQLLeafType,
} from 'graphql';

/** Serialises a value as JSON. The value is neither null nor a promise. @throws {Error} if the value does not have the type */
export type LeafWriter = (value: unknown) => string;

const maxInt = 2_147_483_647;

/**
 * Creates the writer of a scalar or enum. Values of enums, and values of built-in scalars with the usual JavaScript type, are written without
 * graphql-js's `serialize`.
 */
export function leafWriter(type: GraphQLLeafType): LeafWriter {
  if (isEnumType(type)) return enumWriter(type);
  const serialise: LeafWriter = (value) => {
    const text = JSON.stringify(type.serialize(value)) as string | undefined;
    if (text === undefined || text === 'null') throw new TypeError(`Expected a value of ${type.name}.`);
    return text;
  };
  switch (type) {
    case GraphQLString:
    case GraphQLID:
      return (value) => (typeof value === 'string' ? JSON.stringify(value) : serialise(value));
    case GraphQLInt:
      return (value) =>
        Number.isInteger(value) && Math.abs(value as number) <= maxInt ? String(value) : serialise(value);
    case GraphQLFloat:
      return (value) => (Number.isFinite(value) ? String(value) : serialise(value));
    case GraphQLBoolean:
      return (value) => (typeof value === 'boolean' ? String(value) : serialise(value));
    default:
      return serialise;
  }
}

function enumWriter(type: GraphQLEnumType): LeafWriter {
  const texts = new Map(type.getValues().map(({ name, value }) => [value as unknown, JSON.stringify(name)]));
  return (value) => texts.get(value) ?? JSON.stringify(type.serialize(value));
}
