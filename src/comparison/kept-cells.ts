import type { Absence, Claim, Predicate, Qualifier } from '../graph/claim.js';
import { kindOfId, type Approach } from '../graph/concept.js';
import type { ClaimValue } from '../graph/values/claim-value.js';
import type { Naming } from '../graph/values/value-type.js';
import { axisKinds, axisPredicates, measureOf, type Axis, type Measure } from './axis.js';
import { CellKind } from './cell-kind.js';
import { fillCell, type Cell, type QualifiedValue } from './cell.js';
import type { CellState, Said, Statement } from './statement.js';
import { axesIn, type CellSource, type Line } from './line.js';
import { signature } from './row.js';

/** Claims at hand, one key at a time. */
export interface ClaimsAtHand {
  /** The claims about a subject that point at a target by a predicate, in editorial order. */
  claimsAlong(subject: string, predicate: Predicate, target: string): readonly Claim[];
  /** The targets of the claims about a subject by a predicate. */
  targetsOf(subject: string, predicate: Predicate): readonly string[];
  /** The subjects of the claims that point at a target by a predicate. */
  subjectsOf(target: string, predicate: Predicate): readonly string[];
}

/** What keeping one thing takes, in units of some sixty bytes. */
const costs = { line: 8, cell: 1, kind: 10, related: 1 } as const;

/**
 * Cells that are kept between the comparisons of one revision: one object for one approach in one line,
 * filled when it is looked into. What cells say is kept, and what any two come to; their claims are read
 * anew, since they are many and seldom asked for.
 *
 * It is bounded: at the bound it begins anew. Cells that were given out before stay right.
 */
export class KeptCells implements CellSource {
  readonly #claims: ClaimsAtHand;
  readonly #naming: Naming;
  readonly #bound: number;
  readonly #shared: Shared = { onKept: (size) => this.#keep(size), filledLast: null };
  #lines = new Map<string, KeptLine>();
  #filled = 0;
  /** Numbers of approaches, by which lines find their cells. */
  readonly #numbers = new Map<string, number>();
  /** The approaches of the comparison that is being made: each of its lines asks for the same. */
  #comparedLast: { readonly approaches: readonly Approach[]; readonly numbers: readonly number[] } | null =
    null;

  /** @param bound how much is kept, in units of some sixty bytes */
  constructor(claims: ClaimsAtHand, naming: Naming, bound: number) {
    this.#claims = claims;
    this.#naming = naming;
    this.#bound = bound;
  }

  axesOf(approaches: readonly Approach[], among: readonly string[] | null): Iterable<string> {
    if (among) return among.filter((id) => this.#isSpokenOf(id, approaches));
    const axes = new Set<string>();
    for (const { id } of approaches) {
      for (const predicate of Object.values(axisPredicates)) {
        for (const target of this.#claims.targetsOf(id, predicate)) axes.add(target);
      }
    }
    return axes;
  }

  cellOf(line: Line, approach: Approach): Cell {
    return this.#lineOf(line).cellOf(approach, this.#numberOf(approach));
  }

  cellsOf(line: Line, approaches: readonly Approach[]): readonly Cell[] {
    const kept = this.#lineOf(line);
    const numbers = this.#numbersOf(approaches);
    return approaches.map((approach, index) => kept.cellOf(approach, numbers[index] as number));
  }

  speakersIn(line: Line): Iterable<string> {
    const axes = axesIn(line);
    const speakers = axes.map((axis) => this.#claims.subjectsOf(axis.id, axisPredicates[axis.kind]));
    return speakers.length === 1 ? (speakers[0] ?? []) : new Set(speakers.flat());
  }

  #isSpokenOf(id: string, approaches: readonly Approach[]): boolean {
    return axisKinds.some(
      (kind) =>
        kind === kindOfId(id) &&
        approaches.some(
          (approach) => this.#claims.claimsAlong(approach.id, axisPredicates[kind], id).length > 0,
        ),
    );
  }

  #numbersOf(approaches: readonly Approach[]): readonly number[] {
    if (this.#comparedLast?.approaches !== approaches) {
      const numbers = approaches.map((approach) => this.#numberOf(approach));
      this.#comparedLast = { approaches, numbers };
    }
    return this.#comparedLast.numbers;
  }

  #numberOf({ id }: Approach): number {
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(id, number);
    }
    return number;
  }

