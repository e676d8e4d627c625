import { codeOf, messageOf, unavailable } from '../dialect/store-errors.js';

const unreachable = 'check that the server runs and can be reached from here';
const reasonsByCode: readonly (readonly [code: RegExp, reason: string])[] = [
  [/^ECONNREFUSED$|^ENOTFOUND$|^EAI_AGAIN$|^ETIMEDOUT$|^EHOSTUNREACH$|^ENETUNREACH$|^ENOENT$/, unreachable],
  [/^ECONNRESET$|^EPIPE$|^08|^57P0/, 'the connection broke: check that the server is up'],
  [/^57014$/, 'the server took too long to respond: check its running queries'],
  [/^28/, 'check the user name and the password in DATABASE_URL'],
  [/^3D000$/, 'check the name of the database in DATABASE_URL: the server has no database with that name'],
  [/^53/, 'the server has no capacity left: check its connections, memory and disk'],
  [/^25006$/, 'the server does not accept writes: check that DATABASE_URL names the primary'],
];

/** Reasons for a missing `pg_trgm`, and for errors of the driver and the pool, which have no code. */
const reasonsByMessage: readonly (readonly [message: RegExp, reason: string])[] = [
  [
    /pg_trgm/,
    'the search needs the extension pg_trgm: check that it is installed in the database, or that the server has it and the role may create it',
  ],
  [/^Query read timeout/, 'the server took too long to respond: check that it runs and can be reached'],
  [
    /^Connection terminated|timeout exceeded when trying to connect|^timeout expired|^Client (has encountered|was closed)/,
    unreachable,
  ],
];

/**
 * Converts a driver error to STORE_UNAVAILABLE if the error means that the database cannot be used. Returns other errors unchanged.
 * @param url the URL of the database
 */
export function explainPostgresError(error: unknown, url: string): unknown {
  const [code, message] = [codeOf(error), messageOf(error)];
  const reason =
    reasonsByMessage.find(([pattern]) => pattern.test(message))?.[1] ??
    reasonsByCode.find(([pattern]) => pattern.test(code))?.[1];
  if (reason === undefined) return error;
  return unavailable(describeDatabase(url), reason, { cause: error });
}

/** Describes a database for messages to operators: host, port and name, without user and password. */
export function describeDatabase(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `The database at ${hostname}:${port || '5432'}${pathname}`;
}
