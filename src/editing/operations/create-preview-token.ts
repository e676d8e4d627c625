import { createSecret, hashSecret } from '../../graph/access/secret.js';
import type { EditingServices } from '../editing-services.js';
import { expectChangeset } from './edit-changeset.js';
import type { ChangesetOutcome, Operator } from './operator.js';
import { outcomeOf, refusal } from './refusal.js';

const hourMs = 3_600_000;
export const maxPreviewHours = 720;

/** The result of creating a preview token. `token` and `expiresAt` are null if there are problems. */
export interface PreviewOutcome extends ChangesetOutcome {
  /** The text of the token, which is not stored. */
  readonly token: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly expiresAt: string | null;
}

/** Creates a token that shows one changeset without a key. The changeset must be neither published nor withdrawn. */
export async function createPreviewToken(
  services: EditingServices,
  { id, hours }: { readonly id: string; readonly hours: number },
  { actor, audit }: Operator,
  now: Date,
): Promise<PreviewOutcome> {
  const token = createSecret('preview');
  const expiresAt = new Date(now.getTime() + hours * hourMs);
  const outcome = await outcomeOf(services, id, async () => {
    if (!Number.isInteger(hours) || hours < 1 || hours > maxPreviewHours) {
      throw refusal('INVALID_ARGUMENT', {
        path: ['hours'],
        expected: `1 to ${maxPreviewHours} hours`,
        got: String(hours),
      });
    }
    const changeset = await expectChangeset(services.store.changesets, id);
    if (changeset.state === 'PUBLISHED' || changeset.state === 'WITHDRAWN') {
      throw refusal('WRONG_STATE', {
        expected: 'a changeset that is neither published nor withdrawn',
        got: changeset.state,
      });
    }
    await services.store.previewTokens.create(
      {
        hash: hashSecret(token),
        changeset: id,
        createdBy: actor.principal,
        expiresAt: expiresAt.toISOString(),
      },
      ...(audit ? [audit] : []),
    );
    return changeset;
  });
  return outcome.problems.length > 0
    ? { ...outcome, token: null, expiresAt: null }
    : { ...outcome, token, expiresAt: expiresAt.toISOString() };
}
