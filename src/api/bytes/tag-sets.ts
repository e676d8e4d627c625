import { noDependencies, type DependencyTags } from '../../graph/dependencies/dependency-recorder.js';

/** Numbers sets of tags. Equal sets have the same number, because most records of a selection depend on the same few tags. */
export class TagSets {
  readonly #sets: DependencyTags[] = [noDependencies];
  readonly #numbers = new Map<string, number>([['', 0]]);
  #last = 0;

  /** The number of a set; 0 for the empty set. */
  numberOf(tags: DependencyTags): number {
    if (tags.size === 0) return 0;
    if (!areEqual(tags, this.of(this.#last))) this.#last = this.#find(tags);
    return this.#last;
  }

  /** The set with a number. */
  of(number: number): DependencyTags {
    return this.#sets[number] as DependencyTags;
  }

  #find(tags: DependencyTags): number {
    // Ids contain no line break.
    const key = [...tags].sort().join('\n');
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#sets.push(tags) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

function areEqual(tags: DependencyTags, others: DependencyTags): boolean {
  if (tags === others) return true;
  if (tags.size !== others.size) return false;
  for (const tag of tags) if (!others.has(tag)) return false;
  return true;
}
