import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLInt,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  type ObjectFieldNode,
  print,
  type ValueNode,
} from 'graphql';

/** Creates an initial value of an input type, such as `0`, an empty text or the first name of an enum. */
export function emptyValue(type: GraphQLInputType): ValueNode {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isListType(nullable)) return { kind: Kind.LIST, values: [] };
  if (isInputObjectType(nullable)) {
    const required = Object.values(nullable.getFields()).filter(isRequiredInputField);
    return { kind: Kind.OBJECT, fields: required.map((field) => objectField(field, emptyValue(field.type))) };
  }
  if (isEnumType(nullable)) return { kind: Kind.ENUM, value: nullable.getValues()[0]?.name ?? '' };
  switch (nullable) {
    case GraphQLBoolean:
      return { kind: Kind.BOOLEAN, value: false };
    case GraphQLInt:
    case GraphQLFloat:
      return { kind: Kind.INT, value: '0' };
    default:
      return { kind: Kind.STRING, value: '' };
  }
}

export function objectField({ name }: GraphQLInputField, value: ValueNode): ObjectFieldNode {
  return { kind: Kind.OBJECT_FIELD, name: { kind: Kind.NAME, value: name }, value };
}

/** Returns the items of a value of a list type. A single value counts as a list with one item, as in GraphQL's input coercion. */
export function itemsOf(value: ValueNode | null): readonly ValueNode[] {
  if (value === null || value.kind === Kind.NULL) return [];
  return value.kind === Kind.LIST ? value.values : [value];
}

/** Prints the type of an input with its default, such as `Int! = 20`. */
export function describeType({ type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  const node = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return node ? `${String(type)} = ${print(node)}` : String(type);
}

/** Parses an integer or, if `isInteger` is false, any number in GraphQL's notation. Null if the text is not such a number. */
export function numberValue(text: string, isInteger: boolean): ValueNode | null {
  if (/^-?(0|[1-9]\d*)$/.test(text)) return { kind: Kind.INT, value: text };
  return !isInteger && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)
    ? { kind: Kind.FLOAT, value: text }
    : null;
}
