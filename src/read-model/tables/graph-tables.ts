import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FeedBatch } from '../../graph/ports/feed.js';
import { graphStatistics, type GraphStatistics } from '../../graph/ports/statistics.js';
import { CitationTable } from './citation-table.js';
import { ClaimTable } from './claim-table.js';
import { ConceptTable, forever } from './concept-table.js';
import { TextHeap } from './text-heap.js';

const rowsAtOnce = 2_000;
/** Ended rows are let go when there are so many, and as many as a third of all. */
const endedAtLeast = 10_000;

/**
 * The graph at the revisions from the one that it was filled at on: rows hold from a revision on until before another,
 * so that a view of an earlier one stays as it is while changes come.
 */
export class GraphTables {
  readonly concepts = new ConceptTable();
  readonly claims: ClaimTable;
  readonly citations: CitationTable;
  readonly #texts = new TextHeap();
  /** The row of the claim whose citation came last. */
  #lastCiting = 0;

  constructor() {
    this.claims = new ClaimTable(this.concepts, this.#texts);
    this.citations = new CitationTable(this.#texts);
  }

  /** What they take, in bytes; of objects, an estimate. */
  get byteLength(): number {
    const { concepts, claims, citations } = this;
    return concepts.byteLength + claims.byteLength + citations.byteLength + this.#texts.byteLength;
  }

  /** Whether it would pay to take over what holds into other tables. */
  get isWorn(): boolean {
    const ended = this.claims.ended + this.concepts.endedVersions;
    return ended >= endedAtLeast && ended * 3 >= this.claims.length + this.concepts.length;
  }

  /** How much holds now. */
  statistics(): GraphStatistics {
    const held = (this.claims.length - this.claims.ended) / Math.max(1, this.claims.length);
    return graphStatistics({
      concepts: this.concepts.counts(),
      claims: this.claims.counts(),
      citations: this.citations.length * held,
    });
  }

  /** Takes a batch of what a range of revisions has brought; ranges come in their order. */
  take(batch: FeedBatch): void {
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
          // Citations lie as the claims do, for the most part.
          const guess = this.#lastCiting + (citation.ordinal === 0 ? 1 : 0);
          const row = this.claims.last(citation.claim, guess);
          if (row === undefined) continue;
          this.citations.add(row, citation);
          this.#lastCiting = row;
        }
        return;
    }
  }

  /** Other tables, with what holds at a revision. Others are served meanwhile. */
  async takenOver(revision: number): Promise<GraphTables> {
    const tables = new GraphTables();
    for (const entry of this.concepts.entries()) {
      const version = entry.versions.find(({ until }) => until === forever);
      if (version) tables.concepts.add({ concept: version.concept, since: version.since });
    }
    for (const slug of this.concepts.slugs()) tables.concepts.addSlug(slug);
    for (let row = 0; row < this.claims.length; row += 1) {
      if (row % rowsAtOnce === 0) await nextTurn();
      if (!this.claims.holds(row, revision)) continue;
      const taken = tables.claims.add(this.claims.storedOf(row));
      for (const [ordinal, citation] of this.citations.of(row).entries()) {
        tables.citations.add(taken, { ...citation, ordinal });
      }
    }
    return tables;
  }
}
