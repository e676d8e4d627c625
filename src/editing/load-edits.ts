import type { Changeset, ChangesetStore } from '../graph/ports/changesets.js';
import type { Edit, EditBase, StoredEdit } from './edit.js';

/** The edits of a page are parsed in one turn of the event loop. */
const pageSize = 1_000;

/** Loads all edits of a changeset at its version. */
export async function loadEdits(
  store: Pick<ChangesetStore, 'edits'>,
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
