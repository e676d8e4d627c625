import { sql, type RawBuilder } from 'kysely';
import type { GraphRevision, RevisionPage, RevisionPageRequest } from '../../graph/ports/history.js';
import { alignOneToKeys, type KeyedRow } from '../session/align.js';
import type { Session } from '../session/session.js';
import { storableKey } from '../dialect/storable.js';

/** The revision of an empty graph. */
const revisionZero: GraphRevision = Object.freeze({
  number: 0,
  time: new Date(0).toISOString(),
  author: '',
  message: '',
  origin: 'IMPORT',
  epoch: '',
  principal: null,
  onBehalfOf: null,
  model: null,
  changeset: null,
  publisher: null,
  publisherPrincipal: null,
});
const maxRevision = 2_147_483_647;

/** Reads entries of the revision log, and caches the last result of `newest`. Entries never change, except that an erasure changes their epochs. */
export class Revisions {
  readonly #session: Session;
  #last: GraphRevision | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Reads the newest revision; revision 0 for an empty graph. */
  async newest(session = this.#session): Promise<GraphRevision> {
    const [row] = await readRevisions(session, sql`(select max(number) from revision)`);
    this.#last = row ?? revisionZero;
    return this.#last;
  }

  /** Removes the cached entry. Called after an erasure; in other processes, the next call of `newest` replaces the entry. */
  invalidate(): void {
    this.#last = null;
  }

  /** Reads the revision with a number; null if the revision does not exist. */
  async at(number: number, session = this.#session): Promise<GraphRevision | null> {
    if (!(Number.isInteger(number) && number >= 0 && number <= maxRevision)) return null;
    if (this.#last?.number === number) return this.#last;
    const [row] = await readRevisions(session, sql`${number}`);
    return row ?? (number === 0 ? revisionZero : null);
  }

  /**
   * Reads the newest revision that was published at or before a time; null if there is none. Times do not decrease from
   * revision to revision, so an index finds the revision.
   */
  async asOf(time: string, session = this.#session): Promise<GraphRevision | null> {
    const [row] = await readRevisions(
      session,
      sql`(select number from revision where time <= ${time} order by time desc, number desc limit 1)`,
    );
    return row ?? null;
  }
}

type RevisionRow = Omit<GraphRevision, 'onBehalfOf' | 'publisherPrincipal'> & {
  readonly on_behalf_of: string | null;
  readonly publisher_principal: string | null;
};

const columns = sql`r.number, r.time, r.author, r.message, r.origin, r.epoch, r.principal, r.on_behalf_of, r.model, r.changeset,
  r.publisher, r.publisher_principal`;

function toRevision(row: RevisionRow): GraphRevision {
  const { number, time, author, message, origin, epoch, principal, on_behalf_of, model, changeset } = row;
  const { publisher, publisher_principal } = row;
  return Object.freeze({
    number,
    time,
    author,
    message,
    origin,
    epoch,
    principal,
    onBehalfOf: on_behalf_of,
    model,
    changeset,
    publisher,
    publisherPrincipal: publisher_principal,
  });
}

async function readRevisions(
  session: Session,
  number: RawBuilder<unknown>,
): Promise<readonly GraphRevision[]> {
  const rows = await session.rows<RevisionRow>(sql`
    select ${columns} from revision r where r.number = ${number}`);
  return rows.map(toRevision);
}

/**
 * Converts the numbers of revisions to keys of a set. Numbers that are not from 1 to `newest` become 0, which is not
 * the number of a revision in the log.
 */
export function revisionKeys(numbers: readonly number[], newest: number): readonly string[] {
  return numbers.map((number) =>
    Number.isInteger(number) && number >= 1 && number <= newest ? String(number) : '0',
  );
}

/** Reads the log entry of each revision; null for a number that is not from 1 to `newest`. */
export async function readRevisionEntries(
  session: Session,
  newest: number,
  numbers: readonly number[],
): Promise<readonly (GraphRevision | null)[]> {
  const rows = await session.rows<RevisionRow & KeyedRow>(sql`
    select k.ordinal, ${columns}
    from ${session.syntax.keySet(revisionKeys(numbers, newest))} k cross join revision r
    where r.number = cast(k.key as integer)`);
  return alignOneToKeys(numbers, rows, toRevision);
}

/** A row of a page with the total. An empty page has one row without a revision, for the total. */
type RevisionPageRow = { readonly total: number } & (
  | RevisionRow
  | { readonly [Member in keyof RevisionRow]: null }
);

/** Reads one page of the revision log up to `newest`, newest first. */
export async function readRevisionPage(
  session: Session,
  newest: number,
  { author, since, first, after }: RevisionPageRequest,
): Promise<RevisionPage> {
  const matches = sql.join(
    [
      sql`r.number <= ${newest}`,
      ...(author === undefined ? [] : [sql`r.author = ${storableKey(author)}`]),
      ...(since === undefined ? [] : [sql`r.time >= ${since}`]),
    ],
    sql` and `,
  );
  const rows = await session.rows<RevisionPageRow>(sql`
    select counted.total, p.* from (select count(*) as total from revision r where ${matches}) counted
    left join (
      select ${columns} from revision r where ${matches} and ${after === null ? sql`1 = 1` : sql`r.number < ${after}`}
      order by r.number desc limit ${first + 1}
    ) p on 1 = 1
    order by p.number desc`);
  const found = rows.filter((row) => row.number !== null);
  return Object.freeze({
    items: Object.freeze(found.slice(0, first).map(toRevision)),
    hasNextPage: found.length > first,
    totalCount: Number(rows[0]?.total ?? 0),
  });
}
