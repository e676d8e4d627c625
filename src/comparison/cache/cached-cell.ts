import type { Claim } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import type { CellClass } from '../cells/cell-class.js';
import type { Cell, CellRow, QualifiedValue } from '../cells/cell.js';
import type { CellKeys } from '../cells/content-ids.js';
import type { CachedColumn, RecordTable } from './cached-column.js';
import type { CachedAxisGroup } from './cached-axis-group.js';
import type { CellView } from './cell-view.js';
import type { CellState, CellStatement, Contest, StatedValue } from '../cells/statement.js';

/**
 * A cell of the cell cache, computed on first use. The object is created for one comparison, and its class and position
 * are cached in columns: a hundred thousand cached objects would be scattered in memory, and each access would be a cache
 * miss of the processor.
 */
export class CachedCell implements Cell {
  readonly #column: CachedColumn;
  readonly #group: CachedAxisGroup;
  readonly #view: CellView;
  readonly #row: CellRow;

  /** @param view the view of the request, in which the column and the group are valid */
  constructor(column: CachedColumn, group: CachedAxisGroup, view: CellView, row: CellRow) {
    this.#column = column;
    this.#group = group;
    this.#view = view;
    this.#row = row;
  }

  get row(): CellRow {
    return this.#row;
  }

  /** Together with `index`, identifies the cell in caches of its bytes: several objects can represent one cell. */
  get table(): RecordTable {
    return this.#column;
  }

  /** The index of the cell in its table. */
  get index(): number {
    return this.#group.number;
  }

  get id(): string {
    return this.#group.keys.idOf(this.approach.id);
  }

  get slot(): string {
    return this.#group.keys.slotOf(this.approach.id);
  }

  get approach(): Approach {
    return this.#column.approach;
  }

  get cellClass(): CellClass {
    return this.#column.classIn(this.#group.number) ?? this.#group.classify(this.#column, this.#view);
  }

  get position(): number | null {
    const position = this.#column.positionIn(this.#group.number);
    if (position !== undefined) return position;
    this.#group.classify(this.#column, this.#view);
    return this.#column.positionIn(this.#group.number) ?? null;
  }

  get state(): CellState {
    return this.cellClass.state;
  }

  get contest(): Contest | null {
    return this.cellClass.contest;
  }

  get stated(): readonly StatedValue[] {
    return this.cellClass.stated;
  }

  get statements(): readonly CellStatement[] {
    return this.cellClass.statements;
  }

  get values(): readonly QualifiedValue[] {
    return this.#group.fill(this.approach, this.#view).values;
  }

  get claims(): readonly Claim[] {
    return this.#group.fill(this.approach, this.#view).claims;
  }
}

/** A cached cell in a comparison of a request that selects a revision; the id of the cell covers the revision. */
export class PinnedCell extends CachedCell {
  readonly #table: RecordTable;
  readonly #keys: CellKeys;

  constructor(
    column: CachedColumn,
    group: CachedAxisGroup,
    view: CellView,
    row: CellRow,
    pinned: { readonly keys: CellKeys; readonly revision: number },
  ) {
    super(column, group, view, row);
    this.#table = column.pinnedTo(pinned.revision);
    this.#keys = pinned.keys;
  }

  override get table(): RecordTable {
    return this.#table;
  }

  override get id(): string {
    return this.#keys.idOf(this.approach.id);
  }
}
