import { noDependencies, type DependencyTags } from '../../graph/dependencies/dependency-recorder.js';
import type { Stamp, ViewStamps } from '../../graph/dependencies/view-stamps.js';

/** A set of tags, and the revisions between which none of them was touched. */
interface StampedTags {
  readonly tags: DependencyTags;
  readonly stamp: Stamp;
}

/**
 * Numbers sets of tags. Results with the same number have equal tags, and were computed at revisions between which no tag was touched, so
 * they share one stamp: each is valid wherever the others are. Most results of a selection depend on the same few tags.
 */
export class TagSets {
  readonly #sets: StampedTags[] = [{ tags: noDependencies, stamp: { first: 0, last: Infinity } }];
  /** The newest number of a set, by its tags, and by the set (object). */
  readonly #byTags = new Map<string, number>();
  readonly #bySet = new WeakMap<DependencyTags, number>();

  /** The number for a result that was computed in a view; 0 for the empty set. */
  numberOf(tags: DependencyTags, view: ViewStamps): number {
    if (tags.size === 0) return 0;
    const known = this.#bySet.get(tags);
    if (known !== undefined && this.isValid(known, view)) return known;
    const key = keyOf(tags);
    let number = this.#byTags.get(key);
    if (number === undefined || !this.isValid(number, view)) {
      number = this.#sets.push({ tags, stamp: view.now() }) - 1;
      this.#byTags.set(key, number);
    }
    this.#bySet.set(tags, number);
    return number;
  }

  /** The set with a number. */
  of(number: number): DependencyTags {
    return (this.#sets[number] as StampedTags).tags;
  }

  /** Whether the results with a number are valid in a view. */
  isValid(number: number, view: ViewStamps): boolean {
    const { tags, stamp } = this.#sets[number] as StampedTags;
    return view.isValidFor(stamp, tags);
  }
}

/** A text that only equal sets have. Ids contain no line break. */
function keyOf(tags: DependencyTags): string {
  return tags.size === 1 ? ([...tags][0] as string) : [...tags].sort().join('\n');
}
