import type { EditDraft, EditDrafts, EditTouch } from '../../graph/ports/changesets.js';
import type { GraphReader, GraphView } from '../../graph/ports/reading.js';
import type { EditBase, StoredEdit } from '../edit.js';
import { touchedIds, visitTouchedIds } from '../named-by-edit.js';

/** Converts an edit to a draft for the store. */
export function draftOfEdit(stored: StoredEdit): EditDraft {
  return { edit: stored.edit, base: stored.base, touches: touchedIds(stored) };
}

/**
 * Converts the edits of a new changeset. An id that several edits touch is stored only with the first of them, because an import or a revert
 * names the same few concepts in many edits.
 * @param storesStates whether the states of the bases are stored: see `RecordedEdit`
 */
export function newDrafts(edits: readonly StoredEdit[], storesStates = true): EditDrafts {
  return { length: edits.length, [Symbol.iterator]: () => draftsOf(edits, storesStates) };
}

function* draftsOf(edits: readonly StoredEdit[], storesStates: boolean): Generator<EditDraft, void> {
  const touched = new Set<string>();
  let revisionOnly: Pick<EditBase, 'revision'> = { revision: 0 };
  for (const { edit, base } of edits) {
    if (revisionOnly.revision !== base.revision) revisionOnly = { revision: base.revision };
    const touches: string[] = [];
    visitTouchedIds(edit, base, (id) => {
      if (touched.has(id)) return;
      touched.add(id);
      touches.push(id);
    });
    yield { edit, base: storesStates ? base : revisionOnly, touches };
  }
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
