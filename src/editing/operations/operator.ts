import type { AuditDraft } from '../../graph/ports/access.js';
import type {
  Actor,
  Changeset,
  ChangesetWriteOptions,
  IdempotencyKey,
} from '../../graph/ports/changesets.js';
import type { EditingServices } from '../editing-services.js';
import { digest } from '../../graph/identity.js';
import type { Problem } from '../problem.js';

/** The actor of an operation, and how the operation is recorded. */
export interface Operator {
  readonly actor: Actor;
  /** The entry of the audit log for the operation; null if the caller records it. */
  readonly audit: AuditDraft | null;
  /** The idempotency key; null for none. */
  readonly key: string | null;
}

/** The result of an operation on a changeset. An operation with problems changes nothing. */
export interface ChangesetOutcome {
  /** The changeset after the operation; with problems, the unchanged changeset. Null if there is none. */
  readonly changeset: Changeset | null;
  readonly problems: readonly Problem[];
}

/** Creates the idempotency key of an operation; null if the operator has none. @param input the input of the operation, as JSON */
export function idempotencyOf(
  operation: string,
  { actor, key }: Operator,
  input: unknown,
): IdempotencyKey | null {
  if (key === null) return null;
  return { principal: actor.principal ?? '', key, inputDigest: digest([operation, input]) };
}

/**
 * Performs an operation, unless an operation with the same idempotency key has already succeeded in this or another process.
 * @param perform must store the key in the transaction of its write
 * @returns the changeset of this or the earlier operation
 * @throws {TertiumError} INVALID_CHANGE with the rule KEY_REUSED; STORE_UNAVAILABLE; also the errors of `perform`
 */
export async function performOnce(
  { store: { changesets } }: EditingServices,
  key: IdempotencyKey | null,
  perform: () => Promise<Changeset>,
): Promise<Changeset> {
  if (!key) return perform();
  const earlier = await changesets.repeated(key);
  if (earlier) return earlier;
  try {
    return await perform();
  } catch (error) {
    // An operation with the same key that ran at the same time can have changed the state or the version that this operation expects.
    const simultaneous = await changesets.repeated(key);
    if (simultaneous) return simultaneous;
    throw error;
  }
}

/** Returns the records that the write of an operation stores in its transaction. */
export function writeOptions({ audit }: Operator, idempotency: IdempotencyKey | null): ChangesetWriteOptions {
  return { ...(idempotency ? { idempotency } : {}), ...(audit ? { audit } : {}) };
}
