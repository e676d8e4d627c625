import type { Changeset, ChangesetKind } from '../../graph/ports/changesets.js';
import type { StoredEdit } from '../edit.js';
import type { EditingServices } from '../editing-services.js';
import { newEdits } from './add-edits.js';
import { newDrafts, publishedView } from './changeset-edits.js';
import type { RequestedEdit } from './complete-edits.js';
import {
  idempotencyOf,
  performOnce,
  writeOptions,
  type ChangesetOutcome,
  type Operator,
} from './operator.js';
import { outcomeOf } from './refusal.js';
import { checkEditLimits, checkKey, checkNote } from './request-limits.js';

export interface OpenChangesetRequest {
  readonly title: string;
  readonly edits: readonly RequestedEdit[];
}

/** Opens a changeset with its first edits. */
export function openChangeset(
  services: EditingServices,
  request: OpenChangesetRequest,
  by: Operator,
): Promise<ChangesetOutcome> {
  return outcomeOf(services, null, () =>
    openOnce(services, 'openChangeset', request, by, async () => {
      checkEditLimits(services.limits, request.edits);
      const requested = request.edits.map((edit, index) => ({ ...edit, number: index + 1 }));
      const edits = await newEdits(await publishedView(services.store.reader), [], requested);
      return { kind: 'EDIT', title: request.title, edits };
    }),
  );
}

/** A changeset that is opened with its edits. */
export interface NewChangeset {
  readonly kind: ChangesetKind;
  readonly title: string;
  readonly edits: readonly StoredEdit[];
}

/**
 * Opens a changeset, unless an earlier operation with the same idempotency key did so.
 * @param operation the name of the operation; the idempotency key is valid for this operation and input only
 * @param prepare called only if there is no earlier operation
 * @throws {Refusal} @throws {TertiumError} such as INVALID_CHANGE with a rule of `changesetRules`
 */
export async function openOnce(
  services: EditingServices,
  operation: string,
  input: { readonly title: string },
  by: Operator,
  prepare: () => Promise<NewChangeset>,
): Promise<Changeset> {
  checkKey(by.key);
  const key = idempotencyOf(operation, by, input);
  return performOnce(services, key, async () => {
    checkNote('title', input.title, true);
    checkActor(by);
    const { edits, ...draft } = await prepare();
    const drafts = newDrafts(edits, draft.kind !== 'REVERT');
    const { store, limits } = services;
    // A revert may have 100,000 edits. Loading them again would take a third of the time of its submission.
    const below = draft.kind === 'REVERT' ? await publishedView(store.reader) : null;
    const { changeset, isRepeat } = await store.changesets.open(
      { ...draft, author: by.actor, maxOpen: limits.openChangesets, edits: drafts },
      writeOptions(by, key),
    );
    if (below && !isRepeat) services.resolutions.addOpened(below, changeset, edits);
    return changeset;
  });
}

/** Checks the lengths of `onBehalfOf` and `model`. @throws {Refusal} LIMIT_EXCEEDED */
export function checkActor({ actor }: Operator): void {
  checkNote('onBehalfOf', actor.onBehalfOf);
  checkNote('model', actor.model);
}
