import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { TertiumError } from '../graph/errors.js';

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
  if (isAboutTheRequest(cause)) {
    const { code, limit, atMost, came, field } = formatted.extensions ?? {};
    return { message: formatted.message, ...where, extensions: { code, limit, atMost, came, field } };
  }
  return {
    message: 'Something went wrong on our side.',
    ...where,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

/** Whether an error is a defect or a failure of ours: what operators need to see. */
export function isOurFault(error: unknown): boolean {
  const cause = unwrapResolverError(error);
  if (cause instanceof TertiumError) return cause.code === 'STORE_UNAVAILABLE';
  return !(cause instanceof ArgumentValidationError) && !isAboutTheRequest(cause);
}

/** GraphQL's own errors (syntax, validation, variables, limits) carry a code and are worded for clients. */
function isAboutTheRequest(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError)) return false;
  const { extensions, originalError } = error;
  const isWorded = originalError === undefined || originalError instanceof GraphQLError;
  return isWorded && typeof extensions['code'] === 'string' && extensions['code'] !== 'INTERNAL_SERVER_ERROR';
}

function sayings({ constraints = {}, children = [] }: Violation): readonly string[] {
  return [...Object.values(constraints), ...children.flatMap(sayings)];
}
