import { axisKinds } from '../../../graph/claim.js';
import type { GraphStatistics } from '../../../graph/ports/statistics.js';
import type { ComparisonSize } from '../work/comparison-size.js';
import type { SelectionTotal } from './selection-total.js';

/** The context of selections: the size of the enclosing comparison or ranking, if any, and the estimates of fragments in this context. */
export interface SelectionContext {
  readonly size: ComparisonSize | null;
  readonly fragments: Map<string, SelectionTotal>;
}

/**
 * The maximum number of different sizes of comparisons and rankings in one operation. This number bounds the time, because fragments are estimated
 * once for each size. All further sizes are estimated as one size with the maximum numbers of approaches, criteria and rows.
 */
const maxSizes = 32;

/** The contexts of one operation. Comparisons of equal size share a context. */
export class SelectionContexts {
  readonly #statistics: GraphStatistics;
  readonly #bySize = new Map<string, SelectionContext>();
  #largest: SelectionContext | null = null;

  constructor(statistics: GraphStatistics) {
    this.#statistics = statistics;
  }

  of(size: ComparisonSize): SelectionContext {
    const key = Object.values(size).join();
    let context = this.#bySize.get(key);
    if (!context) {
      if (this.#bySize.size >= maxSizes) return (this.#largest ??= this.#makeLargest(size));
      context = { size, fragments: new Map() };
      this.#bySize.set(key, context);
    }
    return context;
  }

  #makeLargest(size: ComparisonSize): SelectionContext {
    const { concepts } = this.#statistics;
    const axes = axisKinds.reduce((sum, kind) => sum + concepts[kind], 0);
    const largest = { approaches: 50, criteria: 50, rows: Math.max(500, axes), cellClaims: 1 };
    return { size: { ...size, ...largest }, fragments: new Map() };
  }
}
