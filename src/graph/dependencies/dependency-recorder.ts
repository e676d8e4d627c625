import { axisKinds, type AxisKind, type Predicate } from '../claim.js';
import { kindOfId, type ConceptKind } from '../concept.js';
import {
  aboutTag,
  axisSlugTag,
  claimTag,
  claimedAxesTag,
  conceptTag,
  everyAxis,
  kindTag,
  linkTag,
  nameTag,
  namesAlongTag,
  slugTag,
  sourceTag,
  subjectTag,
  targetTag,
  wholeGraph,
  type DependencyTag,
} from './dependency-tag.js';

export type DependencyTags = ReadonlySet<DependencyTag>;

/** Sets of tags by number. The set with a number never changes. */
export interface NumberedTags {
  /** Adds the tags of a set to other tags. */
  addTo(tags: Set<DependencyTag>, number: number): void;
}

export const noDependencies: DependencyTags = new Set();
export const onWholeGraph: DependencyTags = new Set([wholeGraph]);

/** The maximum number of tags of a result. A result with more tags depends on the whole graph. */
const maxTags = 2_048;
/** The maximum number of axes of a result; with more, the result depends on `everyAxis`. */
const maxAxes = 192;
/** The maximum number of links of one subject of a result; with more, the result depends on the subject instead. */
const maxLinks = 8;

/**
 * Records which parts of the graph are read, to find the tags of the results. A result has many reads, so recording must
 * be cheap: for the most frequent reads, only ids or pooled tags are recorded. The tags of the ids are created at the end.
 *
 * Results that are parts of other results are recorded in scopes: see `begin`. A scope is open only during synchronous
 * work.
 */
export class DependencyRecorder {
  #scope = new Scope();

  /** An object that identifies the current scope. It is another object after a scope begins or ends. */
  get scope(): object {
    return this.#scope;
  }

  /** Records a dependency on everything, for reads that have no narrower tag. */
  wholeGraph(): void {
    this.#scope.isOnWholeGraph = true;
  }

