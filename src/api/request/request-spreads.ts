import type { Axis } from '../../comparison/cells/axis.js';
import type { Spreads } from '../../comparison/cells/spreads.js';
import type { Dimension } from '../../graph/concept.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import { hasSpread, noSpread, type DimensionSpread } from '../../graph/spreads/dimension-spread.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Pace } from '../../graph/work/pace.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';

/** Spreads that can be loaded before they are looked up. */
export interface LoadableSpreads extends Spreads {
  /** Loads the spreads of the dimensions in `axes`, so that `of` returns them. A view that is not in memory loads them in one batch. */
  load(axes: readonly Axis[]): MaybePromise<void>;
}

function dimensionsIn(axes: readonly Axis[]): readonly Dimension[] {
  return axes.filter((axis): axis is Dimension => axis.kind === 'DIMENSION' && hasSpread(axis));
}

/** The spreads of a view that is not in memory, which must be loaded before they are looked up. */
export class StoredSpreads implements LoadableSpreads {
  readonly #loaders: Loaders;
  /** The loaded spreads by dimension id. */
  readonly #loaded = new Map<string, DimensionSpread>();

  constructor(loaders: Loaders) {
    this.#loaders = loaders;
  }

  of(dimension: Dimension): DimensionSpread | null {
    return hasSpread(dimension) ? (this.#loaded.get(dimension.id) ?? null) : noSpread;
  }

  *measuring(): Steps<void> {
    // `load` has measured the spreads.
  }

  load(axes: readonly Axis[]): MaybePromise<void> {
    const missing = dimensionsIn(axes).filter(({ id }) => !this.#loaded.has(id));
    if (missing.length === 0) return undefined;
    return mapMaybe(this.#loaders.spread.loadMany(missing), (spreads) => {
      missing.forEach(({ id }, index) => this.#loaded.set(id, spreads[index] ?? noSpread));
    });
  }
}

/** The spreads of an in-memory view, measured at the pace of a request. */
export class InMemorySpreads implements LoadableSpreads {
  readonly #spreads: Spreads;
  readonly #pace: Pace;

  constructor(spreads: Spreads, pace: Pace) {
    this.#spreads = spreads;
    this.#pace = pace;
  }

  of(dimension: Dimension): DimensionSpread | null {
    return this.#spreads.of(dimension);
  }

  measuring(dimension: Dimension): Steps<void> {
    return this.#spreads.measuring(dimension);
  }

  load(axes: readonly Axis[]): MaybePromise<void> {
    return inSlices(this.#measuringAll(dimensionsIn(axes)), this.#pace);
  }

  *#measuringAll(dimensions: readonly Dimension[]): Steps<void> {
    for (const dimension of dimensions) {
      yield* this.#spreads.measuring(dimension);
      yield;
    }
  }
}
