import { kindOfId, type Approach } from '../graph/concept.js';
import type { Naming } from '../graph/values/value-type.js';
import { axisKinds, axisPredicates } from './axis.js';
import type { Cell } from './cell.js';
import type { ClaimsAtHand } from './claims-at-hand.js';
import { KeptLine, numberOf, type Shared } from './kept-line.js';
import { sumLikenesses } from './likeness.js';
import { axesIn, type CellSource, type Likeness, type Line } from './line.js';

/**
 * Cells that are kept between the comparisons of one revision: one object for one approach in one line,
 * filled when it is looked into. What cells say is kept, and what any two come to; their claims are read
 * anew, since they are many and seldom asked for.
 *
 * It is bounded: at the bound it begins anew, and forgets what cells come to at half of it. Cells that were
 * given out before stay right.
 */
export class KeptCells implements CellSource {
  readonly #claims: ClaimsAtHand;
  readonly #naming: Naming;
  readonly #bound: number;
  readonly #shared: Shared = {
    numbers: new Map(),
    onKept: (size) => this.#keep(size),
    onRelated: () => this.#keepRelated(),
    filledLast: null,
  };
  #lines = new Map<string, KeptLine>();
  #filled = 0;
  #related = 0;
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

  likenesses(lines: readonly Line[], approach: Approach): Iterable<Likeness> {
    const speaking = lines.map((line) => this.#lineOf(line).speaking());
    return sumLikenesses(speaking, approach.id, this.#shared.numbers, this.#naming);
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
    return numberOf(id, this.#shared.numbers);
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
      this.#keep(lineCost);
    }
    return kept;
  }

  #keep(size: number): void {
    this.#filled += size;
    if (this.#filled + this.#related <= this.#bound) return;
    this.#filled = 0;
    this.#related = 0;
    this.#lines = new Map();
  }

  /** Pairs can be many more than cells: they make room first. */
  #keepRelated(): void {
    this.#related += 1;
    if (this.#related * 2 <= this.#bound) return this.#keep(0);
    this.#related = 0;
    for (const line of this.#lines.values()) line.forgetRelated();
  }
}

/** What keeping a line takes, in units of some sixty bytes. */
const lineCost = 8;
