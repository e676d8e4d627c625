import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { TertiumError } from '../../graph/errors.js';

/** The parts of a class-validator error that have messages. */
interface Violation {
  readonly constraints?: Readonly<Record<string, string>> | undefined;
  readonly children?: readonly Violation[] | undefined;
}

/**
 * Formats an error for clients. An error for users is sent with its message and code. All other errors are defects and get a fixed message, so that
 * no detail leaves the server.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { locations, path } = formatted;
  const location = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  const cause = unwrapResolverError(error);
  if (cause instanceof TertiumError) {
    return { message: cause.message, ...location, extensions: { code: cause.code, ...cause.details } };
  }
  if (cause instanceof ArgumentValidationError) {
    const violations = cause.extensions['validationErrors'] as readonly Violation[];
    const message = violations.flatMap(messagesOf).join(' ');
    return { message, ...location, extensions: { code: 'BAD_USER_INPUT' } };
  }
  if (cause instanceof GraphQLError && isAboutAnArgument(cause)) {
    return { message: messageOfArgument(cause), ...location, extensions: { code: 'BAD_USER_INPUT' } };
  }
  if (isAboutTheRequest(cause)) {
    const { code, limit, atMost, came, reason, field, scopes, retryAfter } = formatted.extensions ?? {};
    const extensions = { code, limit, atMost, came, reason, field, scopes, retryAfter };
    return { message: formatted.message, ...location, extensions };
  }
  return {
    message: 'Something went wrong on our side.',
    ...location,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

/** Returns whether an error is a defect, which must be logged. An unavailable store is not a defect: the store logs it once for each outage. */
export function isDefect(error: unknown): boolean {
  const cause = unwrapResolverError(error);
  return (
    !(cause instanceof TertiumError) &&
    !(cause instanceof ArgumentValidationError) &&
    !isAboutTheRequest(cause)
  );
}

/**
 * Returns whether graphql-js rejected the value of an argument during execution: a variable is null, and the argument has a default or belongs to
 * `@skip` or `@include`. Validation accepts such variables, and the errors have no code. The node of such an error is the value in the document;
 * the node of an error about a resolver's result is the field.
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

/** Returns the message of graphql-js, with advice if the value of a variable is invalid. */
function messageOfArgument({ message, nodes }: GraphQLError): string {
  const [node] = nodes ?? [];
  return node?.kind === Kind.VARIABLE
    ? `${message} The value is from the variable "$${node.name.value}": give the variable another value, or omit it if the argument has a default.`
    : message;
}

/** Returns whether an error is about the request itself, such as its syntax, variables or limits. The messages of such errors are for clients. */
function isAboutTheRequest(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError)) return false;
  if (isAboutAnArgument(error)) return true;
  const { extensions, originalError } = error;
  const isForClients = originalError === undefined || originalError instanceof GraphQLError;
  return (
    isForClients && typeof extensions['code'] === 'string' && extensions['code'] !== 'INTERNAL_SERVER_ERROR'
  );
}

function messagesOf({ constraints = {}, children = [] }: Violation): readonly string[] {
  return [...Object.values(constraints), ...children.flatMap(messagesOf)];
}
