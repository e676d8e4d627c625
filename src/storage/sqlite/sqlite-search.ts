import { sql } from 'kysely';
import type { WordCondition } from '../../graph/search/word-condition.js';
import type { SqlSyntax } from '../dialect/dialect.js';
import { wordColumns, type SearchSyntax } from '../dialect/search-syntax.js';

/** The character before each word in the trigram index. Words never contain it. */
const wordStart = '^';

/**
 * Creates the SQL of word search with FTS5. The indexes are contentless: they map words to rows, and store no texts.
 * Rows are not deleted one by one, because older revisions can also be searched. The tokenizer splits the words of the store only at spaces.
 */
export function sqliteSearch(rowSet: SqlSyntax['rowSet']): SearchSyntax {
  return {
    async createIndexes(database) {
      for (const table of ['searched_name', 'searched_text']) {
        await sql`
          create virtual table ${sql.ref(`${table}_index`)} using fts5(
            words, content = '', columnsize = 0, tokenize = "ascii tokenchars '+#.&~'"
          )`.execute(database);
      }
      await sql`
        create table word (id integer primary key, word text not null unique, edges text not null, size integer not null)`.execute(
        database,
      );
      await sql`create index word_by_edges on word (edges, size, word)`.execute(database);
      await sql`
        create virtual table word_index using fts5(
          word, content = '', columnsize = 0, detail = none, tokenize = "trigram case_sensitive 1"
        )`.execute(database);
      await sql`
        create trigger word_indexed after insert on word begin
          insert into word_index (rowid, word) values (new.id, ${sql.lit(wordStart)} || new.word);
        end`.execute(database);
    },
    clear: [
      ...['searched_name_index', 'searched_text_index', 'word_index'].map((index) => {
        const name = sql.ref(index);
        return sql`insert into ${name} (${name}) values ('delete-all')`;
      }),
      ...['searched_name', 'searched_text', 'word'].map((table) => sql`delete from ${sql.ref(table)}`),
    ],
    addTexts(table, columns, rows, words) {
      const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
      const indexed = rows.map(([id = null], index) => [id, (words[index] ?? []).join(' ')]);
      return [
        sql`insert into ${sql.table(table)} (${names}) select ${names} from ${rowSet(columns, rows)} fresh`,
        sql`
          insert into ${sql.table(`${table}_index`)} (rowid, words)
          select id, words from ${rowSet({ id: 'integer', words: 'text' }, indexed)} fresh`,
      ];
    },
    addWords: (rows) => sql`
      insert into word (word, edges, size)
      select word, edges, size from ${rowSet(wordColumns, rows)} fresh where 1 = 1 order by word
      on conflict do nothing`,
    textsWith(table, condition) {
      const index = sql.ref(`${table}_index`);
      return sql`
        from ${index} x cross join ${sql.table(table)} t
        where x.${index} match ${expressionOf(condition)} and t.id = x.rowid`;
    },
    wordsWith(trigrams) {
      const rows = trigrams.map(([ordinal, { letters, isFirst }]) => [
        ordinal,
        quoted(isFirst ? wordStart + letters : letters),
      ]);
      return sql`
        select s.ordinal, w.word
        from ${rowSet({ ordinal: 'integer', trigram: 'text' }, rows)} s cross join word_index x cross join word w
        where x.word_index match s.trigram and w.id = x.rowid`;
    },
  };
}

/** Prints a condition in the query language of FTS5. Words are quoted, so they contain no operators. */
function expressionOf(condition: WordCondition): string {
  if ('all' in condition) return `(${condition.all.map(expressionOf).join(' AND ')})`;
  if ('any' in condition) return `(${condition.any.map(expressionOf).join(' OR ')})`;
  if ('only' in condition) return `(${expressionOf(condition.only)} NOT ${expressionOf(condition.butNot)})`;
  return quoted(condition.sequence.join(' ')) + (condition.matchesAsPrefix ? ' *' : '');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
