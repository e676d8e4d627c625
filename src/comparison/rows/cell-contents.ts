import type { CacheKey } from '../../graph/cache-keys.js';
import type { Claim } from '../../graph/claim.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import type { ValueDefinition } from '../cells/axis.js';
import { contentOf, type CellContent } from '../cells/cell.js';
import { CellClass } from '../cells/cell-class.js';
import { signature } from './row.js';

/**
 * The contents of the cells of several comparisons, by the list of their claims. Cells along an axis with equal signatures share a class, so that
 * the verdict on two classes is computed once.
 */
export class CellContents {
  readonly #contents = new Map<readonly Claim[], CellContent>();
  /** By the id of the axis, then by signature. */
  readonly #classes = new Map<string, Map<CacheKey, CellClass>>();

  /**
   * The content of a cell.
   * @param axis the id of the axis of all claims
   * @param claims each list is of one cell
   */
  of(
    axis: string,
    claims: readonly Claim[],
    definition: ValueDefinition,
    nameLookup: NameLookup,
  ): CellContent {
    const known = this.#contents.get(claims);
    if (known) return known;
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
      // The class is used in this object only, so it is neither evicted nor counted.
      cellClass = new CellClass(content, key, { first: 0, last: 0 }, () => undefined, null);
      classes.set(key, cellClass);
    }
    return cellClass;
  }
}
