import { sql, type RawBuilder } from 'kysely';
import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import { wordsOfValue } from '../../graph/search/search-matches.js';
import { searchedWords, searchKey } from '../../graph/search/searched-words.js';
import { canBeMisspelt } from '../../graph/search/typo.js';
import type { Cell, Columns } from '../dialect/columns.js';
import type { SqlForms } from '../dialect/dialect.js';
import type { TextTable } from '../dialect/search-forms.js';

/** What the index needs of a connection. */
interface Connection {
  readonly forms: SqlForms;
  rows<Row>(statement: RawBuilder<Row>): Promise<readonly Row[]>;
}

/** From when on a row holds, and, where it does no longer, until when. */
export interface Held {
  readonly since: number;
  readonly until: number | null;
}

type Indexed<Thing> = Thing & Held;
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

const rememberedWords = 100_000;

/** Keeps the tables of texts that are searched, in the transaction of whoever changes the graph. */
export class SearchIndex {
  readonly #connection: Connection;
  readonly #lastIds = new Map<TextTable, number>();
  /** Words that the table of words has, as far as they have come lately. */
  readonly #knownWords = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Makes concepts findable by their names, aliases and summaries. */
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

  /** Makes the subjects of claims findable by the claims' words; claims without words cost nothing. */
  async addClaims(claims: readonly IndexedClaim[]): Promise<void> {
    await this.#add(
      'searched_text',
      textRow,
      claims.flatMap(({ id, subject, text, value, since, until }) => {
        const texts = [text, wordsOfValue(value)].filter((each) => each !== null);
        return texts.length === 0 ? [] : [{ cells: [subject, id, since, until], text: texts.join('\n') }];
      }),
    );
  }

  /** Ends the texts of what this revision has ended, or has put in another form. */
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
    // By way of the subjects, so that one index will do.
    if (ended.claims) await end('searched_text', sql`claim in (${claims}) and concept in (${subjects})`);
  }

  async #add(
    table: TextTable,
    columns: Columns,
    texts: readonly { readonly cells: readonly Cell[]; readonly text: string }[],
  ): Promise<void> {
    if (texts.length === 0) return;
    const { forms } = this.#connection;
    const last = await this.#lastId(table);
    this.#lastIds.set(table, last + texts.length);
    const words = texts.map(({ text }) => {
      const { sequence, forms: others } = searchedWords(text);
      return [...sequence, ...others].map(({ word }) => word);
    });
    const rows = texts.map(({ cells }, index) => [last + index + 1, ...cells]);
    for (const statement of forms.search.addTexts(table, columns, rows, words)) {
      await this.#connection.rows(statement);
    }
    await this.#addWords(words);
  }

  async #addWords(texts: readonly (readonly string[])[]): Promise<void> {
    if (this.#knownWords.size > rememberedWords) this.#knownWords.clear();
    const fresh: string[] = [];
    for (const words of texts) {
      for (const word of words) {
        if (this.#knownWords.has(word)) continue;
        this.#knownWords.add(word);
        fresh.push(word);
      }
    }
    const rows = fresh.filter(canBeMisspelt).map((word) => [word, edgesOf(word), [...word].length]);
    if (rows.length > 0) await this.#connection.rows(this.#connection.forms.search.addWords(rows));
  }

  /** Writers come one after another, so ids can be counted on from the last. */
  async #lastId(table: TextTable): Promise<number> {
    const known = this.#lastIds.get(table);
    if (known !== undefined) return known;
    const [row] = await this.#connection.rows<{ last: number | null }>(
      sql`select max(id) as last from ${sql.table(table)}`,
    );
    return row?.last ?? 0;
  }
}

/** The first and the last letter of a word: what most typos leave as they are. */
export function edgesOf(word: string): string {
  const letters = [...word];
  return `${letters[0] ?? ''}${letters.at(-1) ?? ''}`;
}
