import { revertRevision } from '../../editing/operations/revert-revision.js';
import { countWithNoun } from '../graph/describe-changes.js';
import { expectDone, operatorOf, withEditing } from './editing-command.js';

/** The command-line options of `revert`. */
export interface RevertOptions {
  readonly only?: readonly string[];
  readonly title?: string;
  readonly author: string;
}

/** Opens a changeset that undoes a revision, and prints its id. */
export async function runRevert(revision: number, { only, title, author }: RevertOptions): Promise<void> {
  await withEditing(async (services) => {
    const request = { revision, ids: only ?? null, title: title ?? null };
    const { id, edits } = expectDone(
      await revertRevision(services, request, operatorOf('revertRevision', author)),
    );
    process.stdout.write(
      `${id}: ${countWithNoun(edits, 'edit')} to undo revision ${revision}. \`tertium publish ${id}\` publishes the changeset.\n`,
    );
  });
}
