import type { DependencyRecorder, DependencyTags } from '../../graph/dependencies/dependency-recorder.js';
import type { ExtendablePace } from '../../graph/work/extendable-pace.js';

/**
 * Records the dependencies of the entity of each representation, for external caches that store entities separately. Only synchronous reads are
 * recorded for one representation. Other reads count for all representations of the request, for example those of an execution by graphql-js, of
 * texts and other records that are not in memory, and of entities that take longer than an extended time slice.
 */
export class EntityDependencies {
  readonly #recorder: DependencyRecorder;
  #pace: ExtendablePace | null = null;
  /** The number of representations; null if the request has no field `_entities`. */
  #count: number | null = null;
  /** What was recorded for each representation; empty if the operation has several fields `_entities`. Routers send one. */
  #parts: readonly Set<DependencyTags>[] = [];
  /** What was recorded for all representations. `finish` adds it to the dependencies of the request. */
  readonly #recorded = new Set<DependencyTags>();
  /** The tags of the other reads; null until `finish`. */
  #shared: DependencyTags | null = null;

  constructor(recorder: DependencyRecorder) {
    this.#recorder = recorder;
  }

  /** Whether the reads of each representation are recorded separately. Off by default, because it takes time. */
  get isSeparate(): boolean {
    return this.#pace !== null;
  }

  /** Records the reads of each representation separately from now on. @param pace of the request */
  separate(pace: ExtendablePace): void {
    this.#pace = pace;
  }

  /** Begins a field `_entities`. @param count the number of its representations */
  begin(count: number): void {
    this.#parts = this.#count === null ? Array.from({ length: count }, () => new Set()) : [];
    this.#count = (this.#count ?? 0) + count;
  }

  /** Runs synchronous work for one representation, and records its reads if `isSeparate`. @param index of the representation */
  record<Result>(index: number, work: () => Result): Result {
    const part = this.#parts[index];
    if (!this.#pace || !part) return work();
    const outer = this.#recorder.begin();
    try {
      return this.#pace.runUninterrupted(work);
    } finally {
      const tags = this.#recorder.endSeparately(outer);
      part.add(tags);
      this.#recorded.add(tags);
    }
  }

  /** Adds what was recorded for representations to the dependencies of the request. Call it when everything was read. */
  finish(): void {
    if (!this.#pace || this.#shared) return;
    this.#shared = this.#recorder.recorded();
    for (const tags of this.#recorded) this.#recorder.include(tags);
  }

  /**
   * Returns for each representation the sets that together contain its tags; null if the request has no field `_entities`. Call `finish`
   * before.
   */
  tags(): readonly (readonly DependencyTags[])[] | null {
    if (this.#count === null) return null;
    const shared = this.#shared ?? this.#recorder.recorded();
    return Array.from({ length: this.#count }, (_, index) => [shared, ...(this.#parts[index] ?? [])]);
  }
}
