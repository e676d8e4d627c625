import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import type { Concept } from '../../graph/concept.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import { SearchIndex, type IndexConnection, type IndexedClaim, type ValidityRange } from './search-index.js';

const pageSize = 1_000;

type ConceptRow = ValidityRange & Pick<Concept, 'id' | 'name' | 'summary'> & { readonly aliases: string };
type ClaimRow = ValidityRange & Omit<IndexedClaim, 'value'> & { readonly value: string | null };

/** Adds the concepts and claims of all revisions to an empty search index. */
export async function fillSearchIndex(connection: IndexConnection): Promise<void> {
  const index = new SearchIndex(connection);
  const concepts = sql`select id, since, until, name, aliases, summary from concept`;
  for await (const rows of inPages<ConceptRow>(connection, concepts)) {
    await index.addConcepts(rows.map((row) => ({ ...row, aliases: JSON.parse(row.aliases) as string[] })));
  }
  const claims = sql`select id, since, until, subject, predicate, target, text, value from claim`;
  for await (const rows of inPages<ClaimRow>(connection, claims)) {
    await index.addClaims(
      rows.map((row) => ({
        ...row,
        value: row.value === null ? null : (JSON.parse(row.value) as ClaimValue),
      })),
    );
  }
}

/** Reads the selected rows in pages, sorted by id, then by first revision. */
async function* inPages<Row extends ValidityRange & { readonly id: string }>(
  connection: IndexConnection,
  selection: RawBuilder<unknown>,
): AsyncGenerator<readonly Row[]> {
  let last: Row | undefined;
  do {
    const rows: readonly Row[] = await connection.rows(sql<Row>`
      ${selection} where (id, since) > (${last?.id ?? ''}, ${last?.since ?? 0})
      order by id, since limit ${pageSize}`);
    if (rows.length > 0) yield rows;
    last = rows.length < pageSize ? undefined : rows.at(-1);
    // SQLite's driver is synchronous: without a pause, a stop signal would not be handled before the end.
    await nextTurn();
  } while (last);
}
