import { createHash } from 'node:crypto';
import { parse as parseSafely } from 'secure-json-parse';
import { checkValueNesting } from '../../api/limits/check-nesting.js';
import { RequestError } from '../errors/request-error.js';

type Members = Readonly<Record<string, unknown>>;

/** The request parameters of GraphQL over HTTP. Absent parameters are null. */
export interface GraphqlParameters {
  readonly query: string | null;
  readonly operationName: string | null;
  readonly variables: Members | null;
  readonly extensions: Members | null;
}

/**
 * Reads the parameters of a POST.
 * @param body parsed from JSON
 * @throws {RequestError} BAD_REQUEST for values of a wrong type, and without a query or persisted query; BAD_USER_INPUT for an invalid
 *   persisted query
 * @throws {TertiumError} BAD_USER_INPUT if a value is nested too deeply
 */
export function parseBodyParameters(body: unknown): GraphqlParameters {
  if (Array.isArray(body)) {
    throw new RequestError(
      'BAD_REQUEST',
      'Expected one operation, got a list. Send each operation in a separate request.',
    );
  }
  if (!isMembers(body)) {
    throw new RequestError(
      'BAD_REQUEST',
      `Expected a JSON object with "query" and, if needed, "variables" and "operationName", got ${typeName(body)}.`,
    );
  }
  return toParameters(body);
}

/**
 * Reads the parameters of a GET.
 * @param search the query string, with its question mark; may be empty
 * @throws the errors of `parseBodyParameters`; also BAD_REQUEST for a repeated parameter, if `variables` or `extensions` is not JSON or has a
 *   forbidden member, and if `search` is not percent-encoded UTF-8
 */
export function parseQueryParameters(search: string): GraphqlParameters {
  checkPercentEncoding(search);
  const parameters = new URLSearchParams(search);
  const single = (name: string): string | undefined => {
    const [value, ...others] = parameters.getAll(name);
    if (others.length === 0) return value === '' ? undefined : value;
    throw new RequestError('BAD_REQUEST', `${name}: expected one value, got ${others.length + 1}.`);
  };
  const json = (name: string): unknown => {
    const text = single(name);
    return text === undefined ? undefined : parseMember(name, text);
  };
  return toParameters({
    query: single('query'),
    operationName: single('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

function toParameters(parameters: Members): GraphqlParameters {
  const query = member(parameters, 'query', 'a text', isText);
  const operationName = member(parameters, 'operationName', 'a text', isText);
  const variables = member(parameters, 'variables', 'an object', isMembers);
  const extensions = member(parameters, 'extensions', 'an object', isMembers);
  if (!query && !extensions?.['persistedQuery']) {
    throw new RequestError('BAD_REQUEST', 'query: expected the text of an operation, got none.');
  }
  if (variables) checkValueNesting(variables, 'variables');
  if (extensions) {
    checkValueNesting(extensions, 'extensions');
    checkPersistedQuery(extensions['persistedQuery'], query);
  }
  return { query, operationName, variables, extensions };
}

/** Rejects a query string that cannot be decoded: `URLSearchParams` would replace bytes that are not UTF-8 with U+FFFD, which changes the operation. */
function checkPercentEncoding(search: string): void {
  try {
    decodeURIComponent(search);
  } catch (cause) {
    throw new RequestError(
      'BAD_REQUEST',
      'Expected a query string in percent-encoded UTF-8, got a query string that cannot be decoded. With curl, use --get --data-urlencode.',
      { cause },
    );
  }
}

function parseMember(name: string, text: string): unknown {
  try {
    return parseSafely(text);
  } catch (cause) {
    throw new RequestError(
      'BAD_REQUEST',
      `${name}: expected a JSON object, got text that is not JSON or has a member named __proto__ or constructor.prototype.`,
      { cause },
    );
  }
}

const version = 1;

/**
 * Checks the extension for automatic persisted queries of Apollo Client. Apollo Server also rejects an invalid extension, but without a code.
 * @throws {RequestError} BAD_USER_INPUT
 */
function checkPersistedQuery(extension: unknown, query: string | null): void {
  if (extension === undefined || extension === null) return;
  const path = 'extensions.persistedQuery';
  if (!isMembers(extension)) throw invalid(path, '{ version, sha256Hash }', typeName(extension));
  if (extension['version'] !== version) {
    throw invalid(
      `${path}.version`,
      String(version),
      shown(extension['version']),
      'Send the query without this extension.',
    );
  }
  const hash = extension['sha256Hash'];
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/u.test(hash)) {
    throw invalid(`${path}.sha256Hash`, '64 hexadecimal digits in lower case', shown(hash));
  }
  if (query !== null && hash !== createHash('sha256').update(query).digest('hex')) {
    throw invalid(
      `${path}.sha256Hash`,
      'the SHA-256 of the query in UTF-8',
      shown(hash),
      'Compute the hash from the sent text, or send the query without this extension.',
    );
  }
}

function invalid(path: string, expected: string, actual: string, advice = ''): RequestError {
  return new RequestError(
    'BAD_USER_INPUT',
    `${path}: expected ${expected}, got ${actual}. ${advice}`.trimEnd(),
  );
}

function member<Value>(
  parameters: Members,
  name: string,
  expected: string,
  isValid: (value: unknown) => value is Value,
): Value | null {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (value === undefined || value === null) return null;
  if (isValid(value)) return value;
  throw new RequestError('BAD_REQUEST', `${name}: expected ${expected}, got ${typeName(value)}.`);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeName(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'an object'
  );
}

/** Formats a value for a message: a string of at most 80 characters, a number, or the name of another type. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 80));
  return typeof value === 'number' ? String(value) : typeName(value);
}
