import type { DependencyTags, NumberedTags } from '../../graph/dependencies/dependency-recorder.js';
import { wholeGraph, type DependencyTag } from '../../graph/dependencies/dependency-tag.js';
import type { Touch, TouchHistory } from '../../graph/dependencies/publication-log.js';
import type { ViewStamps } from '../../graph/dependencies/view-stamps.js';

/** The estimated size of a tag in bytes: its entries in a map and in two lists. */
const bytesPerTag = 120;
/** The estimated size of a set in bytes, without its members. */
const bytesPerSet = 56;
/** The estimated size of a member of a set in bytes: in the set, and in the list of the sets that contain it. */
const bytesPerMember = 12;

/**
 * Numbers sets of tags. Results with the same number have equal tags and are valid in the same revisions, so that the revisions are stored
 * once for each number. Each touch of the log is applied once, to the sets that contain a touched tag, so that most look-ups only compare
 * numbers. A graph can have hundreds of thousands of sets. They are stored in lists of numbers, which need little memory and little garbage
 * collection.
 */
export class TagSets implements NumberedTags {
  /**
   * The tags by number; for each tag, the numbers of the sets that contain it. A touch of the tag removes from this
   * list the sets whose results were all computed in earlier revisions.
   */
  readonly #tags: DependencyTag[] = [];
  readonly #containing: number[][] = [];
  readonly #numbers = new Map<DependencyTag, number>();
  /** The numbers of the tags of all sets, set by set, in ascending order within each set; for each set, the index of its first tag. */
  #members = new Int32Array(256);
  #starts = new Int32Array(64);
  /** The first and the last revision in which the results of a set are valid. Infinity means that no later revision has touched the tags. */
  #ranges = new Float64Array(128);
  /** The first and the last revision in whose views the results of a set were computed. */
  #computed = new Float64Array(128);
  /** The count of sets, including the empty set, whose number is 0. */
  #count = 1;
  /** A hash table with open addressing: the newest number of each set; 0 for a free slot. */
  #slots = new Int32Array(128);
  #log: TouchHistory | null = null;
  /** The number of touches that are applied, and the revision of the log at that time. */
  #touchCount = 0;
  #revision = 0;

  /** The estimated size in bytes. */
  get byteLength(): number {
    const members = this.#starts[this.#count] as number;
    return this.#tags.length * bytesPerTag + this.#count * bytesPerSet + members * bytesPerMember;
  }

  /** Returns the set number for the tags of a result that was computed in a view; 0 for the empty set. */
  numberOf(tags: DependencyTags, view: ViewStamps): number {
    if (tags.size === 0) return 0;
    this.follow(view);
    const members = new Int32Array(tags.size);
    let index = 0;
    for (const tag of tags) members[index++] = this.#numberOfTag(tag);
    members.sort();
    const slot = this.#slotOf(members);
    const known = this.#slots[slot] as number;
    if (known !== 0 && this.isValid(known, view)) {
      this.#computed[2 * known] = Math.min(this.#computed[2 * known] as number, view.revision);
      this.#computed[2 * known + 1] = Math.max(this.#computed[2 * known + 1] as number, view.revision);
      return known;
    }
    const number = this.#add(members, tags, view);
    this.#slots[slot] = number;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    return number;
  }

