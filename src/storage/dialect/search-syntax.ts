import type { Kysely, RawBuilder } from 'kysely';
import type { Trigram } from '../../graph/search/variants.js';
import type { WordCondition } from '../../graph/search/word-condition.js';
import type { Cell, Columns } from './columns.js';

/** The tables of searched texts. Each row has a unique `id`. */
export type TextTable = 'searched_name' | 'searched_text';

/** The SQL with which one database indexes and finds words. The store splits texts into words, because databases split texts differently. */
export interface SearchSyntax {
  /**
   * Creates the table `word (word, edges, size)` with a trigram index, and the word indexes of the tables of searched texts. The tables of
   * searched texts must exist.
   */
  createIndexes(database: Kysely<unknown>): Promise<void>;
  /** The statements that remove everything from the search index. */
  readonly clear: readonly RawBuilder<unknown>[];
  /** Returns the statements that add texts with their words. The first column is `id`. */
  addTexts(
    table: TextTable,
    columns: Columns,
    rows: readonly (readonly Cell[])[],
    words: readonly (readonly string[])[],
  ): readonly RawBuilder<unknown>[];
  /** Returns the statement that adds new words to the table `word`, and skips words that are already in it. */
  addWords(rows: readonly (readonly Cell[])[]): RawBuilder<unknown>;
  /** Returns the clause `from … where …` for a table of searched texts. It selects the rows `t` that satisfy a condition. */
  textsWith(table: TextTable, condition: WordCondition): RawBuilder<unknown>;
  /** Returns the statement that selects `ordinal` and `word`: one row for each given trigram and each word that matches it. */
  wordsWith(trigrams: readonly (readonly [ordinal: number, trigram: Trigram])[]): RawBuilder<unknown>;
}

/** A row of the table `word`: the word, its first and last letter, and its number of letters. */
export const wordColumns = { word: 'text', edges: 'text', size: 'integer' } as const satisfies Columns;
