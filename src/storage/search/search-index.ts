import { sql, type RawBuilder } from 'kysely';
import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import { searchedTextOf } from '../../graph/search/search-matches.js';
import { searchedWords, searchKey } from '../../graph/search/searched-words.js';
import { canBeMisspelt } from '../../graph/search/typo.js';
import type { Cell, Columns } from '../dialect/columns.js';
import type { SqlSyntax } from '../dialect/dialect.js';
import type { TextTable } from '../dialect/search-syntax.js';

/** The members of a session that the index uses. */
interface Connection {
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
export type IndexedClaim = Indexed<Pick<Claim, 'id' | 'subject' | 'text' | 'value'>>;

const ranged = { since: 'integer', until: 'integer' } as const satisfies Columns;
const nameRow = {
  id: 'integer',
  concept: 'text',
  field: 'text',
  key: 'text',
  ...ranged,
} as const satisfies Columns;
const textRow = { id: 'integer', concept: 'text', claim: 'text', ...ranged } as const satisfies Columns;

const maxCachedWords = 100_000;

/** Updates the tables of searched texts, in the transaction that changes the graph. */
export class SearchIndex {
  readonly #connection: Connection;
  readonly #lastIds = new Map<TextTable, number>();
  /** Words that are already in the table `word`. Cleared when the cache is full. */
  readonly #cachedWords = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Indexes the names, aliases and summaries of concepts. */
  async addConcepts(concepts: readonly IndexedConcept[]): Promise<void> {
    await this.#add(
      'searched_name',
      nameRow,
      concepts.flatMap(({ id, name, aliases, since, until }) =>
        [name, ...new Set(aliases)].map((text, index) => ({
          cells: [id, index === 0 ? 'NAME' : 'ALIAS', searchKey(text), since, until],
          text,
        })),
      ),
    );
    await this.#add(
      'searched_text',
      textRow,
      concepts.flatMap(({ id, summary, since, until }) =>
        summary === null ? [] : [{ cells: [id, null, since, until], text: summary }],
      ),
    );
  }

  /** Indexes the words of claims under their subjects. Claims without words add no rows. */
  async addClaims(claims: readonly IndexedClaim[]): Promise<void> {
    await this.#add(
      'searched_text',
      textRow,
      claims.flatMap(({ id, subject, text, value, since, until }) => {
        const texts = [text, searchedTextOf(value)].filter((each) => each !== null);
        return texts.length === 0 ? [] : [{ cells: [subject, id, since, until], text: texts.join('\n') }];
      }),
    );
  }

  /** Ends the texts of concepts and claims that this revision has ended or replaced. */
  async endTexts(
    revision: number,
    ended: { readonly concepts: boolean; readonly claims: boolean },
  ): Promise<void> {
    const concepts = sql`select c.id from concept c where c.until = ${revision}`;
    const claims = sql`select c.id from claim c where c.until = ${revision}`;
    const subjects = sql`select c.subject from claim c where c.until = ${revision}`;
    const end = (table: TextTable, condition: RawBuilder<unknown>) =>
      this.#connection.rows(sql`
        update ${sql.table(table)} set until = ${revision}
        where until is null and since < ${revision} and ${condition}`);
    if (ended.concepts) {
      await end('searched_name', sql`concept in (${concepts})`);
      await end('searched_text', sql`claim is null and concept in (${concepts})`);
    }
    // The additional restriction to the subjects makes the database use the index by concept.
    if (ended.claims) await end('searched_text', sql`claim in (${claims}) and concept in (${subjects})`);
  }

  async #add(
    table: TextTable,
    columns: Columns,
    texts: readonly { readonly cells: readonly Cell[]; readonly text: string }[],
  ): Promise<void> {
    if (texts.length === 0) return;
    const { syntax } = this.#connection;
    const last = await this.#lastId(table);
    this.#lastIds.set(table, last + texts.length);
    const words = texts.map(({ text }) => {
      const { sequence, forms } = searchedWords(text);
      return [...sequence, ...forms].map(({ word }) => word);
    });
    const rows = texts.map(({ cells }, index) => [last + index + 1, ...cells]);
    for (const statement of syntax.search.addTexts(table, columns, rows, words)) {
      await this.#connection.rows(statement);
    }
    await this.#addWords(words);
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

  /** The last id of a table. Writers never run concurrently, so the next ids are free. */
  async #lastId(table: TextTable): Promise<number> {
    const cached = this.#lastIds.get(table);
    if (cached !== undefined) return cached;
    const [row] = await this.#connection.rows<{ last: number | null }>(
      sql`select max(id) as last from ${sql.table(table)}`,
    );
    return row?.last ?? 0;
  }
}

/** The first and the last letter of a word. Most typos do not change them. */
export function edgesOf(word: string): string {
  const letters = [...word];
  return `${letters[0] ?? ''}${letters.at(-1) ?? ''}`;
}