  addTo(tags: Set<DependencyTag>, number: number): void {
    if (number === 0) return;
    const end = this.#starts[number + 1] as number;
    for (let index = this.#starts[number] as number; index < end; index += 1) {
      tags.add(this.#tags[this.#members[index] as number] as DependencyTag);
    }
  }

  /** Returns the tags of a set. */
  of(number: number): DependencyTags {
    const tags = new Set<DependencyTag>();
    this.addTo(tags, number);
    return tags;
  }

  /**
   * Applies the touches since the last call; if they are missing, ends the results of earlier revisions. Must be called before `isValid`, in
   * the same turn of the event loop.
   */
  follow(view: ViewStamps): void {
    const log = view.published;
    if (log === this.#log && (!log || log.touchCount === this.#touchCount)) return;
    const touches = log && log === this.#log ? log.touchesAfter(this.#touchCount) : null;
    if (touches) for (const touch of touches) this.#apply(touch);
    else this.#endAllBefore(log?.revision ?? Infinity);
    this.#log = log;
    this.#touchCount = log?.touchCount ?? 0;
    this.#revision = log?.revision ?? 0;
  }

  /** Returns whether the results with a number are valid in a view. */
  isValid(number: number, view: ViewStamps): boolean {
    if (number === 0) return true;
    const { revision } = view;
    const first = this.#ranges[2 * number] as number;
    const last = this.#ranges[2 * number + 1] as number;
    if (revision > last) return false;
    if (first <= revision && (revision <= this.#revision || revision === first)) return true;
    return this.#isValidBeyond(number, view);
  }

  /** The slow path of `isValid`: for views of revisions before the results, and for views that are not published yet. */
  #isValidBeyond(number: number, view: ViewStamps): boolean {
    const first = this.#ranges[2 * number] as number;
    const last = Math.min(this.#ranges[2 * number + 1] as number, Math.max(first, this.#revision));
    if (!view.isValidFor({ first, last }, this.of(number))) return false;
    this.#ranges[2 * number] = Math.min(first, view.revision);
    return true;
  }

  #numberOfTag(tag: DependencyTag): number {
    let number = this.#numbers.get(tag);
    if (number === undefined) {
      number = this.#tags.push(tag) - 1;
      this.#numbers.set(tag, number);
      this.#containing.push([]);
    }
    return number;
  }

  #add(members: Int32Array, tags: DependencyTags, view: ViewStamps): number {
    const number = this.#count;
    this.#count += 1;
    this.#starts = withCapacity(this.#starts, number + 2);
    this.#ranges = withCapacity(this.#ranges, 2 * number + 2);
    this.#computed = withCapacity(this.#computed, 2 * number + 2);
    const start = this.#starts[number] as number;
    this.#members = withCapacity(this.#members, start + members.length);
    this.#members.set(members, start);
    this.#starts[number + 1] = start + members.length;
    const { revision } = view;
    this.#ranges[2 * number] = revision;
    this.#ranges[2 * number + 1] = this.#isCurrent(tags, revision) ? Infinity : revision;
    this.#computed.fill(revision, 2 * number, 2 * number + 2);
    for (const member of members) this.#containing[member]?.push(number);
    return number;
  }

  /** Returns the slot of a set: the slot with its newest number, or a free slot. */
  #slotOf(members: Int32Array): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(members, 0, members.length) & mask;
    for (;;) {
      const number = this.#slots[slot] as number;
      if (number === 0 || this.#isSet(number, members)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #isSet(number: number, members: Int32Array): boolean {
    const start = this.#starts[number] as number;
    if ((this.#starts[number + 1] as number) - start !== members.length) return false;
    return members.every((member, index) => this.#members[start + index] === member);
  }

  #rehash(): void {
    const numbers = this.#slots.filter((number) => number !== 0);
    this.#slots = new Int32Array(4 * this.#slots.length);
    const mask = this.#slots.length - 1;
    for (const number of numbers) {
      let slot =
        hashOf(this.#members, this.#starts[number] as number, this.#starts[number + 1] as number) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = number;
    }
  }

  /** Returns whether no published revision after the given one touched the tags; false without a log. */
  #isCurrent(tags: DependencyTags, revision: number): boolean {
    if (!this.#log) return false;
    return revision >= this.#revision || this.#log.lastTouchedOf(tags) <= revision;
  }

  #apply({ revision, tags }: Touch): void {
    this.#end(wholeGraph, revision);
    for (const tag of tags) this.#end(tag, revision);
  }

  /** Ends the results that depend on a tag, if they were computed before a revision that touched the tag. */
  #end(tag: DependencyTag, revision: number): void {
    const tagNumber = this.#numbers.get(tag);
    if (tagNumber === undefined) return;
    const later: number[] = [];
    for (const number of this.#containing[tagNumber] as number[]) {
      const [first, last] = [2 * number, 2 * number + 1];
      const isEarlier = (this.#computed[first] as number) < revision;
      const isLater = (this.#computed[last] as number) >= revision;
      if (isLater) {
        later.push(number);
        // A late touch can separate a result from an earlier view in which it was used.
        this.#ranges[first] = Math.max(this.#ranges[first] as number, revision);
      }
      if (isEarlier) this.#ranges[last] = Math.min(this.#ranges[last] as number, revision - 1);
    }
    this.#containing[tagNumber] = later;
  }

  /**
   * Ends all results that were computed only before a revision. They stay valid up to the last revision whose touches are applied, or up to the
   * last revision in which they were computed, if that is later. Other results are valid only from the last revision in which they were
   * computed. Called if touches are missing: the log does not have them any more, or the views have another log.
   */
  #endAllBefore(revision: number): void {
    for (let number = 1; number < this.#count; number += 1) {
      const last = 2 * number + 1;
      const computed = this.#computed[last] as number;
      if (computed >= revision) this.#ranges[2 * number] = computed;
      else this.#ranges[last] = Math.min(this.#ranges[last] as number, Math.max(computed, this.#revision));
    }
  }
}

/** Returns the list, or a copy with zeros at its end if the list is shorter than `length`. */
function withCapacity<List extends Int32Array | Float64Array>(list: List, length: number): List {
  if (length <= list.length) return list;
  const longer = new (list.constructor as new (length: number) => List)(Math.max(length, 2 * list.length));
  longer.set(list);
  return longer;
}

/** Computes a hash of the elements from `start` to `end` (exclusive), by the algorithm FNV-1a with elements instead of bytes. */
function hashOf(list: Int32Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index += 1) {
    hash = Math.imul(hash ^ (list[index] as number), 0x01000193);
  }
  // The low bits select the slot, so the high bits are mixed into them.
  return (hash ^ (hash >>> 15)) >>> 0;
}
