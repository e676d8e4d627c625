import type { CacheKey } from '../../graph/cache-keys.js';
import type { Gauge } from '../../graph/values/value-type.js';
import type { CellState, Said, Statement } from './statement.js';
import type { PairVerdict } from '../verdicts/verdict.js';

/**
 * What cells of one line have in common that say the same in the same words: their approaches and claims
 * differ, but each comes to the same with any third, which is worked out once.
 */
export class CellKind {
  readonly state: CellState;
  readonly said: readonly Said[];
  readonly statements: readonly Statement[];
  /** Equal for cells that relate alike. */
  readonly signature: CacheKey;
  /** Another kind that says the same and relates otherwise; null after the last. */
  readonly saidAlike: CellKind | null;
  readonly #onRelated: () => void;
  /** Made for the few that are ever related. */
  #related: Map<CellKind, PairVerdict> | null = null;
  #gauge: Gauge | null | undefined;

  /** @param onRelated is called whenever one more pair is kept */
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

  /** What this and another kind come to, worked out when it is asked for first. */
  relatedTo(other: CellKind, relate: () => PairVerdict): PairVerdict {
    this.#related ??= new Map();
    const known = this.#related.get(other);
    if (known) return known;
    const related = relate();
    this.#related.set(other, related);
    this.#onRelated();
    return related;
  }

  /** What it is measured by, made when it is asked for first; null where it cannot be. */
  gauge(make: () => Gauge | null): Gauge | null {
    if (this.#gauge === undefined) this.#gauge = make();
    return this.#gauge;
  }

  /** Lets go of what it and others come to. */
  forgetRelated(): void {
    this.#related = null;
  }
}
