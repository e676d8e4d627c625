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

/** Writes a value that is there, and no promise, as JSON. @throws {Error} where it is none of its type */
export type LeafWriter = (value: unknown) => string;

const largestInt = 2_147_483_647;

/** How values of a scalar or an enum are written: as they are, where they are seen to be of the type. */
export function leafWriter(type: GraphQLLeafType): LeafWriter {
  if (isEnumType(type)) return enumWriter(type);
  const serialized: LeafWriter = (value) => {
    const text = JSON.stringify(type.serialize(value)) as string | undefined;
    if (text === undefined || text === 'null') throw new TypeError(`Expected a value of ${type.name}.`);
    return text;
  };
  switch (type) {
    case GraphQLString:
    case GraphQLID:
      return (value) => (typeof value === 'string' ? JSON.stringify(value) : serialized(value));
    case GraphQLInt:
      return (value) =>
        Number.isInteger(value) && Math.abs(value as number) <= largestInt
          ? String(value)
          : serialized(value);
    case GraphQLFloat:
      return (value) => (Number.isFinite(value) ? String(value) : serialized(value));
    case GraphQLBoolean:
      return (value) => (typeof value === 'boolean' ? String(value) : serialized(value));
    default:
      return serialized;
  }
}

function enumWriter(type: GraphQLEnumType): LeafWriter {
  const texts = new Map(type.getValues().map(({ name, value }) => [value as unknown, JSON.stringify(name)]));
  return (value) => texts.get(value) ?? JSON.stringify(type.serialize(value));
}
