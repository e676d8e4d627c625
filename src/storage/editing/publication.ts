import type { AppliedChanges, Publication } from '../../graph/ports/writing.js';
import type { Session } from '../session/session.js';
import { findFirstWrite, storeKey } from './idempotency-keys.js';
import { toChangeset } from './changeset-rows.js';
import { expectPublishable, findChangeset, markPublished } from './write-changesets.js';

/** A publication whose changes are being applied. */
export interface PendingPublication {
  readonly isRepeat: false;
  /** Marks the changeset as published, and stores the result with the idempotency key, if there is one. */
  end(session: Session, applied: AppliedChanges, now: Date): Promise<void>;
}

/** A repetition of a publication. */
interface RepeatedPublication {
  readonly isRepeat: true;
  /** The result of the earlier call. */
  readonly applied: AppliedChanges;
}

/**
 * Begins the publication of a changeset, inside a transaction that has the locks of writers of the graph and of changesets.
 * @returns a repetition if an earlier publication has the same idempotency key
 * @throws {TertiumError} INVALID_CHANGE with a rule of `changesetRules`
 */
export async function beginPublication(
  session: Session,
  publication: Publication,
  now: Date,
): Promise<PendingPublication | RepeatedPublication> {
  const { idempotency, onPublished } = publication;
  const first = idempotency ? await findFirstWrite(session, idempotency, now) : null;
  if (first?.result != null) {
    onPublished?.(toChangeset(await findChangeset(session, first.changeset)));
    return { isRepeat: true, applied: JSON.parse(first.result) as AppliedChanges };
  }
  const row = await expectPublishable(session, publication);
  return {
    isRepeat: false,
    async end(writing, applied, time) {
      await markPublished(writing, row, applied.revision?.number ?? null, time);
      onPublished?.(toChangeset(await findChangeset(writing, row.id)));
      if (!idempotency) return;
      const write = { changeset: row.id, result: JSON.stringify(applied) };
      await storeKey(writing, idempotency, write, time);
    },
  };
}
