import type { Changeset } from '../../graph/ports/changesets.js';
import type { Change } from '../../graph/ports/writing.js';
import type { EditingServices } from '../editing-services.js';
import type { ChangesetRequest } from './change-state.js';
import { publishedView } from './changeset-edits.js';
import { expectChangeset } from './edit-changeset.js';
import { checkActor } from './open-changeset.js';
import { idempotencyOf, performOnce, type ChangesetOutcome, type Operator } from './operator.js';
import { outcomeOf, Refusal, refusal } from './refusal.js';
import { checkKey } from './request-limits.js';

/**
 * Publishes an approved or scheduled changeset as one revision of its author, completely or not at all. The revision also has the name of the
 * operator that publishes it. If the edits change nothing, the changeset is published without a revision.
 */
export function publishChangeset(
  services: EditingServices,
  request: ChangesetRequest,
  by: Operator,
): Promise<ChangesetOutcome> {
  return outcomeOf(services, request.id, async () => {
    checkKey(by.key);
    const { changesets } = services.store;
    const key = idempotencyOf('publishChangeset', by, request);
    return performOnce(services, key, async () => {
      checkActor(by);
      const changeset = await expectChangeset(changesets, request.id);
      if (changeset.state === 'OPEN' || changeset.state === 'SUBMITTED')
        throw refusal('NOT_APPROVED', { expected: 'an APPROVED changeset', got: changeset.state });
      const { name, principal, onBehalfOf, model } = changeset.author;
      // The changeset is not read after the commit: if this read failed, a successful publication would be reported as failed.
      let published = changeset;
      await services.store.apply(
        publishedChanges(services, changeset),
        {
          author: name,
          message: changeset.title,
          origin: changeset.kind === 'IMPORT' ? 'IMPORT' : 'EDIT',
          principal,
          onBehalfOf,
          model,
          publisher: by.actor.name,
          publisherPrincipal: by.actor.principal,
        },
        {
          publishes: {
            changeset: changeset.id,
            version: request.expectedVersion ?? changeset.version,
            ...(key ? { idempotency: key } : {}),
            onPublished: (each) => {
              published = each;
            },
          },
          ...(by.audit ? { audit: by.audit } : {}),
        },
      );
      return published;
    });
  });
}

/**
 * Yields the changes of a changeset. The view is opened when the first change is read: after all earlier writes have ended, so that no change is
 * published between the check for conflicts and the revision.
 * @throws {Refusal} EMPTY_CHANGESET without edits, or the problems of the edits
 */
async function* publishedChanges(
  { store, resolutions }: EditingServices,
  changeset: Changeset,
): AsyncGenerator<Change> {
  if (changeset.edits === 0) throw refusal('EMPTY_CHANGESET', { expected: 'one edit or more', got: 'none' });
  const { changes, problems } = await resolutions.of(await publishedView(store.reader), changeset);
  if (problems.length > 0) throw new Refusal(problems);
  yield* changes;
}
