import type { Claim } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import type { CellKind } from '../cells/cell-kind.js';
import type { Cell, QualifiedValue } from '../cells/cell.js';
import type { CellKeys } from '../cells/content-ids.js';
import type { KeptColumn, WrittenCells } from './kept-column.js';
import type { KeptLine } from './kept-line.js';
import type { CellState, Said, Statement } from '../cells/statement.js';

/**
 * The cell of an approach in a line, filled when it is looked into. It is made for one comparison, and what is learnt of
 * it is kept in the column: a hundred thousand objects that are kept lie far apart, and each costs a wait for the
 * memory whenever it is looked at.
 */
export class KeptCell implements Cell {
  readonly #column: KeptColumn;
  readonly #line: KeptLine;

  constructor(column: KeptColumn, line: KeptLine) {
    this.#column = column;
    this.#line = line;
  }

  /** What stands for the same cell, whichever object does, for whoever keeps what was made of it. */
  get table(): WrittenCells {
    return this.#column;
  }

  /** Its place in the table. */
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

/** The same cell where the revision was requested by number, which its id then covers. */
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
