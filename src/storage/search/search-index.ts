import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import { searchedTargetOf, searchedTextOfClaim } from '../../graph/search/search-matches.js';
import {
  searchedWords,
  searchKey,
  spellingsOf,
  type SearchedText,
} from '../../graph/search/searched-words.js';
import { tokensOf } from '../../graph/search/word-condition.js';
import { canBeMisspelt } from '../../graph/search/typo.js';
import { edgesOf } from '../../graph/search/variants.js';
import type { Cell, Columns } from '../dialect/columns.js';
import { existsByIndex } from '../dialect/conditions.js';
import type { SqlSyntax } from '../dialect/dialect.js';
import type { TextTable } from '../dialect/search-syntax.js';

/** The members of a session that the index uses. */
export interface IndexConnection {
  readonly syntax: SqlSyntax;
  rows<Row>(statement: RawBuilder<Row>): Promise<readonly Row[]>;
}

/** The revisions at which a row is valid: `since` (inclusive) to `until` (exclusive; null while the row is valid). */
export interface ValidityRange {
  readonly since: number;
  readonly until: number | null;
}

type Indexed<Item> = Item & ValidityRange;
export type IndexedConcept = Indexed<Pick<Concept, 'id' | 'name' | 'aliases' | 'summary'>>;
export type IndexedClaim = Indexed<Pick<Claim, 'id' | 'subject' | 'predicate' | 'target' | 'text' | 'value'>>;

const ranged = { since: 'integer', until: 'integer' } as const satisfies Columns;
const nameRow = {
  id: 'integer',
  concept: 'text',
  field: 'text',
  key: 'text',
  size: 'integer',
  ...ranged,
} as const satisfies Columns;
const textRow = {
  id: 'integer',
  concept: 'text',
  claim: 'text',
  target: 'text',
  ...ranged,
} as const satisfies Columns;

/**
 * When the subjects of a part have this many ended claims, the next part begins. On an embedded database, each part has a separate statement,
 * because a statement blocks the event loop.
 */
const claimsPerPart = 5_000;

const maxCachedWords = 100_000;

/** Updates the search index, in the transaction that changes or migrates the graph. */
export class SearchIndex {
  readonly #connection: IndexConnection;
  readonly #lastIds = new Map<TextTable, number>();
  /** Words that need not be added to the table `word` again. Cleared when the cache is full. */
  readonly #cachedWords = new Set<string>();

  constructor(connection: IndexConnection) {
    this.#connection = connection;
  }

