import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** The name, description and syntax of a scalar. */
export interface TextScalar {
  readonly name: string;
  readonly description: string;
  /** Parses a value to its text; null if the value is invalid. */
  readonly parse: (value: unknown) => string | null;
  /** The syntax, for error messages. */
  readonly rule: string;
}

/** Creates a scalar whose values are strings in results. Literals in arguments can be strings or numbers. */
export function textScalar({
  name,
  description,
  parse,
  rule,
}: TextScalar): GraphQLScalarType<string, string> {
  const parseValue = (value: unknown): string => {
    const text = parse(value);
    if (text === null) {
      throw new GraphQLError(`Expected ${rule}, got ${JSON.stringify(value) ?? 'a value of another type'}.`, {
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
    return text;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: parseValue,
    parseValue,
    parseLiteral(node) {
      const isLiteral = node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT;
      return parseValue(isLiteral ? node.value : undefined);
    },
  });
}
