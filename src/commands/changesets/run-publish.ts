import {
  reviewChangeset,
  scheduleChangeset,
  submitChangeset,
} from '../../editing/operations/change-state.js';
import { publishChangeset } from '../../editing/operations/publish-changeset.js';
import type { EditingServices } from '../../editing/editing-services.js';
import type { Changeset } from '../../graph/ports/changesets.js';
import { readTime } from '../history/revision-argument.js';
import { expectDone, operatorOf, withEditing } from './editing-command.js';

/** The command-line options of `publish`. */
export interface PublishOptions {
  readonly at?: string;
  readonly author: string;
}

/** Submits and approves a changeset if necessary, publishes it or schedules its publication, and prints the outcome. */
export async function runPublish(id: string, { at, author }: PublishOptions): Promise<void> {
  const publishAt = at === undefined ? null : readTime(at, '--at');
  await withEditing(async (services) => {
    const { version } = await approve(services, id, author);
    const request = { id, expectedVersion: version };
    const by = operatorOf('publishChangeset', author);
    if (publishAt !== null) {
      const now = new Date().toISOString();
      expectDone(await scheduleChangeset(services, { ...request, publishAt }, by, now));
      process.stdout.write(
        `${id} will be published at ${publishAt}, or soon after, by a server of this graph.\n`,
      );
      return;
    }
    const { revision } = expectDone(await publishChangeset(services, request, by));
    process.stdout.write(
      revision === null
        ? `${id} is published; its edits change nothing.\n`
        : `Revision ${revision}: published ${id}.\n`,
    );
  });
}

/** Submits a changeset if it is OPEN, and approves it if it is SUBMITTED. */
async function approve(
  services: EditingServices,
  id: string,
  author: string,
): Promise<Pick<Changeset, 'version'>> {
  const [found] = await services.store.changesets.load([id]);
  let changeset = found ?? null;
  const request = () => ({ id, expectedVersion: changeset?.version ?? null });
  if (!changeset || changeset.state === 'OPEN')
    changeset = expectDone(await submitChangeset(services, request(), operatorOf('submitChangeset', author)));
  if (changeset.state === 'SUBMITTED') {
    const review = { ...request(), verdict: 'APPROVE', comment: null, edits: [] } as const;
    changeset = expectDone(await reviewChangeset(services, review, operatorOf('reviewChangeset', author)));
  }
  return changeset;
}
