import type { EditDraft, EditTouch } from '../../graph/ports/changesets.js';
import type { GraphReader, GraphView } from '../../graph/ports/reading.js';
import type { Steps } from '../../graph/work/steps.js';
import type { StoredEdit } from '../edit.js';
import { touchedIds } from '../named-by-edit.js';

/** Converts an edit to a draft for the store. */
export function draftOfEdit(stored: StoredEdit): EditDraft {
  return { edit: stored.edit, base: stored.base, touches: touchedIds(stored) };
}

/** The number of edits that are converted between two yields: the ids of the claims that they put are hashes. */
const editsPerStep = 500;

/**
 * Converts the edits of a new changeset. An id that several edits touch is stored only with the first of them, because an import or a revert
 * names the same few concepts in many edits.
 * @param storesStates whether the states of the bases are stored: see `RecordedEdit`
 */
export function* newDrafts(edits: readonly StoredEdit[], storesStates = true): Steps<readonly EditDraft[]> {
  const touched = new Set<string>();
  const drafts: EditDraft[] = [];
  for (const { edit, base } of edits) {
    const touches = touchedIds({ edit, base }).filter((id) => !touched.has(id));
    for (const id of touches) touched.add(id);
    drafts.push({ edit, base: storesStates ? base : { revision: base.revision }, touches });
    if (drafts.length % editsPerStep === 0) yield;
  }
  return drafts;
}

/**
 * Finds the ids that both removed and remaining edits touch, each with the first of these remaining edits. The ids may
 * be stored only with the removed edits: see `newDrafts`.
 */
export function remainingTouches(
  removed: readonly StoredEdit[],
  remaining: readonly StoredEdit[],
): readonly EditTouch[] {
  const lost = new Set(removed.flatMap(touchedIds));
  const touches: EditTouch[] = [];
  for (const stored of remaining) {
    if (lost.size === 0) break;
    for (const id of touchedIds(stored)) if (lost.delete(id)) touches.push({ id, edit: stored.number });
  }
  return touches;
}

/** Opens the published view. @throws {TypeError} if the reader has none */
export async function publishedView(reader: GraphReader): Promise<GraphView> {
  const view = await reader.openView();
  if (!view) throw new TypeError('Expected the published view, got none.');
  return view;
}
