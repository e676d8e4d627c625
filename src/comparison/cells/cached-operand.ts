import type { PreparedOperand, Scale } from '../../graph/values/value-type.js';

/** Caches the prepared operand of one value. Views with different spreads can share the cache, so the operand is created again for another span. */
export class CachedOperand {
  #operand: PreparedOperand | null | undefined;
  #span: Scale['spread'];

  /** Returns the operand; calls `create` on first use, and if the span has changed. @param scale that `create` uses */
  get(scale: Scale, create: () => PreparedOperand | null): PreparedOperand | null {
    const { spread } = scale;
    if (this.#operand === undefined || this.#span !== spread) {
      this.#operand = create();
      this.#span = spread;
    }
    return this.#operand;
  }
}
