import type { CacheKey } from '../../graph/cache-keys.js';
import type { Claim } from '../../graph/claim.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import type { ValueDefinition } from '../cells/axis.js';
import { contentOf, type CellContent } from '../cells/cell.js';
import { CellClass } from '../cells/cell-class.js';
import { signature } from './row.js';

/**
 * Caches the contents of the cells of several comparisons by the array of their claims. Cells of one axis share a class if
 * their signatures are equal, so the verdict on two classes is computed once.
 */
export class CellContents {
  readonly #contents = new Map<readonly Claim[], CellContent>();
  /** By the id of the axis, then by signature. */
  readonly #classes = new Map<string, Map<CacheKey, CellClass>>();

  /**
   * Returns the content of a cell.
   * @param axis the id of the axis of all claims
   * @param claims the cache key is this array object, so each cell with claims needs its own array
   */
  of(
    axis: string,
    claims: readonly Claim[],
    definition: ValueDefinition,
    nameLookup: NameLookup,
  ): CellContent {
    const cached = this.#contents.get(claims);
    if (cached) return cached;
    const content = contentOf(claims, definition, nameLookup);
    if (claims.length === 0) return content;
    const classed = { ...content, cellClass: this.#classOf(axis, content) };
    this.#contents.set(claims, classed);
    return classed;
  }

  #classOf(axis: string, content: CellContent): CellClass {
    let classes = this.#classes.get(axis);
    if (!classes) {
      classes = new Map();
      this.#classes.set(axis, classes);
    }
    const key = signature(content);
    let cellClass = classes.get(key);
    if (!cellClass) {
      // No shared cache contains this class, so its verdicts are neither counted nor evicted.
      cellClass = new CellClass(content, key, { first: 0, last: 0 }, () => undefined, null);
      classes.set(key, cellClass);
    }
    return cellClass;
  }
}
