import type { Changeset, ChangesetStore } from '../graph/ports/changesets.js';
import type { GraphReader } from '../graph/ports/reading.js';
import { sharedBases } from './base-edits.js';
import type { EditBase, RecordedEdit, StoredEdit } from './edit.js';

/** The edits of a page are parsed in one turn of the event loop. */
const pageSize = 1_000;

/** The parts of a store from which edits are loaded. */
export interface EditSource {
  readonly changesets: Pick<ChangesetStore, 'edits'>;
  readonly reader: GraphReader;
}

/** Loads all edits of a changeset at its version. If only the revision of a base is stored, reads its concepts and claims from the view of that revision. */
export async function loadEdits(
  { changesets, reader }: EditSource,
  { id, version }: Pick<Changeset, 'id' | 'version'>,
): Promise<readonly StoredEdit[]> {
  const edits: RecordedEdit[] = [];
  for (let after: number | null = null; ; after = edits.at(-1)?.number ?? null) {
    const page = await changesets.edits({ changeset: id, version, first: pageSize, after });
    edits.push(...(page.items as readonly RecordedEdit[]));
    if (!page.hasNextPage) return withStates(reader, edits);
  }
}

async function withStates(
  reader: GraphReader,
  edits: readonly RecordedEdit[],
): Promise<readonly StoredEdit[]> {
  const incomplete = edits.filter((each) => !hasStates(each));
  const read = new Map<number, EditBase>();
  for (const revision of new Set(incomplete.map(({ base }) => base.revision))) {
    const view = await reader.openView(revision);
    if (!view) throw new TypeError(`Expected revision ${revision}, the base of an edit, got none.`);
    const ofRevision = incomplete.filter(({ base }) => base.revision === revision);
    const baseOf = await sharedBases(
      view,
      ofRevision.map(({ edit }) => edit),
    );
    ofRevision.forEach(({ number }, index) => read.set(number, baseOf(index)));
  }
  return edits.map((each) => (hasStates(each) ? each : { ...each, base: read.get(each.number) as EditBase }));
}

function hasStates(edit: RecordedEdit): edit is StoredEdit {
  return 'claims' in edit.base;
}
