import type { CacheKey } from '../../graph/cache-keys.js';
import type { PreparedOperand } from '../../graph/values/value-type.js';
import type { CellState, CellStatement, Contest, StatedValue } from './statement.js';
import type { PairVerdict } from '../verdicts/verdict.js';

/**
 * A cell class: the cells of one axis group with equal statements in equal words. Their approaches and claims differ,
 * but they have the same verdict against any other cell, so verdicts are cached per pair of classes.
 */
export class CellClass {
  readonly state: CellState;
  readonly contest: Contest | null;
  readonly stated: readonly StatedValue[];
  readonly statements: readonly CellStatement[];
  /** Cells of one axis group with equal signatures have the same verdict against any other cell; see `signature`. */
  readonly signature: CacheKey;
  /** The next class with the same wording and another signature; null for the last class. */
  readonly next: CellClass | null;
  readonly #onCached: () => void;
  /** Created on first use, since few classes are compared. */
  #verdicts: Map<CellClass, PairVerdict> | null = null;
  #operand: PreparedOperand | null | undefined;

  /** @param onCached called for each verdict that is cached */
  constructor(
    { state, contest, stated, statements }: Pick<CellClass, 'state' | 'contest' | 'stated' | 'statements'>,
    signature: CacheKey,
    onCached: () => void,
    next: CellClass | null,
  ) {
    this.state = state;
    this.contest = contest;
    this.stated = stated;
    this.statements = statements;
    this.signature = signature;
    this.next = next;
    this.#onCached = onCached;
  }

  /** Returns the verdict on this class and another class, computed by `relate` on first use. */
  verdictAgainst(other: CellClass, relate: () => PairVerdict): PairVerdict {
    this.#verdicts ??= new Map();
    const cached = this.#verdicts.get(other);
    if (cached) return cached;
    const result = relate();
    this.#verdicts.set(other, result);
    this.#onCached();
    return result;
  }

  /** Returns the prepared operand of this class, created by `create` on first use; null if the class has no operand. */
  operand(create: () => PreparedOperand | null): PreparedOperand | null {
    if (this.#operand === undefined) this.#operand = create();
    return this.#operand;
  }

  /** Evicts the cached verdicts. */
  evictVerdicts(): void {
    this.#verdicts = null;
  }
}
