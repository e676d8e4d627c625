import type { CacheKey } from '../../graph/cache-keys.js';
import { nameTag, type DependencyTag } from '../../graph/dependencies/dependency-tag.js';
import type { Stamp, ViewStamps } from '../../graph/dependencies/view-stamps.js';
import { fold } from '../../graph/text/fold.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import type { PreparedOperand, Scale } from '../../graph/values/value-type.js';
import type { CellState, CellStatement, Contest, StatedValue } from './statement.js';
import type { PairVerdict } from '../verdicts/verdict.js';
import { CachedOperand } from './cached-operand.js';

/**
 * A cell class: the cells of one axis group with equal statements in equal words. Their approaches and claims differ,
 * but they have the same verdict against any other cell, so verdicts are cached per pair of classes.
 *
 * Views with different spreads can share a class, so distances are cached with the span from which they were computed. Views in which the texts
 * of the class name different concepts cannot share it: see `isValidIn`.
 */
export class CellClass {
  readonly state: CellState;
  readonly contest: Contest | null;
  readonly stated: readonly StatedValue[];
  readonly statements: readonly CellStatement[];
  /** Cells of one axis group with equal signatures have the same verdict against any other cell; see `signature`. */
  readonly signature: CacheKey;
  /** The next class with the same wording, and with another signature or other named concepts; null for the last class. */
  readonly next: CellClass | null;
  readonly #stamp: Stamp;
  readonly #onCached: () => void;
  /** Created on first use, since few classes are compared. */
  #verdicts: Map<CellClass, CachedVerdict> | null = null;
  readonly #operand = new CachedOperand();

  /**
   * @param stamp of the view in which the class is created
   * @param onCached called for each verdict that is added to the cache
   */
  constructor(
    { state, contest, stated, statements }: Pick<CellClass, 'state' | 'contest' | 'stated' | 'statements'>,
    signature: CacheKey,
    stamp: Stamp,
    onCached: () => void,
    next: CellClass | null,
  ) {
    this.state = state;
    this.contest = contest;
    this.stated = stated;
    this.statements = statements;
    this.signature = signature;
    this.next = next;
    this.#stamp = stamp;
    this.#onCached = onCached;
  }

  /**
   * Whether the texts of the class name the same concepts in a view, so that its verdicts and its operand are the same.
   * While a claim states the texts, the tags of their axis cover a change of the named concepts. The class can remain
   * cached after its claims have ended, and is then checked here.
   */
  isValidIn(stamps: ViewStamps): boolean {
    return stamps.isKnown(this.#stamp) || stamps.isValid(this.#stamp, this.#namesOfTexts());
  }

  /** Returns the verdict on this class and another class; calls `relate` if it is not cached for the span. @param scale that `relate` uses */
  verdictAgainst(other: CellClass, scale: Scale, relate: () => PairVerdict): PairVerdict {
    this.#verdicts ??= new Map();
    const cached = this.#verdicts.get(other);
    if (cached && (cached.span === undefined || cached.span === scale.spread)) return cached;
    const result = relate();
    // Without a distance above 0, the verdict does not depend on the span.
    const span = result.distance ? scale.spread : undefined;
    this.#verdicts.set(other, span === undefined ? result : { ...result, span });
    if (!cached) this.#onCached();
    return result;
  }

  /** Returns the prepared operand of this class, see `CachedOperand.get`; null if the class has none. @param scale that `create` uses */
  operand(scale: Scale, create: () => PreparedOperand | null): PreparedOperand | null {
    return this.#operand.get(scale, create);
  }

  *#namesOfTexts(): Iterable<DependencyTag> {
    for (const { values } of this.statements) {
      for (const value of values) {
        for (const text of ruleOf(value).words?.of(value) ?? []) yield nameTag(fold(text));
      }
    }
  }

  /** Evicts the cached verdicts. */
  evictVerdicts(): void {
    this.#verdicts = null;
  }
}

/** A verdict, and the span of its distance; undefined if the verdict does not depend on a measured span. */
interface CachedVerdict extends PairVerdict {
  readonly span?: Scale['spread'];
}
