import type { Scope } from '../access/scope.js';

/** An API key without its secret. */
export interface ApiKey {
  /** `key/` and random characters. It may be shown and logged. */
  readonly id: string;
  /** The id of the principal: the id of the first key of the principal. A rotation does not change it. */
  readonly principal: string;
  /** The name of the principal. At most one principal with a valid key has this name. */
  readonly name: string;
  /** In the order of `scopes`. */
  readonly scopes: readonly Scope[];
  /** ISO 8601, UTC, with milliseconds, as are all times of a key. */
  readonly createdAt: string;
  /** The time from which the key is not valid; null if it does not expire. */
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export interface ApiKeyDraft {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** `hashSecret` of the text of the key, which itself is not stored. */
  readonly hash: string;
  readonly expiresAt: string | null;
}

export interface ApiKeyRotation {
  /** The id of the key that is replaced. */
  readonly id: string;
  readonly hash: string;
  readonly expiresAt: string | null;
  /** The time at which the replaced key expires, unless it expires earlier. */
  readonly previousExpiresAt: string;
}

/**
 * Stores API keys. A write is visible to the next look-up of every process. A write with `audit` appends this entry
 * in the same transaction.
 */
export interface ApiKeyStore {
  /** Creates a key of a new principal. @throws {TertiumError} BAD_USER_INPUT if the name is blank or cannot be stored, or if another principal has a valid key with this name */
  create(key: ApiKeyDraft, audit?: AuditDraft): Promise<ApiKey>;

  /** Finds a key by its hash, with one statement; also a key that has expired or was revoked. */
  find(hash: string): Promise<ApiKey | null>;

  /** Whether a valid key exists. */
  exists(): Promise<boolean>;

  /** Loads every key, including expired and revoked keys; the oldest first. */
  list(): Promise<readonly ApiKey[]>;

  /**
   * Creates a key with the principal, the name and the scopes of another key, which stays valid for an overlap.
   * @throws {TertiumError} NOT_FOUND if no key has the id; BAD_USER_INPUT if the replaced key is not valid
   */
  rotate(rotation: ApiKeyRotation, audit?: AuditDraft): Promise<ApiKey>;

  /**
   * Revokes the key with this id, or every valid key with this name.
   * @returns the keys that this call revoked
   * @throws {TertiumError} NOT_FOUND if no key has the id or name
   */
  revoke(idOrName: string, audit?: AuditDraft): Promise<readonly ApiKey[]>;
}

/** A write or a refusal, before it is recorded. It contains no secret. */
export interface AuditDraft {
  /** Null for a request without a valid key. */
  readonly principal: { readonly id: string; readonly name: string } | null;
  /** A root field, a command, `authenticate` or `read`; for example `publishChangeset` or `keys create`. */
  readonly action: string;
  readonly outcome: 'DONE' | 'REFUSED';
  /** The code of a refusal; null for DONE. */
  readonly code: string | null;
  /** A scope that is sufficient for the action; null for commands, scheduled publications and `authenticate`. */
  readonly scope: Scope | null;
  /** The id of a changeset, the id or name of a key, or the number of a revision. If null, the write that appends the entry sets it; it stays null for refusals. */
  readonly subject: string | null;
  readonly requestId: string | null;
  /** The number of equal actions that the entry records; at least 1. */
  readonly count: number;
}

export interface AuditEntry extends AuditDraft {
  /** Increases from entry to entry. Numbers may be missing. */
  readonly number: number;
  readonly time: string;
}

export interface AuditPage {
  readonly items: readonly AuditEntry[];
  readonly hasNextPage: boolean;
  /** The number of entries on all pages. */
  readonly totalCount: number;
}

/** The log of writes and refusals. */
export interface AuditLog {
  /** Appends entries in one transaction. */
  append(entries: readonly AuditDraft[]): Promise<void>;
  /** Loads one page, newest first. @param request `after` is the number of the last entry of the previous page */
  page(request: { readonly first: number; readonly after: number | null }): Promise<AuditPage>;
}
