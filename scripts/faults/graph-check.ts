import Database from 'libsql';
import pg from 'pg';
import type { ImportRecord } from './imports.js';

/** The results of a check of a graph, read directly from the tables. */
export interface GraphFindings {
  /** The number of the newest revision; 0 if there is no revision. */
  readonly newest: number;
  /** Acknowledged imports that are missing or incomplete. */
  readonly lost: readonly string[];
  /** Descriptions of incomplete revisions and of other inconsistencies. */
  readonly torn: readonly string[];
  /** The complete imports. */
  readonly complete: ReadonlySet<ImportRecord>;
}

type Query = <Row>(statement: string) => Promise<readonly Row[]>;

/** Checks a graph against the imports into it. No process may write to the graph during the check. */
export async function checkGraph(
  databaseUrl: string,
  imports: readonly ImportRecord[],
): Promise<GraphFindings> {
  const { query, close } = await connect(databaseUrl);
  try {
    const numbers = await query<{ number: number }>('select number from revision order by number');
    const torn = [
      ...numbers.flatMap(({ number }, index) =>
        number === index + 1 ? [] : [`Expected revision ${index + 1}, got revision ${number}.`],
      ),
      ...(await inconsistencies(query)),
      ...(databaseUrl.startsWith('file:') ? await integrityErrors(query) : []),
    ];
    const claims = await query<{ source: string; count: number; revisions: number }>(
      `select source, count(*) as count, count(distinct since) as revisions from claim
       where until is null group by source`,
    );
    const claimsBySource = new Map(claims.map((counts) => [counts.source, counts]));
    const lost: string[] = [];
    const complete = new Set<ImportRecord>();
    for (const record of imports) {
      const { count, revisions } = claimsBySource.get(record.source) ?? { count: 0, revisions: 0 };
      const isComplete = Number(count) === record.claims && Number(revisions) === 1;
      if (isComplete) complete.add(record);
      else if (Number(count) > 0) {
        torn.push(`${record.slug} has ${count} of ${record.claims} claims, in ${revisions} revisions.`);
      }
      if (record.isAcknowledged && !isComplete) lost.push(record.slug);
    }
    return { newest: numbers.at(-1)?.number ?? 0, lost, torn, complete };
  } finally {
    await close();
  }
}

/** The tables whose rows belong to a revision. */
const tables = ['concept', 'slug', 'label', 'claim', 'citation', 'searched_name', 'searched_text'];

/** Checks that every row belongs to a revision, that claims refer to existing concepts, and that concepts can be found by name. */
async function inconsistencies(query: Query): Promise<readonly string[]> {
  const sentences: string[] = [];
  const count = async (from: string, problem: string): Promise<void> => {
    const [row] = await query<{ count: number }>(`select count(*) as count from ${from}`);
    if (Number(row?.count) > 0) sentences.push(`${row?.count} ${problem}.`);
  };
  for (const table of tables) {
    await count(
      `${table} where since not in (select number from revision)`,
      `rows of ${table} have no revision`,
    );
  }
  for (const column of ['subject', 'target', 'source']) {
    await count(
      `claim where until is null and ${column} is not null
       and not exists (select 1 from concept where concept.id = claim.${column} and concept.until is null)`,
      `claims name a ${column} that does not exist`,
    );
  }
  await count(
    `concept where until is null
     and not exists (select 1 from searched_name where searched_name.concept = concept.id and searched_name.until is null)`,
    'concepts cannot be found by name',
  );
  return sentences;
}

/** Runs SQLite's integrity check. @returns its errors */
async function integrityErrors(query: Query): Promise<readonly string[]> {
  const rows = await query<{ integrity_check: string }>('pragma integrity_check');
  return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
}

async function connect(databaseUrl: string): Promise<{ query: Query; close: () => Promise<void> }> {
  if (databaseUrl.startsWith('file:')) {
    const database = new Database(databaseUrl.slice('file:'.length));
    database.exec('pragma query_only = on');
    return {
      query: async <Row>(statement: string) => database.prepare(statement).all() as Row[],
      close: async () => void database.close(),
    };
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return {
    query: async <Row>(statement: string) => (await client.query(statement)).rows as Row[],
    close: () => client.end(),
  };
}
