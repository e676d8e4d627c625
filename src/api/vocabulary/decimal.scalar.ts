import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { decimalRule, parseDecimal } from '../../graph/values/decimal.js';

/** The scalar of exact decimals: strings in results; strings or number literals in arguments. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'An exact decimal number as a string, e.g. "12.5", without an exponent or trailing zeros. A number literal is parsed with all its digits.',
  serialize: parse,
  parseValue: parse,
  parseLiteral(node) {
    const isLiteral = node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT;
    return parse(isLiteral ? node.value : undefined);
  },
});

function parse(value: unknown): string {
  const decimal = parseDecimal(value);
  if (decimal === null) {
    throw new GraphQLError(
      `Expected ${decimalRule}, got ${JSON.stringify(value) ?? 'a value of another type'}.`,
      {
        extensions: { code: 'BAD_USER_INPUT' },
      },
    );
  }
  return decimal;
}
