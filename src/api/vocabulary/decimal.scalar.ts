import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { decimalRule, parseDecimal } from '../../graph/values/decimal.js';

/** Exact decimals: strings in results; strings or number literals in arguments. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'An exact decimal number as a string, e.g. "12.5", without an exponent or trailing zeros. Number literals are read as written.',
  serialize: read,
  parseValue: read,
  parseLiteral(node) {
    const isWritten = node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT;
    return read(isWritten ? node.value : undefined);
  },
});

function read(written: unknown): string {
  const decimal = parseDecimal(written);
  if (decimal === null) {
    throw new GraphQLError(`Expected ${decimalRule}, got ${JSON.stringify(written) ?? 'something else'}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  return decimal;
}
