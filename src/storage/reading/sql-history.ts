import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import type {
  Changed,
  ChangedRequest,
  ChangePage,
  ChangePageRequest,
  GraphHistory,
  GraphRevision,
  RevisionPage,
  RevisionPageRequest,
} from '../../graph/ports/history.js';
import type { Erasure } from '../../graph/ports/erasures.js';
import type { Session } from '../session/session.js';
import { readChangePages, readClaimEnds, readRevisionsOf } from './read-changes.js';
import { readChangedClaims, readChangedConcepts } from './read-changed.js';
import { readErasures } from './read-erasures.js';
import { readRevisionEntries, readRevisionPage } from './read-revisions.js';

type ListResult<T> = Promise<readonly T[]> | readonly T[];

const none: readonly never[] = Object.freeze([]);

/**
 * The history up to one revision. Erasures after the revision are included. Each method call takes at most one statement, and none for an empty set
 * of keys.
 */
export class SqlHistory implements GraphHistory {
  readonly #session: Session;
  readonly #newest: GraphRevision;

  /** @param newest the revision of the view */
  constructor(session: Session, newest: GraphRevision) {
    this.#session = session;
    this.#newest = newest;
  }

  revisions(numbers: readonly number[]): ListResult<GraphRevision | null> {
    const newest = this.#newest;
    if (numbers.length === 0) return none;
    // Most requests select only the revision of the view.
    if (newest.number > 0 && numbers.every((number) => number === newest.number))
      return numbers.map(() => newest);
    return readRevisionEntries(this.#session, newest.number, numbers);
  }

  revisionPage(request: RevisionPageRequest): Promise<RevisionPage> {
    return readRevisionPage(this.#session, this.#newest.number, request);
  }

  changePages(request: ChangePageRequest): ListResult<ChangePage> {
    return request.revisions.length === 0
      ? none
      : readChangePages(this.#session, this.#newest.number, request);
  }

  changedClaims(request: ChangedRequest): ListResult<Changed<Claim>> {
    return this.#exists(request.revision) ? readChangedClaims(this.#session, request) : none;
  }

  changedConcepts(request: ChangedRequest): ListResult<Changed<Concept>> {
    return this.#exists(request.revision) ? readChangedConcepts(this.#session, request) : none;
  }

  #exists(revision: number): boolean {
    return Number.isInteger(revision) && revision >= 1 && revision <= this.#newest.number;
  }

  revisionsOf(concepts: readonly string[]): ListResult<readonly number[]> {
    return concepts.length === 0 ? none : readRevisionsOf(this.#session, this.#newest.number, concepts);
  }

  claimEnds(claims: readonly string[]): ListResult<number | null> {
    return claims.length === 0 ? none : readClaimEnds(this.#session, this.#newest.number, claims);
  }

  erasures(keys: readonly string[]): ListResult<readonly Erasure[]> {
    return keys.length === 0 ? none : readErasures(this.#session, keys);
  }
}
