import { GraphTables } from '../../src/read-model/tables/graph-tables.js';
import { RevisionLog } from '../../src/read-model/log/revision-log.js';
import { SearchIndex } from '../../src/read-model/search/search-index.js';
import { MeasuredSpreads } from '../../src/read-model/view/measured-spreads.js';
import { ViewCaches } from '../../src/read-model/view/view-caches.js';
import { InMemoryView } from '../../src/read-model/view/in-memory-view.js';
import { conceptKinds } from '../../src/graph/concept.js';
import type { GraphView } from '../../src/graph/ports/reading.js';
import type { GraphStore } from '../../src/graph/ports/writing.js';

/**
 * Returns a function that creates in-memory views of a graph. In each view, the data that all requests of a revision share are already computed,
 * such as sorted claims, lists of concepts and statistics. No other data are cached.
 */
export async function coldViewsOf(store: GraphStore): Promise<() => Promise<GraphView>> {
  const revision = await store.feed.newest();
  const tables = new GraphTables();
  for await (const batch of store.feed.between(0, revision.number)) tables.apply(batch);
  tables.concepts.orderSlugs();
  const stored = await store.reader.openView();
  if (!stored) throw new TypeError('Expected a published view, got none.');
  for (const entry of tables.concepts.entries()) {
    tables.claims.about(entry);
    tables.claims.toward(entry);
    tables.claims.citing(entry);
  }
  const search = new SearchIndex(tables, Number.POSITIVE_INFINITY);
  search.open();
  await search.filled();
  return async () => {
    const log = new RevisionLog(revision.number);
    const caches = new ViewCaches(new MeasuredSpreads(log));
    const view = new InMemoryView(search, revision, caches, log, () => stored);
    for (const kind of conceptKinds) {
      for (const orderBy of ['NAME', 'SLUG'] as const) {
        const { items } = view.conceptPage({ kind, orderBy, filter: {}, first: 1, after: null });
        const keys = items.map(({ id }) => id);
        view.claimPages({ by: 'target', keys, filter: {}, first: 1, after: null });
      }
    }
    view.statistics();
    return view;
  };
}
