import { claimFingerprint, claimId } from '../../graph/identity.js';
import type { Actor, Changeset } from '../../graph/ports/changesets.js';
import type { ClaimDraft, GraphStore, KeptEdits } from '../../graph/ports/writing.js';
import { baseEdits } from '../base-edits.js';
import type { Edit } from '../edit.js';
import { draftOfEdit, publishedView } from './changeset-edits.js';

const pageSize = 100;
/** A limit that no proposal reaches, so that one read returns all edits. */
const maxProposed = 1_000_000;

/**
 * Opens a changeset with the proposals of an import: statements that the source has changed after edits had replaced or
 * changed them. A statement is not proposed again if a changeset of kind PROPOSAL, in any state, contains it.
 * @returns null if there is nothing to propose
 */
export async function proposeKept(
  { reader, changesets }: Pick<GraphStore, 'reader' | 'changesets'>,
  { items }: KeptEdits,
  { author, title }: { readonly author: string; readonly title: string },
): Promise<Changeset | null> {
  const proposed: Edit[] = [];
  for (const { by, proposes } of items) {
    if (proposes?.type !== 'putClaim') continue;
    const { claim } = proposes;
    if (await isProposed(changesets, claim)) continue;
    proposed.push(by === null ? { type: 'putClaim', claim } : { type: 'replaceClaim', id: by, claim });
  }
  if (proposed.length === 0) return null;
  const edits = await baseEdits(await publishedView(reader), proposed, 1);
  const actor: Actor = { principal: null, name: author, onBehalfOf: null, model: null };
  const draft = { kind: 'PROPOSAL', title: `Changed in the source: ${title}`, author: actor } as const;
  return (await changesets.open({ ...draft, edits: edits.map(draftOfEdit) })).changeset;
}

async function isProposed(changesets: GraphStore['changesets'], claim: ClaimDraft): Promise<boolean> {
  const id = claimId(claim);
  const fingerprint = fingerprintOf(claim);
  for (let after: number | null = null; ;) {
    const { items, hasNextPage } = await changesets.page({ touching: id, first: pageSize, after });
    for (const { id: changeset, kind } of items) {
      if (kind !== 'PROPOSAL') continue;
      const edits = await changesets.edits({ changeset, first: maxProposed, after: null });
      if (edits.items.some(({ edit }) => isSame(edit as Edit, fingerprint))) return true;
    }
    after = items.at(-1)?.number ?? null;
    if (!hasNextPage || after === null) return false;
  }
}

function isSame(edit: Edit, fingerprint: string): boolean {
  const isPut = edit.type === 'putClaim' || edit.type === 'replaceClaim';
  return isPut && fingerprintOf(edit.claim) === fingerprint;
}

/** Returns the fingerprint of a claim, without its position and without the id of the claim that it replaces. */
function fingerprintOf(claim: ClaimDraft): string {
  return claimFingerprint({ ...claim, id: claimId(claim), position: 0, supersedes: null }, claim.citations);
}
