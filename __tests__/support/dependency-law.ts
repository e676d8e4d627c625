import type { DependencyTags } from '../../src/graph/dependencies/dependency-recorder.js';
import { subjectTag } from '../../src/graph/dependencies/dependency-tag.js';
import { extended, isValidIn } from '../../src/graph/dependencies/publication-log.js';
import type { GraphView } from '../../src/graph/ports/reading.js';
import type { Change, GraphStore } from '../../src/graph/ports/writing.js';
import { edited } from './changes.js';

/** A result, and the tags of the data from which it was computed. */
export interface Computed {
  readonly bytes: string;
  readonly tags: DependencyTags;
}

interface Described {
  /** Describes the request in the message of a failure. */
  readonly text: string;
}

/** Computes the results of requests. Null stands for a result that is not cached, such as one with errors. */
export interface Computation<Request extends Described> {
  /** Computes a result in a view in memory. The views share caches. @param view null for the published view */
  cached(request: Request, view: GraphView | null): Promise<Computed | null>;
  /** Computes a result from the database, without caches. @param revision null for the newest revision */
  uncached(request: Request, revision: number | null): Promise<string | null>;
}

/** A result that a cache could store, and the revisions at which it is known to be valid. */
interface StoredResult<Request> extends Computed {
  readonly request: Request;
  range: { readonly first: number; readonly last: number };
}

/** One in this many results is also computed in a view of an earlier revision. */
const inEarlierViews = 6;
/** The maximum number of revisions by which such a view is older than the published view. */
const maxEarlier = 5;

/**
 * Checks the law of dependencies: if no later publication touched the tags of a result, a new computation returns the same bytes.
 * Also checks that the caches, which all views share, return to each view the results of this view.
 */
export class DependencyLaw<Request extends Described> {
  /**
   * Counts of the checks: after each publication, each result has `changed`, or is unchanged and `valid`, or is unchanged but
   * `invalidated`; `results` is the sum of the three. `earlier` counts the checks in views of earlier revisions.
   */
  readonly seen = { results: 0, changed: 0, valid: 0, invalidated: 0, earlier: 0 };
  readonly #store: GraphStore;
  readonly #computation: Computation<Request>;
  #results: readonly StoredResult<Request>[] = [];

  /** @param store with views in memory */
  constructor(store: GraphStore, computation: Computation<Request>) {
    this.#store = store;
    this.#computation = computation;
  }

  /** The tags of each result. */
  get tags(): readonly DependencyTags[] {
    return this.#results.map(({ tags }) => tags);
  }

  /** The share of the unchanged results that are no longer valid, from 0 to 1. */
  get needless(): number {
    const { valid, invalidated } = this.seen;
    return invalidated / Math.max(1, invalidated + valid);
  }

  /** Computes the result of a request, and adds the result to the checked results unless it is null. @throws {Error} if the tags depend on which parts were cached */
  async add(request: Request): Promise<void> {
    const first = await this.#computation.cached(request, null);
    if (!first) return;
    const again = await this.#computation.cached(request, null);
    const [one, other] = [first, again].map((each) =>
      withoutCovered(each?.tags ?? new Set())
        .sort()
        .join(),
    );
    if (one !== other) throw new Error(`Expected the tags\n${one}\nbut got\n${other}\nfor ${request.text}`);
    const { number } = (await this.#view()).revision;
    this.#results = [...this.#results, { ...first, request, range: { first: number, last: number } }];
  }

  /** Removes all results. */
  clear(): void {
    this.#results = [];
  }

  /** Publishes changes, unless they are refused, and checks all results. @throws {Error} if a result is stale */
  async publish(changes: readonly Change[]): Promise<void> {
    await this.#store.apply(changes, edited).catch(() => undefined);
    const view = await this.#view();
    const { number } = view.revision;
    const next: StoredResult<Request>[] = [];
    for (const [position, result] of this.#results.entries()) {
      const { request } = result;
      const expected = await this.#computation.uncached(request, null);
      const isValid = isValidIn(result.range, result.tags, number, view.publications);
      this.#count(isValid, expected === result.bytes);
      if (isValid && expected !== result.bytes) throw stale(request, expected, result, changes);
      if (isValid) next.push({ ...result, range: extended(result.range, number) });
      else {
        // The caches of the view return the same bytes, too.
        const again = await this.#computation.cached(request, null);
        if ((again?.bytes ?? null) !== expected) throw stale(request, expected, again, changes);
        if (again) next.push({ ...again, request, range: { first: number, last: number } });
      }
      if ((position + number) % inEarlierViews === 0)
        await this.#checkEarlier(request, view, expected, changes);
    }
    this.#results = next;
  }

  /** Checks a result in the view of an earlier revision, if this view is in memory. The view shares its caches with the published view. */
  async #checkEarlier(
    request: Request,
    { revision, publications }: GraphView,
    expectedNow: string | null,
    changes: readonly Change[],
  ): Promise<void> {
    const number = revision.number - 1 - (revision.number % maxEarlier);
    const earlier = this.#store.reader.publications?.viewInMemory(number);
    if (!earlier) return;
    const expected = await this.#computation.uncached(request, number);
    const result = await this.#computation.cached(request, earlier);
    if (!result) return;
    this.seen.earlier += 1;
    if (result.bytes !== expected) throw stale(request, expected, result, changes);
    const isValid = isValidIn({ first: number, last: number }, result.tags, revision.number, publications);
    if (isValid && expectedNow !== result.bytes) throw stale(request, expectedNow, result, changes);
  }

  #count(isValid: boolean, isUnchanged: boolean): void {
    this.seen.results += 1;
    if (!isUnchanged) this.seen.changed += 1;
    else if (isValid) this.seen.valid += 1;
    else this.seen.invalidated += 1;
  }

  async #view(): Promise<GraphView> {
    return (await this.#store.reader.openView()) as GraphView;
  }
}

/** Returns the tags without those that are touched only together with another of them. */
function withoutCovered(tags: DependencyTags): string[] {
  return [...tags].filter((tag) => {
    const [, subject] = /^(?:about|link):(\S+)/u.exec(tag) ?? [];
    return subject === undefined || !tags.has(subjectTag(subject));
  });
}

function stale(
  { text }: Described,
  expected: string | null,
  result: Computed | null,
  changes: readonly Change[],
): Error {
  const tags = [...(result?.tags ?? [])].join(', ');
  return new Error(
    `Expected\n${expected}\nbut the result of ${tags}\nis\n${result?.bytes}\nfor ${text}\nafter ${JSON.stringify(changes)}`,
  );
}
