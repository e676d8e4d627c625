import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { parseVersion, versionRuleInWords } from '../../graph/values/version.js';

/** Versions: strings in results; strings or number literals in arguments. */
export const VersionScalar = new GraphQLScalarType<string, string>({
  name: 'Version',
  description:
    'A version as a string, e.g. "3.10" or "2.0.0-rc.1": numbers separated by dots, with an optional pre-release and build metadata as in SemVer. Number literals are read as written.',
  serialize: read,
  parseValue: read,
  parseLiteral(node) {
    const isWritten = node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT;
    return read(isWritten ? node.value : undefined);
  },
});

function read(written: unknown): string {
  const version = parseVersion(written);
  if (version === null) {
    throw new GraphQLError(
      `Expected ${versionRuleInWords}, got ${JSON.stringify(written) ?? 'something else'}.`,
      { extensions: { code: 'BAD_USER_INPUT' } },
    );
  }
  return version;
}
