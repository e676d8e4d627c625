import { scopes, type Scope } from './scope.js';

/** The person or program that a request acts for. */
export interface Principal {
  /** Stays the same when the key is rotated. */
  readonly id: string;
  /** A name for people. */
  readonly name: string;
  readonly scopes: readonly Scope[];
}

/** What a request may do. */
export interface Rights {
  /** Null for a request without a key. */
  readonly principal: Principal | null;
  /** The id of the changeset that the preview token of the request opens for reading; null without a token. */
  readonly preview: string | null;
  /** Identifies the request in the audit log and in the logs of the server. */
  readonly requestId: string;
}

/** The scopes that permit seeing open changesets; one of them is sufficient. */
export const changesetScopes: readonly Scope[] = ['propose', 'review', 'publish', 'admin'];

/** Creates the rights of a request without credentials. */
export function anonymous(requestId: string): Rights {
  return { principal: null, preview: null, requestId };
}

/**
 * Creates the rights of a command: all scopes, because a command has access to the database.
 * @param author the author that the command names
 */
export function commandLine(author: string): Rights {
  return {
    principal: { id: 'command-line', name: author, scopes },
    preview: null,
    requestId: 'command-line',
  };
}

/** Whether a request has at least one of several scopes. */
export function hasScope({ principal }: Rights, ...anyOf: readonly Scope[]): boolean {
  return principal !== null && anyOf.some((scope) => principal.scopes.includes(scope));
}

/** Whether a request may see an open changeset. @param changeset its id */
export function maySeeChangeset(rights: Rights, changeset: string): boolean {
  return rights.preview === changeset || hasScope(rights, ...changesetScopes);
}
