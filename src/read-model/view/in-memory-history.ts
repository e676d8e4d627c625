import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
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
import type { GraphView } from '../../graph/ports/reading.js';
import type { Pace } from '../../graph/work/pace.js';

/** Opens the SQL view of the same revision, with the parts that are not in memory, such as ended rows. */
export type OpenFromStore = (pace?: Pace) => MaybePromise<GraphView>;

/**
 * The history of an in-memory view. Only the revision of the view and the claims that are valid at this revision are in
 * memory; all other parts of the history are read from the store.
 */
export class InMemoryHistory implements GraphHistory {
  readonly #view: Pick<GraphView, 'revision' | 'claims'>;
  readonly #openFromStore: OpenFromStore;

  constructor(view: Pick<GraphView, 'revision' | 'claims'>, openFromStore: OpenFromStore) {
    this.#view = view;
    this.#openFromStore = openFromStore;
  }

  revisions(numbers: readonly number[], pace?: Pace): MaybePromise<readonly (GraphRevision | null)[]> {
    const { revision } = this.#view;
    if (revision.number > 0 && numbers.every((number) => number === revision.number))
      return numbers.map(() => revision);
    return this.#fromStore(pace, (history) => history.revisions(numbers));
  }

  revisionPage(request: RevisionPageRequest, pace?: Pace): MaybePromise<RevisionPage> {
    return this.#fromStore(pace, (history) => history.revisionPage(request));
  }

  changePages(request: ChangePageRequest, pace?: Pace): MaybePromise<readonly ChangePage[]> {
    if (request.revisions.length === 0) return none;
    return this.#fromStore(pace, (history) => history.changePages(request));
  }

  changedClaims(request: ChangedRequest, pace?: Pace): MaybePromise<readonly Changed<Claim>[]> {
    return this.#fromStore(pace, (history) => history.changedClaims(request));
  }

  changedConcepts(request: ChangedRequest, pace?: Pace): MaybePromise<readonly Changed<Concept>[]> {
    return this.#fromStore(pace, (history) => history.changedConcepts(request));
  }

  revisionsOf(concepts: readonly string[], pace?: Pace): MaybePromise<readonly (readonly number[])[]> {
    if (concepts.length === 0) return none;
    return this.#fromStore(pace, (history) => history.revisionsOf(concepts));
  }

  claimEnds(claims: readonly string[], pace?: Pace): MaybePromise<readonly (number | null)[]> {
    return mapMaybe(this.#view.claims(claims), (valid) =>
      valid.includes(null)
        ? this.#fromStore(pace, (history) => history.claimEnds(claims))
        : valid.map(() => null),
    );
  }

  erasures(keys: readonly string[], pace?: Pace): MaybePromise<readonly (readonly Erasure[])[]> {
    if (keys.length === 0) return none;
    return this.#fromStore(pace, (history) => history.erasures(keys));
  }

  #fromStore<Value>(
    pace: Pace | undefined,
    read: (history: GraphHistory) => MaybePromise<Value>,
  ): MaybePromise<Value> {
    return mapMaybe(this.#openFromStore(pace), ({ history }) => read(history));
  }
}

const none: readonly never[] = Object.freeze([]);
