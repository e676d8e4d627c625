import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { TertiumError } from '../../graph/errors.js';
import { deadlineError } from '../errors/deadline-errors.js';
import { requestErrorStatuses } from '../errors/request-error.js';
import { shortened } from '../../api/references/reference.js';
import { viewError } from '../errors/store-unavailable.js';

/** A page that the reader may have meant. */
export interface NearPage {
  readonly name: string;
  /** The path and query of the page. */
  readonly href: string;
}

interface PageErrorOptions {
  /** The details of an error response in JSON; JSON values only. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** The time in seconds after which the request may succeed; null if there is none. */
  readonly retryAfter?: number | null;
  /** The pages that the reader may have meant, nearest first. */
  readonly nearest?: readonly NearPage[];
  readonly cause?: unknown;
}

/** An error that rejects a request for a page: its status, and the code and message for the client. */
export class PageError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryAfter: number | null;
  readonly nearest: readonly NearPage[];

  constructor(status: number, code: string, message: string, options: PageErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PageError';
    this.status = status;
    this.code = code;
    this.details = options.details ?? {};
    this.retryAfter = options.retryAfter ?? null;
    this.nearest = options.nearest ?? [];
  }
}

/**
 * Creates the error for an address without a page.
 * @param kind what the address should name, such as `approach` or `comparison`
 */
export function notFound(kind: string, reference: string, nearest: readonly NearPage[]): PageError {
  const shown = shortened(reference);
  return new PageError(requestErrorStatuses.NOT_FOUND, 'NOT_FOUND', `There is no ${kind} "${shown}".`, {
    details: { reference: shown },
    nearest,
  });
}

const statuses: Readonly<Record<string, number>> = requestErrorStatuses;

/** Converts the error of an operation to the error of its page. */
export function errorOfOperation({ message, extensions = {} }: GraphQLFormattedError): PageError {
  const { code, ...details } = extensions;
  if (code === 'STORE_UNAVAILABLE') return pageErrorOf(viewError(new TertiumError(code, message)));
  const name = String(code);
  return new PageError(statuses[name] ?? 500, name, message, { details });
}

/** Converts an error to the error of a page. An unexpected error becomes INTERNAL_SERVER_ERROR. */
export function pageErrorOf(error: unknown): PageError {
  if (error instanceof PageError) return error;
  if (error instanceof TertiumError) {
    if (error.code === 'DEADLINE_EXCEEDED' || error.code === 'OVERLOADED')
      return pageErrorOf(deadlineError(error));
    const unavailable = viewError(error);
    if (unavailable !== error) return pageErrorOf(unavailable);
    const status = statuses[error.code];
    if (status !== undefined)
      return new PageError(status, error.code, error.message, { details: error.details, cause: error });
  }
  if (error instanceof GraphQLError) {
    const { code, http, ...details } = error.extensions as unknown as RejectionExtensions;
    const retryAfter = Number(http?.headers?.get('retry-after') ?? NaN);
    if (code !== undefined && http?.status !== undefined) {
      return new PageError(http.status, code, error.message, {
        details,
        retryAfter: Number.isNaN(retryAfter) ? null : retryAfter,
        cause: error,
      });
    }
  }
  return new PageError(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.', { cause: error });
}

/** The extensions of the errors with which operations are rejected before their execution. */
interface RejectionExtensions {
  readonly code?: string;
  readonly http?: { readonly status?: number; readonly headers?: ReadonlyMap<string, string> };
}
