import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { TertiumError } from '../../graph/errors.js';

/** The part of a class-validator error that says what is wrong. */
interface Violation {
  readonly constraints?: Readonly<Record<string, string>> | undefined;
  readonly children?: readonly Violation[] | undefined;
}

/**
 * What a client is told of an error. Errors that speak to users keep their words and get their code;
 * everything else is a defect, of which no word, path or stack leaves the server.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { locations, path } = formatted;
  const where = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  const cause = unwrapResolverError(error);
  if (cause instanceof TertiumError) {
    return { message: cause.message, ...where, extensions: { code: cause.code, ...cause.details } };
  }
  if (cause instanceof ArgumentValidationError) {
    const violations = cause.extensions['validationErrors'] as readonly Violation[];
    const message = violations.flatMap(sayings).join(' ');
    return { message, ...where, extensions: { code: 'BAD_USER_INPUT' } };
  }
  if (cause instanceof GraphQLError && isAboutAnArgument(cause)) {
    return { message: messageOfArgument(cause), ...where, extensions: { code: 'BAD_USER_INPUT' } };
  }
  if (isAboutTheRequest(cause)) {
    const { code, limit, atMost, came, field, retryAfter } = formatted.extensions ?? {};
    const extensions = { code, limit, atMost, came, field, retryAfter };
    return { message: formatted.message, ...where, extensions };
  }
  return {
    message: 'Something went wrong on our side.',
    ...where,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

/** Whether an error is a defect: what operators need to see. (The store logs by itself that it cannot be used, once for an outage.) */
export function isOurFault(error: unknown): boolean {
  const cause = unwrapResolverError(error);
  return (
    !(cause instanceof TertiumError) &&
    !(cause instanceof ArgumentValidationError) &&
    !isAboutTheRequest(cause)
  );
}

/**
 * Whether graphql-js refused the value of an argument while it executed: null from a variable where the argument has a default, or
 * where a directive needs true or false. Validation lets such variables pass, and these errors have no code. They point to the
 * value in the document; what graphql-js says of a resolver's result, which is ours, points to the field.
 */
function isAboutAnArgument({ nodes, extensions, originalError }: GraphQLError): boolean {
  const isRaisedByGraphql = originalError === undefined || originalError instanceof GraphQLError;
  return extensions['code'] === undefined && isRaisedByGraphql && valueKinds.has(nodes?.[0]?.kind ?? '');
}

const valueKinds: ReadonlySet<string> = new Set([
  Kind.VARIABLE,
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
]);

/** What graphql-js says (expected and came), and what to do. */
function messageOfArgument({ message, nodes }: GraphQLError): string {
  const [node] = nodes ?? [];
  return node?.kind === Kind.VARIABLE
    ? `${message} It came from the variable "$${node.name.value}": give that another value, or leave it out where the argument has a default.`
    : message;
}

/** GraphQL's own errors (syntax, validation, variables, limits) carry a code and are worded for clients. */
function isAboutTheRequest(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError)) return false;
  if (isAboutAnArgument(error)) return true;
  const { extensions, originalError } = error;
  const isWorded = originalError === undefined || originalError instanceof GraphQLError;
  return isWorded && typeof extensions['code'] === 'string' && extensions['code'] !== 'INTERNAL_SERVER_ERROR';
}

function sayings({ constraints = {}, children = [] }: Violation): readonly string[] {
  return [...Object.values(constraints), ...children.flatMap(sayings)];
}
