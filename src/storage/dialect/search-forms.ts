import type { Kysely, RawBuilder } from 'kysely';
import type { Cell, Columns } from './columns.js';

/** The tables of texts that are searched; each row has an `id` of its own and the words of its text. */
export type TextTable = 'searched_name' | 'searched_text';

/** Which words a text must have. The words of a sequence stand side by side. */
export type WordCondition =
  | { readonly all: readonly WordCondition[] }
  | { readonly any: readonly WordCondition[] }
  | { readonly sequence: readonly string[]; readonly isBeginning: boolean };

/** Three letters of a word that are looked for in other words, at their beginning or anywhere. */
export interface Trigram {
  readonly letters: string;
  /** The first two letters of a word, with what stands before them. */
  readonly isFirst: boolean;
}

/** How one database indexes and finds words. What a word is, the store says: databases take texts apart differently. */
export interface SearchForms {
  /**
   * Makes the table `word (word, edges, size)`, with an index of its trigrams, and the indexes of words of
   * the tables of texts, which are there.
   */
  createIndexes(database: Kysely<unknown>): Promise<void>;
  /** Statements that add texts, each with its words. The first column is `id`. */
  addTexts(
    table: TextTable,
    columns: Columns,
    rows: readonly (readonly Cell[])[],
    words: readonly (readonly string[])[],
  ): readonly RawBuilder<unknown>[];
  /** Adds the words that the table of words does not have. */
  addWords(rows: readonly (readonly Cell[])[]): RawBuilder<unknown>;
  /** `from … where …`: the rows, by the alias `t`, of a table of texts that have the words. */
  textsWith(table: TextTable, condition: WordCondition): RawBuilder<unknown>;
  /** Selects `ordinal` and `word` once for each trigram that a word has. */
  wordsWith(trigrams: readonly (readonly [ordinal: number, trigram: Trigram])[]): RawBuilder<unknown>;
}

/** A word, its first and last letter, and how many letters it has. */
export const wordColumns = { word: 'text', edges: 'text', size: 'integer' } as const satisfies Columns;
