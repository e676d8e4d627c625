import { axisKinds } from '../../../graph/claim.js';
import type { GraphStatistics } from '../../../graph/ports/statistics.js';
import type { ComparisonSize } from '../work/comparison-size.js';
import type { SelectionTotal } from './selection-total.js';

/** Where selections stand: the size of the comparison or ranking around them, if any, and the fragments that have been measured there. */
export interface SelectionContext {
  readonly size: ComparisonSize | null;
  readonly fragments: Map<string, SelectionTotal>;
}

/**
 * So many sizes of comparisons are told apart in one operation, since fragments are measured once for each. Those that follow are
 * measured as the largest that there can be.
 */
const mostSizes = 32;

/** The surroundings that an operation has: equal sizes share theirs. */
export class SelectionContexts {
  readonly #statistics: GraphStatistics;
  readonly #bySize = new Map<string, SelectionContext>();
  #largest: SelectionContext | null = null;

  constructor(statistics: GraphStatistics) {
    this.#statistics = statistics;
  }

  of(size: ComparisonSize): SelectionContext {
    const key = Object.values(size).join();
    let known = this.#bySize.get(key);
    if (!known) {
      if (this.#bySize.size >= mostSizes) return (this.#largest ??= this.#makeLargest(size));
      known = { size, fragments: new Map() };
      this.#bySize.set(key, known);
    }
    return known;
  }

  #makeLargest(size: ComparisonSize): SelectionContext {
    const { concepts } = this.#statistics;
    const axes = axisKinds.reduce((sum, kind) => sum + concepts[kind], 0);
    const most = { approaches: 50, criteria: 50, rows: Math.max(500, axes), cellClaims: 1 };
    return { size: { ...size, ...most }, fragments: new Map() };
  }
}
