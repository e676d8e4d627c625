import { sql } from 'kysely';
import type { Claim, Qualifier } from '../../graph/claim.js';
import { fold } from '../../graph/text/fold.js';
import type { Session } from '../session/session.js';

/** A current claim that an edit put in place of another claim. */
export interface Replacement {
  readonly id: string;
  /** The replaced claim. */
  readonly supersedes: string;
  readonly since: number;
}

type CellMembers = Pick<Claim, 'subject' | 'predicate' | 'target' | 'qualifiers'>;

/** The replacements that edits made, keyed by source and by members of the claim. Loaded for each source whose claims an import states. */
export class Replacements {
  readonly #session: Session;
  readonly #bySource = new Map<string, ReadonlyMap<string, Replacement>>();
  #exists: boolean | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Loads the replacements of sources. Most graphs have none: then one statement runs for the whole set of changes. */
  async load(sources: Iterable<string>): Promise<void> {
    this.#exists ??=
      (await this.#session.rows(sql`select 1 as found from claim c where ${isReplacement} limit 1`)).length >
      0;
    if (!this.#exists) return;
    for (const source of new Set(sources)) {
      if (this.#bySource.has(source)) continue;
      const rows = await this.#session.rows<
        Replacement & Omit<CellMembers, 'qualifiers'> & { readonly qualifiers: string }
      >(sql`
        select c.id, c.supersedes, c.since, c.subject, c.predicate, c.target, c.qualifiers from claim c
        where ${isReplacement} and c.source = ${source}`);
      this.#bySource.set(
        source,
        new Map(
          rows.map(({ id, supersedes, since, qualifiers, ...cell }) => [
            cellOf({ ...cell, qualifiers: JSON.parse(qualifiers) as Qualifier[] }),
            { id, supersedes, since },
          ]),
        ),
      );
    }
  }

  /** Returns the replacement that has the source and the cell of a claim; undefined if there is none. */
  of(claim: CellMembers & Pick<Claim, 'source'>): Replacement | undefined {
    return this.#bySource.get(claim.source)?.get(cellOf(claim));
  }
}

/** The condition that the claim `c` is current, and that an edit put it in place of another claim. */
const isReplacement = sql`c.supersedes > '' and c.until is null and (
  cast(c.stated as text) = 'null' or exists (select 1 from revision r where r.number = c.since and r.origin = 'EDIT')
)`;

function cellOf({ subject, predicate, target, qualifiers }: CellMembers): string {
  return JSON.stringify([subject, predicate, target, qualifiers.map(({ key, value }) => [key, fold(value)])]);
}

/**
 * Finds the replacements for which the set of changes states a superseded claim: the claim that the replacement supersedes, the claim that this
 * one supersedes, and so on.
 * @param replacements their ids
 * @returns the ids of the found replacements
 */
export async function findStillStated(
  session: Session,
  replacements: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await session.rows<{ id: string }>(sql`
    with recursive replaced (id, claim) as (
      select k.key, c.supersedes from ${session.syntax.keySet(replacements)} k cross join claim c
      where c.id = k.key and c.supersedes is not null
      union
      select r.id, c.supersedes from replaced r cross join claim c where c.id = r.claim and c.supersedes is not null
    )
    select distinct r.id from replaced r cross join touched t where t.id = r.claim and t.ends = 0`);
  return new Set(rows.map(({ id }) => id));
}