  /** Indexes the names, aliases and summaries of concepts. */
  async addConcepts(concepts: readonly IndexedConcept[]): Promise<void> {
    await this.#add(
      'searched_name',
      nameRow,
      concepts.flatMap(({ id, name, aliases, since, until }) =>
        [name, ...new Set(aliases)].map((text, index) => {
          const words = searchedWords(text);
          const size = words.sequence.length;
          return { cells: [id, index === 0 ? 'NAME' : 'ALIAS', searchKey(text), size, since, until], words };
        }),
      ),
    );
    await this.#add(
      'searched_text',
      textRow,
      concepts.flatMap(({ id, summary, since, until }) =>
        summary === null ? [] : [{ cells: [id, null, null, since, until], words: searchedWords(summary) }],
      ),
    );
  }

  /** Indexes the words of claims under their subjects and their axes. Claims without words add no rows. */
  async addClaims(claims: readonly IndexedClaim[]): Promise<void> {
    await this.#add(
      'searched_text',
      textRow,
      claims.flatMap(({ since, until, ...claim }) => {
        const text = searchedTextOfClaim(claim);
        if (text === null) return [];
        const { id, subject } = claim;
        return [{ cells: [subject, id, searchedTargetOf(claim), since, until], words: searchedWords(text) }];
      }),
    );
  }

  /**
   * Ends the texts of concepts and claims that this revision has ended or replaced.
   * @param ended whether there are such concepts, and the number of such claims
   */
  async endTexts(
    revision: number,
    ended: { readonly concepts: boolean; readonly claims: number },
  ): Promise<void> {
    const { syntax } = this.#connection;
    const isOf = (selection: RawBuilder<unknown>) => syntax.isSelected(sql`concept`, selection);
    if (ended.concepts) {
      const concepts = sql`select c.id from concept c where c.until = ${revision}`;
      await this.#end('searched_name', revision, isOf(concepts));
      await nextTurn();
      await this.#end('searched_text', revision, sql`claim is null and ${isOf(concepts)}`);
      await nextTurn();
    }
    if (ended.claims === 0) return;
    const isEnded = existsByIndex(
      sql`select 1 from claim c where c.id = searched_text.claim and c.until = ${revision}`,
    );
    // The additional restriction to the subjects makes the database use the index by concept.
    for await (const subjects of this.#subjectsOfEnded(revision, ended.claims)) {
      const condition = sql`claim is not null and ${isOf(subjects)} and ${isEnded}`;
      await this.#end('searched_text', revision, condition);
    }
  }

  /** Ends the texts that match a condition. */
  async #end(table: TextTable, revision: number, condition: RawBuilder<unknown>): Promise<void> {
    await this.#connection.rows(sql`
      update ${sql.table(table)} set until = ${revision}
      where until is null and since < ${revision} and ${condition}`);
  }

  /** Selects the subjects of ended claims: in parts on an embedded database, because its statements block the event loop. */
  async *#subjectsOfEnded(revision: number, count: number): AsyncGenerator<RawBuilder<unknown>, void> {
    const { syntax } = this.#connection;
    if (!syntax.isEmbedded || count <= claimsPerPart) {
      yield sql`select distinct c.subject from claim c where c.until = ${revision}`;
      return;
    }
    const counts = new Map<string, number>();
    for (let last = '', isLast = false; !isLast;) {
      const rows: readonly { readonly id: string; readonly subject: string }[] = await this.#connection
        .rows(sql`
        select c.id, c.subject from claim c where c.until = ${revision} and c.id > ${last}
        order by c.id limit ${claimsPerPart}`);
      for (const { subject } of rows) counts.set(subject, (counts.get(subject) ?? 0) + 1);
      last = rows.at(-1)?.id ?? '';
      isLast = rows.length < claimsPerPart;
      await nextTurn();
    }
    let part: string[] = [];
    let inPart = 0;
    for (const [subject, claims] of counts) {
      part.push(subject);
      inPart += claims;
      if (inPart < claimsPerPart) continue;
      yield sql`select k.key from ${syntax.keySet(part)} k`;
      await nextTurn();
      [part, inPart] = [[], 0];
    }
    if (part.length > 0) yield sql`select k.key from ${syntax.keySet(part)} k`;
  }

  async #add(
    table: TextTable,
    columns: Columns,
    texts: readonly { readonly cells: readonly Cell[]; readonly words: SearchedText }[],
  ): Promise<void> {
    if (texts.length === 0) return;
    const { syntax } = this.#connection;
    const last = await this.#lastId(table);
    this.#lastIds.set(table, last + texts.length);
    const tokens = texts.map(({ words }) => tokensOf(words));
    const rows = texts.map(({ cells }, index) => [last + index + 1, ...cells]);
    for (const statement of syntax.search.addTexts(table, columns, rows, tokens)) {
      await this.#connection.rows(statement);
    }
    await this.#addWords(texts.map(({ words }) => spellingsOf(words)));
  }

  async #addWords(texts: readonly (readonly string[])[]): Promise<void> {
    if (this.#cachedWords.size > maxCachedWords) this.#cachedWords.clear();
    const uncached: string[] = [];
    for (const words of texts) {
      for (const word of words) {
        if (this.#cachedWords.has(word)) continue;
        this.#cachedWords.add(word);
        uncached.push(word);
      }
    }
    const rows = uncached.filter(canBeMisspelt).map((word) => [word, edgesOf(word), [...word].length]);
    if (rows.length > 0) await this.#connection.rows(this.#connection.syntax.search.addWords(rows));
  }

  /** Reads the last id of a table. Writers never run concurrently, so the next ids are free. */
  async #lastId(table: TextTable): Promise<number> {
    const cached = this.#lastIds.get(table);
    if (cached !== undefined) return cached;
    const [row] = await this.#connection.rows<{ last: number | null }>(
      sql`select max(id) as last from ${sql.table(table)}`,
    );
    return row?.last ?? 0;
  }
}
