import type { DependencyTags } from '../../src/graph/dependencies/dependency-recorder.js';
import { wholeGraph, type DependencyTag } from '../../src/graph/dependencies/dependency-tag.js';
import type { Touch, TouchHistory } from '../../src/graph/dependencies/publication-log.js';

/** A publication log that a test fills. It begins at revision 0. */
export class FilledLog implements TouchHistory {
  readonly #touched = new Map<DependencyTag, number>();
  readonly #touches: Touch[] = [];
  #revision = 0;

  get revision(): number {
    return this.#revision;
  }

  /** Publishes the next revision, which touches the given tags. */
  publish(...tags: readonly DependencyTag[]): void {
    this.#revision += 1;
    for (const tag of [...tags, wholeGraph]) this.#touched.set(tag, this.#revision);
    this.#touches.push({ revision: this.#revision, tags: new Set(tags) });
  }

  get published(): this {
    return this;
  }

  get touchCount(): number {
    return this.#touches.length;
  }

  touchesAfter(count: number): readonly Touch[] {
    return this.#touches.slice(count);
  }

  touchesSince(revision: number): readonly Touch[] {
    return this.#touches.filter((touch) => touch.revision > revision);
  }

  lastTouched(tag: DependencyTag): number {
    return this.#touched.get(tag) ?? 0;
  }

  lastTouchedOf(tags: DependencyTags): number {
    return Math.max(0, ...[...tags].map((tag) => this.lastTouched(tag)));
  }
}
