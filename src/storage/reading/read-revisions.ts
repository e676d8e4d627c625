import { sql, type RawBuilder } from 'kysely';
import type { GraphRevision } from '../../graph/ports/reading.js';
import type { DiffEntry } from '../../graph/ports/writing.js';
import type { Session } from '../session/session.js';
import { storableText } from '../dialect/storable.js';

/** The revision of an empty graph. */
const revisionZero: GraphRevision = Object.freeze({
  number: 0,
  time: new Date(0).toISOString(),
  author: '',
  message: '',
});
const maxRevision = 2_147_483_647;

/** Reads entries of the revision log, and caches the newest entry that was read. Entries never change. */
export class Revisions {
  readonly #session: Session;
  #last: GraphRevision | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The newest revision. */
  async newest(session = this.#session): Promise<GraphRevision> {
    const [row] = await readRevisions(session, sql`(select max(number) from revision)`);
    this.#last = row ?? revisionZero;
    return this.#last;
  }

  /** The revision with a number; null if the revision does not exist. */
  async at(number: number, session = this.#session): Promise<GraphRevision | null> {
    if (!(Number.isInteger(number) && number >= 0 && number <= maxRevision)) return null;
    if (this.#last?.number === number) return this.#last;
    const [row] = await readRevisions(session, sql`${number}`);
    return row ?? (number === 0 ? revisionZero : null);
  }
}

async function readRevisions(
  session: Session,
  number: RawBuilder<unknown>,
): Promise<readonly GraphRevision[]> {
  const rows = await session.rows<GraphRevision>(sql`
    select r.number, r.time, r.author, r.message from revision r where r.number = ${number}`);
  return rows.map((row) =>
    Object.freeze({ number: row.number, time: row.time, author: row.author, message: row.message }),
  );
}

/** One page of the changes of a revision, sorted by type, then id. */
export async function readDiff(
  session: Session,
  { revision, first, after }: { revision: number; first: number; after: DiffEntry | null },
): Promise<readonly DiffEntry[]> {
  // A page contains at most `first` rows of each of four lists: started and ended claims, started and ended concepts.
  const pieces = (['CLAIM', 'CONCEPT'] as const)
    .filter((thing) => after === null || thing >= after.thing)
    .flatMap((thing) => {
      const beyond = after?.thing === thing ? sql`id > ${storableText(after.id)}` : sql`1 = 1`;
      const table = sql.table(thing.toLowerCase());
      return (['since', 'until'] as const).map(
        (end) => sql`
          select * from (
            select ${sql.lit(thing)} as thing, id, ${sql.lit(end)} as happened from ${table}
            where ${sql.ref(end)} = ${revision} and ${beyond} order by id limit ${first}
          ) ${sql.ref(`${thing.toLowerCase()}_${end}`)}`,
      );
    });
  const rows = await session.rows<DiffEntry>(sql`
    select thing, id, case count(*) when 2 then 'CHANGED' else
      case max(happened) when 'since' then 'ADDED' else 'ENDED' end end as change
    from (${sql.join(pieces, sql` union all `)}) happenings
    group by thing, id order by thing, id limit ${first}`);
  return Object.freeze(rows.map(({ thing, id, change }) => Object.freeze({ thing, id, change })));
}
