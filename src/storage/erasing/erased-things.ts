import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { fold } from '../../graph/text/fold.js';
import { erasureKinds, type ErasureKind } from '../../graph/ports/erasures.js';
import type { Columns } from '../dialect/columns.js';
import { isStorable } from '../dialect/storable.js';
import { databaseSecret } from '../session/database-secret.js';
import type { Session } from '../session/session.js';

/**
 * A thing that an erasure has changed, with its key:
 * - `REVISION`: the revision of an erasure, by `erasedRevisionKey`.
 * - `SOURCE`: a cited source whose words were erased, by its id.
 * - `TEXT`: a source text, by its hash.
 * - `CLAIM`: a claim that lost its quotes or its words, by its id.
 * - `REMOVED_CLAIM`: a removed claim, by a digest of its id. The id itself is a hash of erased words: anyone could check a guess of the words
 *   with the id.
 * - `QUOTE`: an erased quote, by a digest of its source and its folded words.
 */
export type ErasedThing = 'REVISION' | 'SOURCE' | 'TEXT' | 'CLAIM' | 'REMOVED_CLAIM' | 'QUOTE';

export interface ErasedKey {
  readonly thing: ErasedThing;
  readonly key: string;
}

const erasedRow = { thing: 'text', key: 'text' } as const satisfies Columns;

/** Creates the digests of the table `erased` with the secret of the database. Without the secret, a guess cannot be compared with a digest. */
export class ErasureDigests {
  readonly #secret: string;

  private constructor(secret: string) {
    this.#secret = secret;
  }

  /** Reads the secret, inside the transaction of an erasure or after one. */
  static async read(session: Session): Promise<ErasureDigests> {
    return new ErasureDigests(await databaseSecret(session));
  }

  ofRemovedClaim(id: string): ErasedKey {
    return { thing: 'REMOVED_CLAIM', key: this.#digest(['claim', id]) };
  }

  ofQuote(source: string, quote: string): ErasedKey {
    return { thing: 'QUOTE', key: this.#digest(['quote', source, fold(quote)]) };
  }

  #digest(parts: readonly string[]): string {
    return createHmac('sha256', this.#secret).update(JSON.stringify(parts)).digest('base64url');
  }
}

const batchSize = 1_000;

/** Records the things that an erasure has changed. */
export async function recordErased(
  session: Session,
  revision: number,
  things: readonly ErasedKey[],
): Promise<void> {
  for (let start = 0; start < things.length; start += batchSize) {
    const rows = things.slice(start, start + batchSize).map(({ thing, key }) => [thing, key]);
    await session.change(sql`
      insert into erased (thing, key, revision)
      select t.thing, t.key, cast(${revision} as integer) from ${session.syntax.rowSet(erasedRow, rows)} t where 1 = 1
      on conflict do nothing`);
  }
}

/** An erasure of a thing. */
export interface ErasureOfThing {
  readonly revision: number;
  readonly kind: ErasureKind;
}

/**
 * Finds the erasures of things. A thing can have several erasures, of different kinds.
 * @returns a function that returns the last erasure of one of these things, or undefined if there is none. Its second argument limits the kinds
 *   of erasures; by default, all kinds count
 */
export async function findErased(
  session: Session,
  things: readonly ErasedKey[],
): Promise<(thing: ErasedKey, kinds?: readonly ErasureKind[]) => ErasureOfThing | undefined> {
  const storable = things.filter(({ key }) => isStorable(key));
  const rows = await session.rows<ErasedKey & ErasureOfThing>(sql`
    select e.thing, e.key, e.revision, x.kind
    from ${session.syntax.rowSet(
      erasedRow,
      storable.map(({ thing, key }) => [thing, key]),
    )} t cross join erased e cross join erasure x
    where e.thing = t.thing and e.key = t.key and x.revision = e.revision
    order by e.revision`);
  const found = new Map<string, ErasureOfThing[]>();
  for (const { thing, key, revision, kind } of rows) {
    const name = nameOf({ thing, key });
    const ofThing = found.get(name) ?? [];
    found.set(name, ofThing);
    ofThing.push({ revision, kind });
  }
  return (thing, kinds = erasureKinds) =>
    found.get(nameOf(thing))?.findLast(({ kind }) => kinds.includes(kind));
}

function nameOf({ thing, key }: ErasedKey): string {
  return `${thing} ${key}`;
}
