import type { CacheKey } from '../../graph/cache-keys.js';
import type { Gauge } from '../../graph/values/value-type.js';
import type { CellState, Said, Statement } from './statement.js';
import type { PairVerdict } from '../verdicts/verdict.js';

/**
 * A cell class: the cells of one axis group that state the same in the same words. Their approaches and claims
 * differ, but they have the same verdict against any other cell, so verdicts are cached per pair of classes.
 */
export class CellKind {
  readonly state: CellState;
  readonly said: readonly Said[];
  readonly statements: readonly Statement[];
  /** Equal for cells that give the same verdict against any other cell. */
  readonly signature: CacheKey;
  /** The next class with the same words and another signature; null after the last. */
  readonly saidAlike: CellKind | null;
  readonly #onRelated: () => void;
  /** Created on first use, since few classes are ever compared. */
  #related: Map<CellKind, PairVerdict> | null = null;
  #gauge: Gauge | null | undefined;

  /** @param onCached called for each verdict that is cached */
  constructor(
    { state, said, statements }: Pick<CellKind, 'state' | 'said' | 'statements'>,
    signature: CacheKey,
    onRelated: () => void,
    saidAlike: CellKind | null,
  ) {
    this.state = state;
    this.said = said;
    this.statements = statements;
    this.signature = signature;
    this.saidAlike = saidAlike;
    this.#onRelated = onRelated;
  }

  /** The verdict on this and another class, computed by `relate` on first use. */
  relatedTo(other: CellKind, relate: () => PairVerdict): PairVerdict {
    this.#related ??= new Map();
    const known = this.#related.get(other);
    if (known) return known;
    const related = relate();
    this.#related.set(other, related);
    this.#onRelated();
    return related;
  }

  /** The prepared operand of this class, created by `make` on first use; null if it has none. */
  gauge(make: () => Gauge | null): Gauge | null {
    if (this.#gauge === undefined) this.#gauge = make();
    return this.#gauge;
  }

  /** Removes the cached verdicts. */
  forgetRelated(): void {
    this.#related = null;
  }
}