  #lineOf(line: Line): KeptLine {
    const key =
      line.merged.length === 0
        ? line.axis.id
        : axesIn(line)
            .map(({ id }) => id)
            .join(' ');
    let kept = this.#lines.get(key);
    if (!kept) {
      kept = new KeptLine(axesIn(line), this.#claims, this.#naming, this.#shared);
      this.#lines.set(key, kept);
      this.#keep(costs.line);
    }
    return kept;
  }

  #keep(size: number): void {
    this.#filled += size;
    if (this.#filled <= this.#bound) return;
    this.#filled = 0;
    this.#lines = new Map();
  }
}

/** What the lines of one source share. */
interface Shared {
  readonly onKept: (size: number) => void;
  /** The last cell that was filled: whoever writes a cell asks for its values, then its claims. */
  filledLast: { readonly line: KeptLine; readonly cell: Cell } | null;
}

/** The cells of one line. */
class KeptLine {
  readonly #axes: readonly Axis[];
  readonly #measure: Measure;
  readonly #claims: ClaimsAtHand;
  readonly #naming: Naming;
  readonly #shared: Shared;
  /** By the numbers of approaches. */
  readonly #cells: (KeptCell | undefined)[] = [];
  readonly #kinds = new Map<string, CellKind>();

  constructor(axes: readonly Axis[], claims: ClaimsAtHand, naming: Naming, shared: Shared) {
    this.#axes = axes;
    this.#measure = measureOf(axes[0] as Axis);
    this.#claims = claims;
    this.#naming = naming;
    this.#shared = shared;
  }

  cellOf(approach: Approach, number: number): Cell {
    let cell = this.#cells[number];
    if (!cell) {
      cell = new KeptCell(approach, this);
      this.#cells[number] = cell;
      this.#shared.onKept(costs.cell);
    }
    return cell;
  }

  /** The cell as its claims fill it. */
  fill(approach: Approach): Cell {
    const last = this.#shared.filledLast;
    if (last && last.line === this && last.cell.approach === approach) return last.cell;
    const cell = this.#fill(approach);
    this.#shared.filledLast = { line: this, cell };
    return cell;
  }

  #fill(approach: Approach): Cell {
    const [axis, ...merged] = this.#axes as [Axis, ...Axis[]];
    let claims = this.#claims.claimsAlong(approach.id, axisPredicates[axis.kind], axis.id);
    for (const other of merged) {
      claims = [...claims, ...this.#claims.claimsAlong(approach.id, axisPredicates[other.kind], other.id)];
    }
    return fillCell(approach, claims, this.#measure, this.#naming);
  }

  /** The kind of a filled cell: the same one for cells that say the same in the same words. */
  kindOf(cell: Cell): CellKind {
    const sameWords = JSON.stringify([cell.state, cell.said.map(toWords)]);
    const related = signature(cell);
    const key = `${sameWords} ${related}`;
    let kind = this.#kinds.get(key);
    if (!kind) {
      const { state, statements } = cell;
      kind = new CellKind({ state, said: cell.said.map(toSaid), statements }, related, () =>
        this.#shared.onKept(costs.related),
      );
      this.#kinds.set(key, kind);
      this.#shared.onKept(costs.kind);
    }
    return kind;
  }
}

function toSaid({ value, absence, qualifiers }: Said): Said {
  return { value, absence, qualifiers };
}

function toWords({
  value,
  absence,
  qualifiers,
}: Said): readonly [ClaimValue | null, Absence | null, readonly Qualifier[]] {
  return [value, absence, qualifiers];
}

/** A cell that is filled when it is looked into. */
export class KeptCell implements Cell {
  readonly approach: Approach;
  /** Room for whoever keeps what was made of the cell: who that is, and the place where it is found again. */
  keeper: object | null = null;
  place = 0;
  readonly #line: KeptLine;
  #kind: CellKind | undefined;
  #position: number | null = null;

  constructor(approach: Approach, line: KeptLine) {
    this.approach = approach;
    this.#line = line;
  }

  get kind(): CellKind {
    return this.#kind ?? this.#learn();
  }

  get position(): number | null {
    if (!this.#kind) this.#learn();
    return this.#position;
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

  #learn(): CellKind {
    const cell = this.#line.fill(this.approach);
    this.#position = cell.position;
    return (this.#kind = this.#line.kindOf(cell));
  }
}