  /** Records a tag. */
  tag(tag: DependencyTag): void {
    (this.#scope.tags ??= new Set()).add(tag);
  }

  /** Records the tags of a result that is part of the current result. */
  include(tags: DependencyTags): void {
    if (tags.size > 0) (this.#scope.included ??= new Set()).add(tags);
  }

  /**
   * Records the tags of results that are parts of the current result, by the numbers of their sets of tags. Nothing is looked up until the
   * tags are needed: a response can have hundreds of parts.
   */
  includeNumbered(sets: NumberedTags, numbers: readonly number[]): void {
    if (numbers.length === 0) return;
    const numbered = (this.#scope.numbered ??= new Map<NumberedTags, number[]>());
    const earlier = numbered.get(sets);
    if (earlier) for (const number of numbers) earlier.push(number);
    else numbered.set(sets, [...numbers]);
  }

  concept(id: string): void {
    const { tag, isAxis } = conceptTags.of(id);
    if (isAxis) this.axis(tag);
    else this.tag(tag);
  }

  slug(kind: ConceptKind, slug: string): void {
    addTo((this.#scope.slugs ??= new Map<ConceptKind, Set<string>>()), kind, slug);
  }

  /** Records the axes of any kind with a slug. */
  axisSlug(slug: string): void {
    this.tag(axisSlugTags.of(slug));
  }

  kind(kind: ConceptKind): void {
    this.tag(kindTag(kind));
  }

  name(folded: string): void {
    (this.#scope.names ??= new Set()).add(folded);
  }

  claimedAxes(kind: AxisKind): void {
    this.tag(claimedAxesTag(kind));
  }

  subject(id: string): void {
    (this.#scope.subjects ??= new Set()).add(id);
  }

  about(subject: string, predicate: Predicate): void {
    addTo((this.#scope.about ??= new Map<Predicate, Set<string>>()), predicate, subject);
  }

  /** Records the claims about a subject with a target. @param target null for the claims without a target */
  link(subject: string, target: string | null): void {
    addTo((this.#scope.links ??= new Map<string, Set<string | null>>()), subject, target);
  }

  /**
   * Records the claims about several subjects with a target, in one step.
   * @param subjects the same array for each target, because the links are recorded by array
   */
  links(subjects: readonly Subject[], target: string): void {
    const lists = (this.#scope.linksOfLists ??= new Map<readonly Subject[], Set<string> | null>());
    const targets = lists.get(subjects);
    if (targets === null) return;
    if (!targets) {
      lists.set(subjects, new Set([target]));
    } else if (targets.size < maxLinks || targets.has(target)) {
      targets.add(target);
    } else {
      for (const { id } of subjects) this.subject(id);
      lists.set(subjects, null);
    }
  }

  /** Records an axis. @param tag of the axis; see `tagOfConcept` */
  axis(tag: DependencyTag): void {
    const scope = this.#scope;
    if (scope.isOnEveryAxis) return;
    const axes = (scope.axes ??= new Set());
    axes.add(tag);
    if (axes.size <= maxAxes) return;
    scope.axes = null;
    scope.isOnEveryAxis = true;
    this.tag(everyAxis);
  }

  /** Records the claims toward a target with a predicate, and, for HAS_VALUE, the concepts that their texts name. */
  toward(target: string, predicate: Predicate): void {
    addTo((this.#scope.toward ??= new Map<Predicate, Set<string>>()), predicate, target);
  }

  source(id: string): void {
    this.tag(sourceTag(id));
  }

  claim(id: string): void {
    this.tag(claimTag(id));
  }

  /**
   * The tags of everything that was recorded in the current scope, created when they are first needed: most responses are
   * replaced before a publication needs their tags. Nothing may be recorded in this scope afterwards.
   */
  recordedLater(): LazyTags {
    return new LazyTags(this.#scope);
  }

  /**
   * Begins a scope: the following reads are recorded for a part of the current result, until `end` is called.
   * @returns the outer scope, for `end`
   */
  begin(): OuterScope {
    const outer = this.#scope;
    this.#scope = new Scope();
    return outer as unknown as OuterScope;
  }

  /** Ends a scope, and includes its tags in the outer scope. @returns the tags of the part */
  end(outer: OuterScope): DependencyTags {
    const tags = this.endSeparately(outer);
    this.include(tags);
    return tags;
  }

  /** Ends a scope. The caller includes its tags in the outer scope later. @returns the tags of the part */
  endSeparately(outer: OuterScope): DependencyTags {
    const tags = this.#scope.tagsOf();
    this.#scope = outer as unknown as Scope;
    return tags;
  }

  /** Reads without recording. For caches that record the tags of each result themselves, on hits and on misses. */
  unrecorded<Result>(read: () => Result): Result {
    const scope = this.#scope;
    this.#scope = new Scope();
    try {
      return read();
    } finally {
      this.#scope = scope;
    }
  }

  /** The tags of everything that was recorded so far in the current scope. */
  recorded(): DependencyTags {
    return this.#scope.tagsOf();
  }
}

declare const isOuterScope: unique symbol;
/** A scope of a recorder in which another scope was begun. */
export interface OuterScope {
  readonly [isOuterScope]: true;
}

/** The tags of a result, created from its reads when they are first needed. */
export class LazyTags implements ReadonlySet<DependencyTag> {
  #scope: Scope | null;
  #tags: DependencyTags = noDependencies;
  /** The approximate number of tags; each part of the result counts as one. */
  readonly sizeHint: number;

  constructor(scope: object) {
    this.#scope = scope as Scope;
    this.sizeHint = this.#scope.sizeHint;
  }

  get size(): number {
    return this.#all().size;
  }

  has(tag: DependencyTag): boolean {
    return this.#all().has(tag);
  }

  forEach(visit: (tag: DependencyTag, again: DependencyTag, tags: DependencyTags) => void): void {
    this.#all().forEach(visit);
  }

  keys(): SetIterator<DependencyTag> {
    return this.#all().keys();
  }

  values(): SetIterator<DependencyTag> {
    return this.#all().values();
  }

  entries(): SetIterator<[DependencyTag, DependencyTag]> {
    return this.#all().entries();
  }

  [Symbol.iterator](): SetIterator<DependencyTag> {
    return this.#all().values();
  }

  #all(): DependencyTags {
    if (this.#scope) {
      this.#tags = this.#scope.tagsOf();
      this.#scope = null;
    }
    return this.#tags;
  }
}

/** The reads of one result. A collection is null while it has no entries. */
class Scope {
  isOnWholeGraph = false;
  /** Whether more than `maxAxes` axes were recorded. */
  isOnEveryAxis = false;
  axes: Set<DependencyTag> | null = null;
  slugs: Map<ConceptKind, Set<string>> | null = null;
  names: Set<string> | null = null;
  subjects: Set<string> | null = null;
  about: Map<Predicate, Set<string>> | null = null;
  links: Map<string, Set<string | null>> | null = null;
  /** By list of subjects, the targets; null if the subjects are recorded instead, because there are too many targets. */
  linksOfLists: Map<readonly Subject[], Set<string> | null> | null = null;
  toward: Map<Predicate, Set<string>> | null = null;
  tags: Set<DependencyTag> | null = null;
  included: Set<DependencyTags> | null = null;
  numbered: Map<NumberedTags, number[]> | null = null;

  /** The approximate number of tags; each included set counts as one. */
  get sizeHint(): number {
    const sets = [this.tags, this.axes, this.names, this.subjects, this.links, this.included];
    let size = sets.reduce((sum, set) => sum + (set?.size ?? 0), 0);
    for (const numbers of this.numbered?.values() ?? []) size += numbers.length;
    return size;
  }

  /** Creates the tags of the reads. */
  tagsOf(): DependencyTags {
    if (this.isOnWholeGraph) return onWholeGraph;
    const only = this.#onlyIncluded();
    if (only) return only;
    const tags = new Set(this.tags);
    for (const tag of this.axes ?? []) tags.add(tag);
    this.#addClaims(tags);
    for (const [kind, slugs] of this.slugs ?? []) for (const slug of slugs) tags.add(slugTag(kind, slug));
    for (const name of this.names ?? []) tags.add(nameTag(name));
    for (const included of this.included ?? []) {
      if (tags.size + included.size > maxTags) return onWholeGraph;
      for (const tag of included) tags.add(tag);
    }
    for (const [sets, numbers] of this.numbered ?? []) {
      for (const number of new Set(numbers)) {
        sets.addTo(tags, number);
        if (tags.size > maxTags) return onWholeGraph;
      }
    }
    if (tags.has(wholeGraph) || tags.size > maxTags) return onWholeGraph;
    return tags.size === 0 ? noDependencies : tags;
  }

  /** The included set of tags if nothing else was read; `noDependencies` if nothing was read; null otherwise. */
  #onlyIncluded(): DependencyTags | null {
    const hasReads =
      this.tags ??
      this.axes ??
      this.slugs ??
      this.names ??
      this.subjects ??
      this.about ??
      this.links ??
      this.linksOfLists ??
      this.toward ??
      this.numbered;
    if (hasReads !== null) return null;
    if (this.included === null) return noDependencies;
    return this.included.size === 1 ? ([...this.included][0] as DependencyTags) : null;
  }

  #addClaims(tags: Set<DependencyTag>): void {
    const { subjects } = this;
    for (const subject of subjects ?? []) tags.add(tagOfSubject(subject));
    const links = this.links ?? new Map<string, Set<string | null>>();
    for (const [list, targets] of this.linksOfLists ?? []) {
      for (const { id } of list) for (const target of targets ?? []) addTo(links, id, target);
    }
    for (const [subject, targets] of links) {
      if (subjects?.has(subject) === true) continue;
      if (targets.size > maxLinks) tags.add(tagOfSubject(subject));
      else for (const target of targets) tags.add(linkTag(subject, target));
    }
    for (const [predicate, ids] of this.about ?? []) {
      for (const id of ids) if (subjects?.has(id) !== true) tags.add(aboutTag(id, predicate));
    }
    for (const [predicate, targets] of this.toward ?? []) {
      for (const target of targets) {
        tags.add(targetTag(target, predicate));
        if (predicate === 'HAS_VALUE') tags.add(namesAlongTag(target));
      }
    }
  }
}

/** An approach or another subject of claims. */
interface Subject {
  readonly id: string;
}

/** A cache of tags by id or slug: most results have the tags of the same concepts, and share the texts. */
class TagPool<Tag> {
  readonly #create: (id: string) => Tag;
  readonly #tags = new Map<string, Tag>();

  constructor(create: (id: string) => Tag) {
    this.#create = create;
  }

  of(id: string): Tag {
    let tag = this.#tags.get(id);
    if (tag === undefined) {
      if (this.#tags.size >= maxPooled) this.#tags.clear();
      tag = this.#create(id);
      this.#tags.set(id, tag);
    }
    return tag;
  }
}

/** The maximum number of tags of a pool: about 10 MB. */
const maxPooled = 50_000;
const conceptTags = new TagPool((id) => ({ tag: conceptTag(id), isAxis: isAxisId(id) }));
const subjectTags = new TagPool(subjectTag);
const axisSlugTags = new TagPool(axisSlugTag);

/** Returns `conceptTag` of an id from a pool, so that most results share the text. */
export function tagOfConcept(id: string): DependencyTag {
  return conceptTags.of(id).tag;
}

function tagOfSubject(id: string): DependencyTag {
  return subjectTags.of(id);
}

function isAxisId(id: string): boolean {
  return (axisKinds as readonly (ConceptKind | undefined)[]).includes(kindOfId(id));
}

function addTo<Key, Value>(sets: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
