import { isOfOneGraph, writeToken, type RevisionToken } from '../../graph/revision-token.js';
import type { NamedRevision } from '../representations/revision-header.js';

/** The maximum number of cached revisions. */
const capacity = 64;

const emptyGraph: RevisionToken = { number: 0, epoch: '' };

/** Caches the last published revisions with their tokens. */
export class NamedRevisions {
  readonly #published = new Map<string, NamedRevision>();
  #newest: NamedRevision & RevisionToken = { ...emptyGraph, token: writeToken(emptyGraph) };

  /** Returns the published revision with its token. A revision above 0 is cached for `find`. By default, the graph is empty: revision 0. */
  published(revision: RevisionToken = emptyGraph): NamedRevision {
    const newest = this.#newest;
    if (newest.number === revision.number && newest.epoch === revision.epoch) return newest;
    // After an erasure, the cached responses of earlier revisions must not be found.
    if (!isOfOneGraph(newest.epoch, revision.epoch)) this.#published.clear();
    this.#newest = named(revision);
    this.#published.set(this.#newest.token, this.#newest);
    const [oldest] = this.#published.keys();
    if (this.#published.size > capacity && oldest !== undefined) this.#published.delete(oldest);
    return this.#newest;
  }

  /** Returns a revision with its token. */
  of(revision: RevisionToken): NamedRevision {
    const newest = this.#newest;
    return newest.number === revision.number && newest.epoch === revision.epoch ? newest : named(revision);
  }

  /** Finds one of the last published revisions by its token. Finds none that was published before the last erasure. */
  find(token: string): NamedRevision | undefined {
    return this.#published.get(token);
  }
}

function named({ number, epoch }: RevisionToken): NamedRevision & RevisionToken {
  return { number, epoch, token: writeToken({ number, epoch }) };
}
