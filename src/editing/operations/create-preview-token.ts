import { createSecret, hashSecret, secretOf } from '../../graph/access/secret.js';
import type { Changeset } from '../../graph/ports/changesets.js';
import type { PreviewToken } from '../../graph/ports/preview-tokens.js';
import type { EditingServices } from '../editing-services.js';
import { expectChangeset } from './edit-changeset.js';
import {
  idempotencyOf,
  performOnce,
  writeOptions,
  type ChangesetOutcome,
  type Operator,
} from './operator.js';
import { outcomeOf, refusal } from './refusal.js';
import { checkKey } from './request-limits.js';

const hourMs = 3_600_000;
export const maxPreviewHours = 720;

/** The result of creating a preview token. `token` and `expiresAt` are null if there are problems. */
export interface PreviewOutcome extends ChangesetOutcome {
  /** The text of the token, which is not stored. */
  readonly token: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly expiresAt: string | null;
}

/**
 * Creates a token that shows one changeset without a key. The changeset must be neither published nor withdrawn. A repetition with the same
 * idempotency key returns the same token.
 */
export async function createPreviewToken(
  services: EditingServices,
  { id, hours }: { readonly id: string; readonly hours: number },
  by: Operator,
  now: Date,
): Promise<PreviewOutcome> {
  const { changesets, previewTokens } = services.store;
  let token: string | null = null;
  let expiresAt: string | null = null;
  const outcome = await outcomeOf(services, id, async () => {
    checkKey(by.key);
    const key = idempotencyOf('createPreviewToken', by, { id, hours });
    const text = key ? secretOf('preview', await previewTokens.secretBytes(key)) : createSecret('preview');
    let created: PreviewToken | null = null;
    const changeset = await performOnce(services, key, async () => {
      const previewed = await expectPreviewable(changesets, id, hours);
      const draft = {
        hash: hashSecret(text),
        changeset: id,
        createdBy: by.actor.principal,
        expiresAt: new Date(now.getTime() + hours * hourMs).toISOString(),
      };
      created = await previewTokens.create(draft, writeOptions(by, key));
      return previewed;
    });
    created ??= await previewTokens.find(hashSecret(text));
    if (created) [token, expiresAt] = [text, created.expiresAt];
    return changeset;
  });
  return { ...outcome, token, expiresAt };
}

/** @throws {Refusal} if a changeset cannot be previewed for the time, or does not exist */
async function expectPreviewable(
  changesets: EditingServices['store']['changesets'],
  id: string,
  hours: number,
): Promise<Changeset> {
  if (!Number.isInteger(hours) || hours < 1 || hours > maxPreviewHours) {
    throw refusal('INVALID_ARGUMENT', {
      path: ['hours'],
      expected: `1 to ${maxPreviewHours} hours`,
      got: String(hours),
    });
  }
  const changeset = await expectChangeset(changesets, id);
  if (changeset.state === 'PUBLISHED' || changeset.state === 'WITHDRAWN') {
    throw refusal('WRONG_STATE', {
      expected: 'a changeset that is neither published nor withdrawn',
      got: changeset.state,
    });
  }
  return changeset;
}
