import type { NeededRight } from '../../api/access/needed-rights.js';
import type { Principal } from '../../graph/access/rights.js';
import type { Scope } from '../../graph/access/scope.js';
import { secretPrefixes } from '../../graph/access/secret.js';
import { RequestError } from '../errors/request-error.js';

/** The problems of credentials. The values are stable: the extensions of an UNAUTHENTICATED error have one as `reason`. */
export type CredentialProblem =
  | 'KEY_MISSING'
  | 'KEY_UNKNOWN'
  | 'KEY_EXPIRED'
  | 'KEY_REVOKED'
  | 'PREVIEW_UNKNOWN'
  | 'PREVIEW_EXPIRED';

/** The refusal of a request without valid credentials or without the needed rights, for the audit log. */
export interface AccessRefusal {
  /** The refused field; `read` if reading was refused; `authenticate` if the credentials are not valid. */
  readonly action: string;
  /** The code of the entry in the audit log. */
  readonly reason: CredentialProblem | 'FORBIDDEN';
  /** The first scope that would have been enough; null if the credentials are not valid. */
  readonly scope: Scope | null;
}

/** The error of a request without valid credentials or without the needed rights. It is sent with status 401 or 403. */
export class AccessError extends RequestError {
  readonly refusal: AccessRefusal;

  constructor(
    code: 'UNAUTHENTICATED' | 'FORBIDDEN',
    message: string,
    refusal: AccessRefusal,
    options: { headers?: Record<string, string>; details: Record<string, unknown> },
  ) {
    super(code, message, options);
    this.name = 'AccessError';
    this.refusal = refusal;
  }
}

const how = `Send a key as "Authorization: Bearer ${secretPrefixes.key}…".`;

/** Describes how to create a key with a scope. */
function howToMake(scope: Scope): string {
  return `On the server, \`tertium keys create --name NAME --scopes ${scope}\` makes one.`;
}

const problems: Readonly<Record<Exclude<CredentialProblem, 'KEY_MISSING'>, string>> = {
  KEY_UNKNOWN:
    'Authorization: expected a key of this server, got an unknown one. Check that the key is complete, and belongs to this server.',
  KEY_EXPIRED:
    'Authorization: expected a valid key, got one that has expired. On the server, `tertium keys create` makes a new one.',
  KEY_REVOKED:
    'Authorization: expected a valid key, got one that was revoked. On the server, `tertium keys create` makes a new one.',
  PREVIEW_UNKNOWN:
    'Expected a preview token of this server, got an unknown one. Check that the token is complete.',
  PREVIEW_EXPIRED:
    'Expected a valid preview token, got one that has expired. Ask the person who sent it for a new one.',
};

/** The values of `WWW-Authenticate` (RFC 6750, section 3). */
const challenge = 'Bearer realm="Tertium"';
const invalidToken = `${challenge}, error="invalid_token"`;

/** Creates the error of a request whose key or preview token is not valid. */
export function invalidCredentials(reason: Exclude<CredentialProblem, 'KEY_MISSING'>): AccessError {
  return new AccessError(
    'UNAUTHENTICATED',
    problems[reason],
    { action: 'authenticate', reason, scope: null },
    { headers: { 'www-authenticate': invalidToken }, details: { reason } },
  );
}

/** Creates the error of a request that has no right to read, if `READ_ACCESS=keyed`. */
export function noReading(principal: Principal | null): AccessError {
  const right: NeededRight = { field: 'read', anyOf: ['read'], changesets: null };
  return missing(right, principal, 'This server shows its content to holders of keys only');
}

/**
 * Creates the error of an operation for which the request lacks a right.
 * @param right the first missing right
 * @param principal null for a request without a key
 */
export function noRight(right: NeededRight, principal: Principal | null): AccessError {
  return missing(right, principal, right.field);
}

function missing({ field, anyOf }: NeededRight, principal: Principal | null, subject: string): AccessError {
  const [scope = 'read'] = anyOf;
  const expected = `${subject}: expected a key with the scope ${anyOf.join(' or ')}`;
  if (!principal) {
    return new AccessError(
      'UNAUTHENTICATED',
      `${expected}, got a request without a key. ${how} ${howToMake(scope)}`,
      { action: field, reason: 'KEY_MISSING', scope },
      {
        headers: { 'www-authenticate': challenge },
        details: { reason: 'KEY_MISSING', field, scopes: anyOf },
      },
    );
  }
  return new AccessError(
    'FORBIDDEN',
    `${expected}, got the key of ${JSON.stringify(principal.name)} with ${principal.scopes.join(', ')}. ${howToMake(scope)}`,
    { action: field, reason: 'FORBIDDEN', scope },
    { details: { field, scopes: anyOf } },
  );
}
