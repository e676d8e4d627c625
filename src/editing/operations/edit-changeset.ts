import { TertiumError } from '../../graph/errors.js';
import { editableStates, type Changeset } from '../../graph/ports/changesets.js';
import { baseEdits } from '../base-edits.js';
import type { StoredEdit } from '../edit.js';
import type { EditingServices } from '../editing-services.js';
import { loadEdits } from '../load-edits.js';
import { newEdits } from './add-edits.js';
import { draftOfEdit, publishedView, remainingTouches } from './changeset-edits.js';
import type { RequestedEdit } from './complete-edits.js';
import { checkActor } from './open-changeset.js';
import {
  idempotencyOf,
  performOnce,
  writeOptions,
  type ChangesetOutcome,
  type Operator,
} from './operator.js';
import { outcomeOf, refusal } from './refusal.js';
import { checkEditLimits, checkKey } from './request-limits.js';

export interface EditChangesetRequest {
  readonly id: string;
  /** Null to edit any version. */
  readonly expectedVersion: number | null;
  readonly add: readonly RequestedEdit[];
  readonly replace: readonly (RequestedEdit & { readonly number: number })[];
  /** The numbers of edits that are removed. */
  readonly remove: readonly number[];
  /** The numbers of edits that are confirmed against the published state. */
  readonly rebase: readonly number[];
}

/** The maximum number of attempts, if other operations change the changeset at the same time. */
const attempts = 5;

/** Adds, replaces, removes and confirms edits of a changeset. */
export function editChangeset(
  services: EditingServices,
  request: EditChangesetRequest,
  by: Operator,
): Promise<ChangesetOutcome> {
  return outcomeOf(services, request.id, async () => {
    checkKey(by.key);
    const { changesets } = services.store;
    const key = idempotencyOf('editChangeset', by, request);
    return performOnce(services, key, async () => {
      checkActor(by);
      const others = request.replace.length + request.remove.length + request.rebase.length;
      if (request.add.length + others === 0)
        throw refusal('INVALID_ARGUMENT', {
          expected: 'at least one edit to add, replace, remove or rebase',
          got: 'none',
        });
      checkEditLimits(
        services.limits,
        [...request.add, ...request.replace],
        request.remove.length + request.rebase.length,
      );
      for (let attempt = 1; ; attempt += 1) {
        const changeset = await loadEditable(services, request);
        const edits = await changedEdits(services, changeset, request);
        try {
          const written = await changesets.edit(
            { changeset: changeset.id, expectedVersion: changeset.version, by: by.actor, ...edits },
            writeOptions(by, key),
          );
          return written.changeset;
        } catch (error) {
          // Without an expected version, the request applies to the version that another operation has written.
          const isStale = error instanceof TertiumError && error.details['rule'] === 'STALE_VERSION';
          if (!isStale || request.expectedVersion !== null || attempt === attempts) throw error;
        }
      }
    });
  });
}

async function loadEditable(
  { store }: EditingServices,
  { id, expectedVersion }: EditChangesetRequest,
): Promise<Changeset> {
  const changeset = await expectChangeset(store.changesets, id);
  if (expectedVersion !== null && changeset.version !== expectedVersion) {
    throw refusal('STALE_VERSION', {
      path: ['expectedVersion'],
      expected: `version ${expectedVersion}`,
      got: `version ${changeset.version}`,
    });
  }
  if (!(editableStates as readonly string[]).includes(changeset.state))
    throw refusal('WRONG_STATE', { expected: editableStates.join(' or '), got: changeset.state });
  return changeset;
}

/** Loads a changeset. @throws {Refusal} UNKNOWN_CHANGESET */
export async function expectChangeset(
  changesets: Pick<EditingServices['store']['changesets'], 'load'>,
  id: string,
): Promise<Changeset> {
  const [changeset] = await changesets.load([id]);
  if (changeset) return changeset;
  throw refusal('UNKNOWN_CHANGESET', {
    path: ['id'],
    expected: 'the id of a changeset (the query "changesets" lists the ids)',
    got: id,
  });
}

async function changedEdits(
  { store }: EditingServices,
  changeset: Changeset,
  { add, replace, remove, rebase }: EditChangesetRequest,
) {
  const stored = await loadEdits(store, changeset);
  const byNumber = new Map(stored.map((edit) => [edit.number, edit]));
  const named = [
    ...replace.map(({ number }, index) => ({ number, path: ['replace', index, 'number'] })),
    ...remove.map((number, index) => ({ number, path: ['remove', index] })),
    ...rebase.map((number, index) => ({ number, path: ['rebase', index] })),
  ];
  const seen = new Set<number>();
  for (const { number, path } of named) {
    if (!byNumber.has(number)) {
      throw refusal('UNKNOWN_EDIT', {
        path,
        expected: 'the number of an edit of the changeset',
        got: String(number),
      });
    }
    if (seen.has(number))
      throw refusal('INVALID_ARGUMENT', { path, expected: 'each edit once', got: `${number} twice` });
    seen.add(number);
  }
  const view = await publishedView(store.reader);
  const confirmed = await baseEdits(
    view,
    rebase.map((number) => (byNumber.get(number) as StoredEdit).edit),
    1,
  );
  const rebased = confirmed.map((edit, index) => ({ ...edit, number: rebase[index] as number }));
  const others = [...stored.filter(({ number }) => !seen.has(number)), ...rebased].sort(
    (left, right) => left.number - right.number,
  );
  const last = stored.at(-1)?.number ?? 0;
  const requested = [...replace, ...add.map((edit, index) => ({ ...edit, number: last + 1 + index }))];
  const edits = await newEdits(view, others, requested);
  const isAdded = ({ number }: StoredEdit): boolean => number > last;
  const replaces = [...edits.filter((edit) => !isAdded(edit)), ...rebased];
  return {
    edits: edits.filter(isAdded).map(draftOfEdit),
    replaces: replaces.map((edit) => ({ ...draftOfEdit(edit), number: edit.number })),
    removes: remove,
    touches: remainingTouches(
      stored.filter(({ number }) => seen.has(number)),
      stored.filter(({ number }) => !seen.has(number)),
    ),
  };
}
