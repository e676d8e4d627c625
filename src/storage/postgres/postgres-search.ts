import { sql } from 'kysely';
import type { WordCondition } from '../../graph/search/word-condition.js';
import type { SqlSyntax } from '../dialect/dialect.js';
import { wordColumns, type SearchSyntax } from '../dialect/search-syntax.js';

/**
 * Creates the SQL of word search with PostgreSQL's full-text search, and with trigrams of pg_trgm for misspelt words.
 * The store splits texts into words, and PostgreSQL uses no dictionary, so that both databases return equal results.
 */
export function postgresSearch(rowSet: SqlSyntax['rowSet']): SearchSyntax {
  return {
    async createIndexes(database) {
      await sql`create extension if not exists pg_trgm`.execute(database);
      // Filling the index of a large graph may take longer than the timeout of other statements.
      await sql`set local statement_timeout = 0`.execute(database);
      for (const table of ['searched_name', 'searched_text']) {
        await sql`alter table ${sql.table(table)} add column words tsvector not null`.execute(database);
        await sql`create index ${sql.ref(`${table}_words`)} on ${sql.table(table)} using gin (words)`.execute(
          database,
        );
      }
      await sql`
        create table word (word text collate "C" primary key, edges text collate "C" not null, size integer not null)`.execute(
        database,
      );
      await sql`create index word_by_edges on word (edges, size, word)`.execute(database);
      await sql`create index word_trigrams on word using gin (word gin_trgm_ops)`.execute(database);
    },
    clear: ['searched_name', 'searched_text', 'word'].map((table) => sql`delete from ${sql.ref(table)}`),
    addTexts(table, columns, rows, words) {
      const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
      const withWords = rows.map((row, index) => [...row, vectorOf(words[index] ?? [])]);
      return [
        sql`
          insert into ${sql.table(table)} (${names}, words)
          select ${names}, words::tsvector from ${rowSet({ ...columns, words: 'text' }, withWords)} fresh`,
      ];
    },
    addWords: (rows) => sql`
      insert into word (word, edges, size)
      select word, edges, size from ${rowSet(wordColumns, rows)} fresh order by word
      on conflict do nothing`,
    textsWith: (table, condition) =>
      sql`from ${sql.table(table)} t where t.words @@ ${expressionOf(condition)}::tsquery`,
    wordsWith(trigrams) {
      const rows = trigrams.map(([ordinal, { letters, isFirst }]) => [
        ordinal,
        `${isFirst ? '' : '%'}${letters}%`,
      ]);
      return sql`
        select s.ordinal, w.word
        from ${rowSet({ ordinal: 'integer', pattern: 'text' }, rows)} s cross join word w
        where w.word like s.pattern`;
    },
  };
}

/** Prints words with their positions in the text format of tsvector. */
function vectorOf(words: readonly string[]): string {
  return words.map((word, index) => `${quoted(word)}:${index + 1}`).join(' ');
}

/** Prints a condition in the text format of tsquery. Words are quoted, so that their characters are not parsed as operators. */
function expressionOf(condition: WordCondition): string {
  if ('all' in condition) return `(${condition.all.map(expressionOf).join(' & ')})`;
  if ('any' in condition) return `(${condition.any.map(expressionOf).join(' | ')})`;
  if ('only' in condition) return `(${expressionOf(condition.only)} & !${expressionOf(condition.butNot)})`;
  const { sequence, matchesAsPrefix } = condition;
  const words = sequence.map(
    (word, index) => quoted(word) + (matchesAsPrefix && index === sequence.length - 1 ? ':*' : ''),
  );
  return `(${words.join(' <-> ')})`;
}

function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
