import { sql } from 'kysely';
import type { Session } from '../session/session.js';
import { ErasureDigests } from './erased-things.js';

/** Whether anything was ever erased, and the digests with which it is recognised. Read once, when they are first needed. */
export class Erasures {
  readonly #session: Session;
  #digests: Promise<ErasureDigests | null> | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The digests; null if nothing was ever erased. */
  digests(): Promise<ErasureDigests | null> {
    this.#digests ??= this.#session
      .rows(sql`select 1 as one from erasure limit 1`)
      .then(({ length }) => (length === 0 ? null : ErasureDigests.read(this.#session)));
    return this.#digests;
  }
}
