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
 * Converts an error for clients. Errors that are meant for users keep their message and code. Every other error is a defect:
 * its message, path and stack do not leave the server.
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

/** Whether an error is a defect that must be logged. (The store logs an outage itself, once.) */
export function isOurFault(error: unknown): boolean {
  const cause = unwrapResolverError(error);
  return (
    !(cause instanceof TertiumError) &&
    !(cause instanceof ArgumentValidationError) &&
    !isAboutTheRequest(cause)
  );
}

/**
 * Whether graphql-js rejected the value of an argument during execution: null from a variable, where the argument has a default or
 * a directive needs true or false. Validation accepts such variables, and these errors have no code. Their location is the
 * value in the document; errors about the result of a resolver, which are defects, have the location of the field.
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

/** The message of graphql-js (what was expected and what came), and what to do. */
function messageOfArgument({ message, nodes }: GraphQLError): string {
  const [node] = nodes ?? [];
  return node?.kind === Kind.VARIABLE
    ? `${message} It came from the variable "$${node.name.value}": give that another value, or leave it out where the argument has a default.`
    : message;
}

/** Errors of GraphQL itself (syntax, validation, variables, limits) have a code and a message for clients. */
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
