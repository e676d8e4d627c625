import type { ChangesetWriteOptions, IdempotencyKey } from './changesets.js';

/** A token that shows one changeset without a key, until it expires. */
export interface PreviewToken {
  /** The id of the changeset. */
  readonly changeset: string;
  /** The id of the principal that created the token; null for the command line. */
  readonly createdBy: string | null;
  readonly expiresAt: string;
}

export interface PreviewTokenDraft extends PreviewToken {
  /** `hashSecret` of the text of the token. */
  readonly hash: string;
}

/** Stores preview tokens. */
export interface PreviewTokenStore {
  /**
   * Stores a token. A call that repeats an earlier call with the same idempotency key stores nothing. A token with the same hash, from an earlier use of an expired idempotency
   * key, gets the new expiry.
   * @returns the token; for a repetition, the stored token
   * @throws {TertiumError} NOT_FOUND if the changeset does not exist; INVALID_CHANGE with the rule KEY_REUSED
   */
  create(token: PreviewTokenDraft, options?: ChangesetWriteOptions): Promise<PreviewToken>;
  /**
   * Computes 32 secret bytes for an idempotency key, with a secret that never leaves the database: always the same for one key and input, so that a
   * repetition creates the same token although only its hash is stored.
   */
  secretBytes(key: IdempotencyKey): Promise<Buffer>;
  /** Finds a token by its hash. Expired tokens are also found, for at least a day: a later `create` removes them. */
  find(hash: string): Promise<PreviewToken | null>;
}
