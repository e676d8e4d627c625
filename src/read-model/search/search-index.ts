import {
  searchedWords,
  searchKey,
  spellingsOf,
  type SearchedText,
} from '../../graph/search/searched-words.js';
import { searchedTargetOf, searchedTextOfClaim } from '../../graph/search/search-matches.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { lowPriority } from '../../graph/work/time-slices.js';
import { Column } from '../tables/column.js';
import type { ConceptVersion } from '../tables/concept-table.js';
import type { GraphTables } from '../tables/graph-tables.js';
import { SpellingIndex } from './spelling-index.js';
import { TextIndex } from './text-index.js';
import { TokenTable } from './token-table.js';

/** A name or an alias of one version of a concept. */
export interface IndexedName {
  readonly version: ConceptVersion;
  readonly concept: number;
  readonly field: 'NAME' | 'ALIAS';
  /** The number of words. */
  readonly size: number;
}

/** The maximum number of rows that a search indexes. More rows are indexed in the background. */
const maxPending = 2_000;
const rowsPerStep = 50;
const nameBytes = 80;

/**
 * The words of the concepts and claims of tables, for searches in memory. The index is filled from the first search on,
 * so it takes no memory for a graph that is never searched. Rows are never removed; a search checks whether they are
 * valid.
 */
export class SearchIndex {
  readonly tables: GraphTables;
  readonly #budget: number;
  #contents: IndexContents | null;
  /** The background work, while it runs. */
  #filling: Promise<void> | undefined;
  #isStopped = false;

  /** @param budget the maximum size of the tables and the index together in bytes; beyond it, the index is released */
  constructor(tables: GraphTables, budget: number) {
    this.tables = tables;
    this.#budget = budget;
    this.#contents = new IndexContents();
  }

  get byteLength(): number {
    return this.#contents?.byteLength ?? 0;
  }

  /**
   * Returns the contents if a search can use them after a few steps. Otherwise returns null, and fills the contents in
   * the background, unless the index was stopped. Also returns null after the tables and the contents have exceeded the budget.
   */
  open(): IndexContents | null {
    const contents = this.#contents;
    if (!contents || contents.pendingOf(this.tables) <= maxPending) return contents;
    if (!this.#isStopped) this.#filling ??= this.#fill(contents);
    return null;
  }

  /** Waits until the background work has ended; returns immediately if no work is running. */
  async filled(): Promise<void> {
    await this.#filling;
  }

  /** Ends the background work. */
  stop(): void {
    this.#isStopped = true;
  }

  async #fill(contents: IndexContents): Promise<void> {
    await inSlices(this.#fillInSteps(contents), lowPriority);
    this.#filling = undefined;
  }

  *#fillInSteps(contents: IndexContents): Steps<void> {
    for (const _ of contents.fillFrom(this.tables)) {
      if (this.#isStopped) return;
      if (this.tables.byteLength + contents.byteLength > this.#budget) {
        this.#contents = null;
        return;
      }
      yield;
    }
  }
}

/** The indexed words of names, and of summaries and claims. */
export class IndexContents {
  readonly #tokens = new TokenTable();
  readonly #keyTokens = new TokenTable();
  readonly spellings = new SpellingIndex();
  readonly names = new TextIndex(this.#tokens);
  /** The keys of the names, each as a text of one word with the number of the name. */
  readonly keys = new TextIndex(this.#keyTokens);
  readonly texts = new TextIndex(this.#tokens);
  readonly #indexedNames: IndexedName[] = [];
  /** The concept of each text, its axis (from 1; 0 for none), and the row of its claim (from 1; 0 for a summary). */
  readonly #concepts = Column.ofIntegers();
  readonly #targets = Column.ofIntegers();
  readonly #claims = Column.ofIntegers();
  readonly #summaries = new Map<number, ConceptVersion>();
  #indexedVersions = 0;
  #indexedClaims = 0;

  get byteLength(): number {
    return [
      this.#tokens,
      this.#keyTokens,
      this.spellings,
      this.names,
      this.keys,
      this.texts,
      this.#concepts,
      this.#targets,
      this.#claims,
    ].reduce((sum, { byteLength }) => sum + byteLength, this.#indexedNames.length * nameBytes);
  }

  /** Returns the number of rows of tables that are not indexed yet. */
  pendingOf({ concepts, claims }: GraphTables): number {
    return concepts.versions.length - this.#indexedVersions + claims.length - this.#indexedClaims;
  }

  /** Indexes the rows of tables that are not indexed yet. Several calls may share the work. */
  *fillFrom({ concepts, claims }: GraphTables): Steps<void> {
    while (this.#indexedVersions < concepts.versions.length) {
      const version = concepts.versions[this.#indexedVersions] as ConceptVersion;
      this.#indexedVersions += 1;
      this.#addConcept(version, concepts.numberOf(version.concept.id));
      if (this.#indexedVersions % rowsPerStep === 0) yield;
    }
    while (this.#indexedClaims < claims.length) {
      const row = this.#indexedClaims;
      this.#indexedClaims += 1;
      const text = searchedTextOfClaim(claims.searchedPartsOf(row));
      if (text !== null) this.#addClaim(row, text, claims.subjectOf(row), targetOf(row));
      if (this.#indexedClaims % rowsPerStep === 0) yield;
    }
    yield* this.#tokens.order();
    yield* this.#keyTokens.order();

    function targetOf(row: number): number {
      const target = claims.targetOf(row);
      return searchedTargetOf({ predicate: claims.namedPredicateOf(row), target }) ?? -1;
    }
  }

  nameOf(number: number): IndexedName {
    return this.#indexedNames[number] as IndexedName;
  }

  conceptOf(text: number): number {
    return this.#concepts.get(text);
  }

  /** Returns the number of the axis of a text; -1 without an axis. */
  targetOf(text: number): number {
    return this.#targets.get(text) - 1;
  }

  /** Returns the row of the claim of a text; -1 for a summary. */
  claimOf(text: number): number {
    return this.#claims.get(text) - 1;
  }

  summaryOf(text: number): ConceptVersion | undefined {
    return this.#summaries.get(text);
  }

  #addConcept(version: ConceptVersion, concept: number): void {
    const { name, aliases, summary } = version.concept;
    for (const [index, text] of [name, ...new Set(aliases)].entries()) {
      const words = searchedWords(text);
      const size = words.sequence.length;
      this.#addSpellings(words);
      this.names.add(words);
      const key = searchKey(text);
      this.keys.add({ sequence: [{ word: key, spelling: key, start: 0, end: 0 }], forms: [] });
      this.#indexedNames.push({ version, concept, field: index === 0 ? 'NAME' : 'ALIAS', size });
    }
    if (summary === null) return;
    this.#summaries.set(this.#addText(summary, concept), version);
  }

  #addClaim(row: number, text: string, concept: number, target: number): void {
    const number = this.#addText(text, concept);
    this.#claims.set(number, row + 1);
    this.#targets.set(number, target + 1);
  }

  #addText(text: string, concept: number): number {
    const words = searchedWords(text);
    this.#addSpellings(words);
    const number = this.texts.add(words);
    this.#concepts.set(number, concept);
    return number;
  }

  #addSpellings(words: SearchedText): void {
    for (const word of spellingsOf(words)) this.spellings.add(word);
  }
}
