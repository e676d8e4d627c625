import type { EditingServices } from '../editing-services.js';
import { maxGeneratedEdits } from '../editing-limits.js';
import { revertEdits } from '../revert-edits.js';
import { openOnce } from './open-changeset.js';
import type { ChangesetOutcome, Operator } from './operator.js';
import { outcomeOf, Refusal, refusal } from './refusal.js';

export interface RevertRequest {
  readonly revision: number;
  /** The ids of the concepts and claims whose changes are undone; null for all changes of the revision. */
  readonly ids: readonly string[] | null;
  /** Null for a title with the number of the revision. */
  readonly title: string | null;
}

/** Opens a changeset that undoes a revision, or some of its changes. */
export function revertRevision(
  services: EditingServices,
  request: RevertRequest,
  by: Operator,
): Promise<ChangesetOutcome> {
  const { revision, ids } = request;
  const titled = { ...request, title: request.title ?? `Revert revision ${revision}` };
  return outcomeOf(services, null, () =>
    openOnce(services, 'revertRevision', titled, by, async () => {
      if (ids && ids.length > maxGeneratedEdits) {
        throw refusal('LIMIT_EXCEEDED', {
          path: ['ids'],
          expected: `${maxGeneratedEdits} ids at most`,
          got: String(ids.length),
        });
      }
      const { edits, problems } = await revertEdits(services.store.reader, revision, ids ?? undefined);
      if (problems.length > 0) throw new Refusal(problems);
      return { kind: 'REVERT', title: titled.title, edits };
    }),
  );
}
