import { sql } from 'kysely';
import type { Session } from '../session/session.js';
import { ErasureDigests } from './erased-things.js';

/** Provides the `ErasureDigests` of the database. Reads the secret at most once. */
export class Erasures {
  readonly #session: Session;
  #digests: Promise<ErasureDigests | null> | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Returns the creator of digests; null if nothing was ever erased. */
  digests(): Promise<ErasureDigests | null> {
    this.#digests ??= this.#session
      .rows(sql`select 1 as one from erasure limit 1`)
      .then(({ length }) => (length === 0 ? null : ErasureDigests.read(this.#session)));
    return this.#digests;
  }
}
