import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { parseVersion, versionRuleInWords } from '../../graph/values/version.js';

/** The scalar of versions: strings in results; strings or number literals in arguments. */
export const VersionScalar = new GraphQLScalarType<string, string>({
  name: 'Version',
  description:
    'A version as a string, e.g. "3.10" or "2.0.0-rc.1": numbers separated by dots, with an optional pre-release and build metadata as in SemVer. A number literal is parsed with all its digits.',
  serialize: parse,
  parseValue: parse,
  parseLiteral(node) {
    const isLiteral = node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT;
    return parse(isLiteral ? node.value : undefined);
  },
});

function parse(value: unknown): string {
  const version = parseVersion(value);
  if (version === null) {
    throw new GraphQLError(
      `Expected ${versionRuleInWords}, got ${JSON.stringify(value) ?? 'a value of another type'}.`,
      { extensions: { code: 'BAD_USER_INPUT' } },
    );
  }
  return version;
}
