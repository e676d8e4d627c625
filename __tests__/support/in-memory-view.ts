import type { Concept } from '../../src/graph/concept.js';
import { claimId } from '../../src/graph/identity.js';
import type { ClaimDraft } from '../../src/graph/ports/writing.js';
import { RevisionLog } from '../../src/read-model/log/revision-log.js';
import { SearchIndex } from '../../src/read-model/search/search-index.js';
import { GraphTables } from '../../src/read-model/tables/graph-tables.js';
import { MeasuredSpreads } from '../../src/read-model/view/measured-spreads.js';
import { ViewCaches } from '../../src/read-model/view/view-caches.js';
import { InMemoryView } from '../../src/read-model/view/in-memory-view.js';
import { withoutKey } from './revision-note.js';

const revision = {
  number: 1,
  time: '',
  author: '',
  message: '',
  origin: 'EDIT',
  epoch: '',
  ...withoutKey,
} as const;

/** Creates a view of concepts and claims that exist only in memory, and indexes all searched texts. */
export async function inMemoryViewOf(
  concepts: Iterable<Concept>,
  claims: Iterable<ClaimDraft>,
): Promise<InMemoryView> {
  const tables = new GraphTables();
  tables.apply({ type: 'concepts', rows: [...concepts].map((concept) => ({ concept, since: 1 })) });
  const rows = [...claims].map(({ citations: _, ...claim }) => ({
    ...claim,
    id: claimId(claim),
    value: claim.value && JSON.stringify(claim.value),
    qualifiers: null,
    since: 1,
  }));
  tables.apply({ type: 'claims', rows });
  const search = new SearchIndex(tables, Number.POSITIVE_INFINITY);
  search.open();
  await search.filled();
  const log = new RevisionLog(revision.number);
  const caches = new ViewCaches(new MeasuredSpreads(log));
  return new InMemoryView(search, revision, caches, log, () => {
    throw new Error('Expected a read from memory, got a read from the store.');
  });
}
