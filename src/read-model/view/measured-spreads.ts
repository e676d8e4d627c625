import { conceptTag, everyAxis, targetTag } from '../../graph/dependencies/dependency-tag.js';
import {
  isEqualSpread,
  type DimensionSpread,
  type MeasuredSpread,
} from '../../graph/spreads/dimension-spread.js';
import type { RevisionLog } from '../log/revision-log.js';

/** A spread, and its validity range: from `since` (inclusive) to `until` (exclusive). `until` is null while the spread is current. */
interface SpreadVersion {
  readonly spread: DimensionSpread;
  readonly since: number;
  until: number | null;
}

interface CachedSpread {
  /** The latest first. */
  versions: readonly SpreadVersion[];
  slack: number;
}

/** The maximum number of versions of the spread of a dimension that a publication retains, for views of recent revisions. */
const maxVersions = 8;

/**
 * The measured spreads of dimensions, shared by the views of all revisions. A publication measures a spread again only if
 * publications have changed the values of more approaches than the slack of the spread since the last measurement.
 */
export class MeasuredSpreads {
  readonly #cached = new Map<string, CachedSpread>();
  readonly #log: RevisionLog;

  constructor(log: RevisionLog) {
    this.#log = log;
  }

  /** Returns the spread of a dimension at a revision; undefined if the spread is not cached. */
  get(dimension: string, revision: number): DimensionSpread | undefined {
    const versions = this.#cached.get(dimension)?.versions ?? [];
    return versions.find(({ since, until }) => since <= revision && (until === null || revision < until))
      ?.spread;
  }

  /**
   * Adds a spread that was measured in the view of a revision. If a publication has changed the dimension or its values,
   * earlier and later views can have other spreads, which were not compared with this one. Results that depend on the
   * dimension are then not reused for other revisions.
   * @returns whether the spread is cached; false if a later revision touched the dimension or its values
   */
  add(dimension: string, revision: number, { spread, slack }: MeasuredSpread): boolean {
    const tags = [targetTag(dimension, 'HAS_VALUE'), conceptTag(dimension)];
    if (this.get(dimension, revision) === undefined && tags.some((tag) => this.#log.hasTouched(tag))) {
      this.#log.touchLate(conceptTag(dimension));
      this.#log.touchLate(everyAxis);
    }
    if (tags.some((tag) => this.#log.isTouchedAfter(revision, tag))) return false;
    const versions = this.#cached.get(dimension)?.versions ?? [];
    // Two requests may measure one spread at the same time.
    if (versions[0]?.until !== null)
      this.#cached.set(dimension, {
        versions: [{ spread, since: revision, until: null }, ...versions],
        slack,
      });
    return true;
  }

  /**
   * Counts approaches whose values a revision changes.
   * @returns whether the spread must be measured again
   */
  mustMeasure(dimension: string, approaches: number): boolean {
    const cached = this.#cached.get(dimension);
    if (!cached || cached.versions[0]?.until !== null) return false;
    cached.slack -= approaches;
    return cached.slack < 0;
  }

  /**
   * Sets the spread of a dimension at the revision that is being prepared.
   * @returns whether the spread differs from the current spread; true if there is no current spread
   */
  advance(dimension: string, revision: number, { spread, slack }: MeasuredSpread): boolean {
    const versions = this.#cached.get(dimension)?.versions ?? [];
    const [current] = versions;
    const isChanged = !current || current.until !== null || !isEqualSpread(current.spread, spread);
    if (isChanged) {
      this.end(dimension, revision);
      const next = [{ spread, since: revision, until: null }, ...versions].slice(0, maxVersions);
      this.#cached.set(dimension, { versions: next, slack });
    } else (this.#cached.get(dimension) as CachedSpread).slack = slack;
    return isChanged;
  }

  /** Ends the validity of the current spread of a dimension. @param revision the first revision without this spread */
  end(dimension: string, revision: number): void {
    const current = this.#cached.get(dimension)?.versions[0];
    if (current?.until === null) current.until = revision;
  }
}
