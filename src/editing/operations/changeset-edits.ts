import type { Changeset, ChangesetStore, EditDraft } from '../../graph/ports/changesets.js';
import type { GraphReader, GraphView } from '../../graph/ports/reading.js';
import type { Edit, EditBase, StoredEdit } from '../edit.js';
import { touchedIds } from '../named-by-edit.js';

const pageSize = 10_000;

/** Loads all edits of a changeset at its version. */
export async function loadEdits(
  store: ChangesetStore,
  { id, version }: Pick<Changeset, 'id' | 'version'>,
): Promise<readonly StoredEdit[]> {
  const edits: StoredEdit[] = [];
  for (let after: number | null = null; ; after = edits.at(-1)?.number ?? null) {
    const page = await store.edits({ changeset: id, version, first: pageSize, after });
    for (const { number, edit, base } of page.items)
      edits.push({ number, edit: edit as Edit, base: base as EditBase });
    if (!page.hasNextPage) return edits;
  }
}

/** Converts an edit to a draft for the store. */
export function draftOfEdit(stored: StoredEdit): EditDraft {
  return { edit: stored.edit, base: stored.base, touches: touchedIds(stored) };
}

/** Opens the published view. @throws {TypeError} if the reader has none */
export async function publishedView(reader: GraphReader): Promise<GraphView> {
  const view = await reader.openView();
  if (!view) throw new TypeError('Expected the published view, got none.');
  return view;
}
