import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FeedBatch } from '../../graph/ports/feed.js';
import { graphStatistics, type GraphStatistics } from '../../graph/ports/statistics.js';
import type { ChangedRows } from './changed-rows.js';
import { runToEnd, type Steps } from '../../graph/work/steps.js';
import { CitationTable } from './citation-table.js';
import { ClaimTable } from './claim-table.js';
import { ConceptTable, forever } from './concept-table.js';
import { TextHeap } from './text-heap.js';

const rowsPerTurn = 2_000;
const conceptsPerTurn = 500;
const rowsPerStep = 256;
/** Ended rows are removed only if they are at least this many, and at least a third of the number of claim rows and concepts. */
const minEndedRows = 10_000;

function* eachInSteps<Row>(rows: readonly Row[], add: (row: Row) => void): Steps<void> {
  for (const [index, row] of rows.entries()) {
    add(row);
    if (index % rowsPerStep === rowsPerStep - 1) yield;
  }
}

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

  /** Adds a batch of changes. The batches of earlier revisions must be added first. */
  apply(batch: FeedBatch): void {
    runToEnd(this.applying(batch));
  }

  /**
   * Adds a batch of changes in steps. The batches of earlier revisions must be added first.
   * @param changed records the rows that the batch changes
   */
  *applying(batch: FeedBatch, changed?: ChangedRows): Steps<void> {
    switch (batch.type) {
      case 'ends':
        return yield* eachInSteps(batch.rows, ({ thing, id, until }) => {
          if (thing === 'CLAIM') {
            const row = this.claims.end(id, until);
            changed?.addClaim(row);
            return;
          }
          this.concepts.end(id, until);
          changed?.addConcept(id);
        });
      case 'concepts':
        return yield* eachInSteps(batch.rows, (concept) => {
          this.concepts.add(concept);
          changed?.addConcept(concept.concept.id);
        });
      case 'slugs':
        return yield* eachInSteps(batch.rows, (slug) => {
          this.concepts.addSlug(slug);
          changed?.addSlug(slug);
        });
      case 'claims':
        return yield* eachInSteps(batch.rows, (claim) => {
          const row = this.claims.add(claim);
          changed?.addClaim(row);
        });
      case 'citations':
        return yield* eachInSteps(batch.rows, (citation) => {
          // Most citations are added in the order of their claims.
          const guess = this.#lastCiting + (citation.ordinal === 0 ? 1 : 0);
          const row = this.claims.last(citation.claim, guess);
          if (row === undefined) return;
          this.citations.add(row, citation);
          this.#lastCiting = row;
        });
    }
  }

  /** Copies the valid rows and all slugs to new tables. Yields to the event loop between batches. @param revision the newest revision */
  async copyValid(revision: number): Promise<GraphTables> {
    const tables = new GraphTables();
    for (const [index, entry] of this.concepts.entries().entries()) {
      if (index % conceptsPerTurn === 0) await nextTurn();
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
