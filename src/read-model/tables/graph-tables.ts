import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FeedBatch } from '../../graph/ports/feed.js';
import { graphStatistics, type GraphStatistics } from '../../graph/ports/statistics.js';
import { CitationTable } from './citation-table.js';
import { ClaimTable } from './claim-table.js';
import { ConceptTable, forever } from './concept-table.js';
import { TextHeap } from './text-heap.js';

const rowsPerTurn = 2_000;
/** The minimum number of ended rows before they are removed. They must also be at least a third of all rows. */
const minEndedRows = 10_000;

/**
 * The graph at all revisions since the tables were filled. Rows have validity ranges, so the view of an earlier
 * revision does not change while changes are added.
 */
export class GraphTables {
  readonly concepts = new ConceptTable();
  readonly claims: ClaimTable;
  readonly citations: CitationTable;
  readonly #texts = new TextHeap();
  /** The claim row of the citation that was added last. */
  #lastCiting = 0;

  constructor() {
    this.claims = new ClaimTable(this.concepts, this.#texts);
    this.citations = new CitationTable(this.#texts);
  }

  /** The size in bytes; the size of objects is estimated. */
  get byteLength(): number {
    const { concepts, claims, citations } = this;
    return concepts.byteLength + claims.byteLength + citations.byteLength + this.#texts.byteLength;
  }

  /** Whether copying the valid rows to new tables is worthwhile. */
  get isFragmented(): boolean {
    const ended = this.claims.ended + this.concepts.endedVersions;
    return ended >= minEndedRows && ended * 3 >= this.claims.length + this.concepts.length;
  }

  /** Estimates the size of the graph at the newest revision. */
  statistics(): GraphStatistics {
    const validShare = (this.claims.length - this.claims.ended) / Math.max(1, this.claims.length);
    return graphStatistics({
      concepts: this.concepts.counts(),
      claims: this.claims.counts(),
      citations: this.citations.length * validShare,
    });
  }

  /** Adds a batch of changes. Ranges of revisions must be added in order. */
  apply(batch: FeedBatch): void {
    switch (batch.type) {
      case 'ends':
        for (const { thing, id, until } of batch.rows) {
          (thing === 'CLAIM' ? this.claims : this.concepts).end(id, until);
        }
        return;
      case 'concepts':
        for (const concept of batch.rows) this.concepts.add(concept);
        return;
      case 'slugs':
        for (const slug of batch.rows) this.concepts.addSlug(slug);
        return;
      case 'claims':
        for (const claim of batch.rows) this.claims.add(claim);
        return;
      case 'citations':
        for (const citation of batch.rows) {
          // Most citations are added in the order of their claims.
          const guess = this.#lastCiting + (citation.ordinal === 0 ? 1 : 0);
          const row = this.claims.last(citation.claim, guess);
          if (row === undefined) continue;
          this.citations.add(row, citation);
          this.#lastCiting = row;
        }
        return;
    }
  }

  /** Copies the rows that are valid at a revision to new tables. Yields to the event loop between batches. */
  async copyValid(revision: number): Promise<GraphTables> {
    const tables = new GraphTables();
    for (const entry of this.concepts.entries()) {
      const version = entry.versions.find(({ until }) => until === forever);
      if (version) tables.concepts.add({ concept: version.concept, since: version.since });
    }
    for (const slug of this.concepts.slugs()) tables.concepts.addSlug(slug);
    for (let row = 0; row < this.claims.length; row += 1) {
      if (row % rowsPerTurn === 0) await nextTurn();
      if (!this.claims.isValid(row, revision)) continue;
      const newRow = tables.claims.add(this.claims.storedOf(row));
      for (const [ordinal, citation] of this.citations.of(row).entries()) {
        tables.citations.add(newRow, { ...citation, ordinal });
      }
    }
    return tables;
  }
}
