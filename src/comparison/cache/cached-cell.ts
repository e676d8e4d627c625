import type { Claim } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import type { CellKind } from '../cells/cell-class.js';
import type { Cell, QualifiedValue } from '../cells/cell.js';
import type { CellKeys } from '../cells/content-ids.js';
import type { KeptColumn, WrittenCells } from './cached-column.js';
import type { KeptLine } from './cached-axis-group.js';
import type { CellState, Said, Statement } from '../cells/statement.js';

/**
 * A cell of the cell cache, computed on first use. The object is created for one comparison, and its contents are
 * cached in columns: a hundred thousand cached objects would be scattered in memory, and each access would be a cache
 * miss of the processor.
 */
export class KeptCell implements Cell {
  readonly #column: KeptColumn;
  readonly #line: KeptLine;

  constructor(column: KeptColumn, line: KeptLine) {
    this.#column = column;
    this.#line = line;
  }

  /** Identifies the cell, together with `index`, for caches of its bytes: other objects may represent the same cell. */
  get table(): WrittenCells {
    return this.#column;
  }

  /** The index of the cell in its table. */
  get index(): number {
    return this.#line.number;
  }

  get id(): string {
    return this.#line.keys.idOf(this.approach.id);
  }

  get slot(): string {
    return this.#line.keys.slotOf(this.approach.id);
  }

  get approach(): Approach {
    return this.#column.approach;
  }

  get kind(): CellKind {
    return this.#column.kindIn(this.#line.number) ?? this.#line.learn(this.#column);
  }

  get position(): number | null {
    const known = this.#column.positionIn(this.#line.number);
    if (known !== undefined) return known;
    this.#line.learn(this.#column);
    return this.#column.positionIn(this.#line.number) ?? null;
  }

  get state(): CellState {
    return this.kind.state;
  }

  get said(): readonly Said[] {
    return this.kind.said;
  }

  get statements(): readonly Statement[] {
    return this.kind.statements;
  }

  get values(): readonly QualifiedValue[] {
    return this.#line.fill(this.approach).values;
  }

  get claims(): readonly Claim[] {
    return this.#line.fill(this.approach).claims;
  }
}

/** The same cell of a comparison with a revision number, which its id covers. */
export class PinnedCell extends KeptCell {
  readonly #table: WrittenCells;
  readonly #keys: CellKeys;

  constructor(column: KeptColumn, line: KeptLine, keys: CellKeys) {
    super(column, line);
    this.#table = column.pinned;
    this.#keys = keys;
  }

  override get table(): WrittenCells {
    return this.#table;
  }

  override get id(): string {
    return this.#keys.idOf(this.approach.id);
  }
}
