import type { Changeset, ChangesetWritten, EditReview, ReviewVerdict } from '../../graph/ports/changesets.js';
import type { EditingServices } from '../editing-services.js';
import { publishedView } from './changeset-edits.js';
import { expectChangeset } from './edit-changeset.js';
import { checkActor } from './open-changeset.js';
import {
  idempotencyOf,
  performOnce,
  writeOptions,
  type ChangesetOutcome,
  type Operator,
} from './operator.js';
import { outcomeOf, Refusal, refusal } from './refusal.js';
import { checkKey, checkNote } from './request-limits.js';

/** A changeset to change. */
export interface ChangesetRequest {
  readonly id: string;
  /** The version that the caller has read; null to change any version. */
  readonly expectedVersion: number | null;
}

/** Submits a changeset for review. Its edits must change the graph, and must have no problems. Cancels an approval or a schedule of the changeset. */
export function submitChangeset(
  services: EditingServices,
  request: ChangesetRequest,
  by: Operator,
): Promise<ChangesetOutcome> {
  return changeOnce(services, 'submitChangeset', request, by, async (options) => {
    const changeset = await expectChangeset(services.store.changesets, request.id);
    await checkPublishable(services, changeset);
    return services.store.changesets.transition({ ...target(request), state: 'SUBMITTED' }, options);
  });
}

/** Withdraws a changeset. A withdrawn changeset cannot be edited or published. */
export function withdrawChangeset(
  services: EditingServices,
  request: ChangesetRequest,
  by: Operator,
): Promise<ChangesetOutcome> {
  return changeOnce(services, 'withdrawChangeset', request, by, (options) =>
    services.store.changesets.transition({ ...target(request), state: 'WITHDRAWN' }, options),
  );
}

export interface ReviewRequest extends ChangesetRequest {
  readonly verdict: ReviewVerdict;
  readonly comment: string | null;
  readonly edits: readonly EditReview[];
}

/** Approves a submitted changeset, or requests changes. */
export function reviewChangeset(
  services: EditingServices,
  request: ReviewRequest,
  by: Operator,
): Promise<ChangesetOutcome> {
  const { verdict, comment, edits } = request;
  return changeOnce(services, 'reviewChangeset', request, by, (options) => {
    checkNote('comment', comment);
    for (const each of edits) checkNote('edits', each.comment);
    if (edits.length > services.limits.editsPerCall) {
      throw refusal('LIMIT_EXCEEDED', {
        path: ['edits'],
        expected: `verdicts about ${services.limits.editsPerCall} edits at most in one call`,
        got: String(edits.length),
      });
    }
    return services.store.changesets.review(
      { ...target(request), reviewer: by.actor, verdict, comment, edits, fourEyes: services.fourEyes },
      options,
    );
  });
}

export interface ScheduleRequest extends ChangesetRequest {
  /** ISO 8601, UTC, with milliseconds. */
  readonly publishAt: string;
}

/** Schedules the publication of an approved changeset, or changes its time. @param now the current time, in the form of `publishAt` */
export function scheduleChangeset(
  services: EditingServices,
  request: ScheduleRequest,
  by: Operator,
  now: string,
): Promise<ChangesetOutcome> {
  const { publishAt } = request;
  return changeOnce(services, 'publishChangeset', request, by, async (options) => {
    if (publishAt <= now)
      throw refusal('INVALID_ARGUMENT', {
        path: ['publishAt'],
        expected: `a time after ${now}`,
        got: publishAt,
      });
    const changeset = await expectChangeset(services.store.changesets, request.id);
    if (changeset.state === 'OPEN' || changeset.state === 'SUBMITTED')
      throw refusal('NOT_APPROVED', { expected: 'an APPROVED changeset', got: changeset.state });
    await checkPublishable(services, changeset);
    return services.store.changesets.transition(
      { ...target(request), state: 'SCHEDULED', publishAt },
      options,
    );
  });
}

type Options = ReturnType<typeof writeOptions>;

/** Changes a changeset, unless an earlier operation with the same idempotency key did so. */
function changeOnce(
  services: EditingServices,
  operation: string,
  request: ChangesetRequest,
  by: Operator,
  change: (options: Options) => Promise<ChangesetWritten>,
): Promise<ChangesetOutcome> {
  return outcomeOf(services, request.id, async () => {
    checkKey(by.key);
    const key = idempotencyOf(operation, by, request);
    return performOnce(services, key, async () => {
      checkActor(by);
      // Opened before the write: an error after the write would be reported as an error of the write.
      const below = await publishedView(services.store.reader);
      const { changeset, isRepeat } = await change(writeOptions(by, key));
      // The write changed only the state, so the edits are those of the previous version. A repetition may return a
      // later version.
      if (!isRepeat) services.resolutions.carryOver(below, changeset);
      return changeset;
    });
  });
}

function target({ id, expectedVersion }: ChangesetRequest) {
  return { changeset: id, ...(expectedVersion === null ? {} : { expectedVersion }) };
}

/** Checks that a changeset has changes without problems. @throws {Refusal} EMPTY_CHANGESET, or the problems of its edits */
async function checkPublishable(
  { store, resolutions }: EditingServices,
  changeset: Changeset,
): Promise<void> {
  if (changeset.edits === 0) throw refusal('EMPTY_CHANGESET', { expected: 'one edit or more', got: 'none' });
  const { changes, problems } = await resolutions.of(await publishedView(store.reader), changeset);
  if (problems.length > 0) throw new Refusal(problems);
  if (changes.length === 0)
    throw refusal('EMPTY_CHANGESET', { expected: 'edits that change the graph', got: 'none' });
}
