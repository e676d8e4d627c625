import { textKey, textsKey, type CacheKey } from '../../graph/cache-keys.js';
import { kindOfId, type Approach } from '../../graph/concept.js';
import type { Naming } from '../../graph/values/value-type.js';
import type { Steps } from '../../graph/work/steps.js';
import { axisKinds, axisPredicates } from '../../graph/claim.js';
import type { Cell } from '../cells/cell.js';
import type { ClaimsAtHand } from '../cells/claims-at-hand.js';
import type { AxisPlace } from '../cells/axis-place.js';
import { CellScope } from '../cells/content-ids.js';
import { KeptCell, PinnedCell } from './kept-cell.js';
import { KeptColumn } from './kept-column.js';
import { JudgementCache, type KeptJudgements } from '../verdicts/kept-judgements.js';
import { KeptLine, type Shared } from './kept-line.js';
import { LikenessSum, type GrowingLikenesses } from '../nearest/likeness.js';
import { axesIn, type CellSource, type Line } from '../rows/line.js';

/**
 * What is kept of cells between the comparisons of one revision: what they say, and what any two come to; their claims are
 * read anew, since they are many and seldom asked for.
 *
 * It is bounded: beyond the bound it begins anew, and forgets what cells come to at half of it. Cells that were
 * given out before stay right.
 */
export class KeptCells implements CellSource {
  readonly #claims: ClaimsAtHand;
  readonly #naming: Naming;
  readonly #bound: number;
  readonly #shared: Shared = {
    numbers: new Map(),
    onKept: (size) => (this.#filled += size),
    onRelated: () => this.#keepRelated(),
    filledLast: null,
    approachesLast: null,
  };
  #scope = new CellScope([], null);
  /** Lines of one axis, by its id. */
  #lines = new Map<CacheKey, KeptLine>();
  /** Lines of several axes, by their ids. */
  #mergedLines = new Map<CacheKey, KeptLine>();
  /** By the approaches themselves: a view gives out the same object for the same one. */
  #columns = new Map<Approach, KeptColumn>();
  readonly #judgements: JudgementCache;
  #filled = 0;
  #related = 0;
  /** Lines that are still to forget what cells come to; null where none are. */
  #toForget: Iterator<KeptLine, void> | null = null;
  /** The approaches of the comparison that is being made: each of its lines asks for the same. */
  #comparedLast: {
    readonly approaches: readonly Approach[];
    readonly columns: readonly KeptColumn[];
  } | null = null;

  /** @param bound how much is kept, in units of some sixty bytes */
  constructor(claims: ClaimsAtHand, naming: Naming, bound: number) {
    this.#claims = claims;
    this.#naming = naming;
    this.#bound = bound;
    this.#judgements = new JudgementCache(bound / judgementShare);
  }

  spokenOf(approaches: readonly Approach[], axes: readonly string[]): readonly string[] {
    return axes.filter((id) => this.#isSpokenOf(id, approaches));
  }

  placesOf(approaches: readonly Approach[]): Steps<ReadonlyMap<string, AxisPlace>> {
    return this.#claims.placesOf(
      approaches.map(({ id }) => id),
      Object.values(axisPredicates),
    );
  }

  judgementsOf(approaches: readonly Approach[]): KeptJudgements {
    return this.#judgements.of(approaches.map(({ id }) => id));
  }

  cellOf(line: Line, approach: Approach): Cell {
    this.#makeRoom();
    return new KeptCell(this.#columnOf(approach), this.#lineOf(line));
  }

  cellsOf(line: Line, approaches: readonly Approach[]): readonly Cell[] {
    this.#makeRoom();
    const kept = this.#lineOf(line);
    return this.#columnsOf(approaches).map((column) => new KeptCell(column, kept));
  }

  /** The same cells, with the ids that they have where the revision was requested by number. */
  pinnedTo(revision: number): CellSource {
    const scope = new CellScope([], revision);
    return {
      spokenOf: (approaches, axes) => this.spokenOf(approaches, axes),
      placesOf: (approaches) => this.placesOf(approaches),
      cellOf: (line, approach) => {
        this.#makeRoom();
        return new PinnedCell(this.#columnOf(approach), this.#lineOf(line), scope.along(line.axis.id));
      },
      cellsOf: (line, approaches) => {
        this.#makeRoom();
        const kept = this.#lineOf(line);
        const keys = scope.along(line.axis.id);
        return this.#columnsOf(approaches).map((column) => new PinnedCell(column, kept, keys));
      },
      speakersIn: (line) => this.speakersIn(line),
      // What is judged does not depend on ids.
      judgementsOf: (approaches) => this.judgementsOf(approaches),
    };
  }

  speakersIn(line: Line): Iterable<string> {
    const axes = axesIn(line);
    const speakers = axes.map((axis) => this.#claims.subjectsOf(axis.id, axisPredicates[axis.kind]));
    return speakers.length === 1 ? (speakers[0] ?? []) : new Set(speakers.flat());
  }

  /** How alike an approach and each other one are. */
  likenessesTo(approach: Approach): GrowingLikenesses {
    const sum = new LikenessSum(approach.id, this.#shared.numbers, this.#naming);
    return {
      add: (line) => {
        this.#makeRoom();
        sum.add(this.#lineOf(line).speaking());
      },
      likenesses: () => sum.likenesses(),
    };
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

  #columnsOf(approaches: readonly Approach[]): readonly KeptColumn[] {
    if (this.#comparedLast?.approaches !== approaches) {
      this.#comparedLast = { approaches, columns: approaches.map((approach) => this.#columnOf(approach)) };
    }
    return this.#comparedLast.columns;
  }

  #columnOf(approach: Approach): KeptColumn {
    let column = this.#columns.get(approach);
    if (!column) {
      column = new KeptColumn(approach);
      this.#columns.set(approach, column);
      this.#filled += columnCost;
    }
    return column;
  }

  #lineOf(line: Line): KeptLine {
    const isMerged = line.merged.length > 0;
    const lines = isMerged ? this.#mergedLines : this.#lines;
    const key = isMerged ? textsKey(...axesIn(line).map(({ id }) => id)) : textKey(line.axis.id);
    let kept = lines.get(key);
    if (!kept) {
      const keys = this.#scope.along(line.axis.id);
      const number = this.#lines.size + this.#mergedLines.size;
      kept = new KeptLine(number, axesIn(line), keys, this.#claims, this.#naming, this.#shared);
      lines.set(key, kept);
      this.#filled += lineCost;
    }
    return kept;
  }

  /** Begins anew beyond the bound: between comparisons of a line, as lines and columns are made for each other. */
  #makeRoom(): void {
    if (this.#filled + this.#related <= this.#bound) return;
    this.#filled = 0;
    this.#related = 0;
    this.#toForget = null;
    this.#scope = new CellScope([], null);
    this.#lines = new Map();
    this.#mergedLines = new Map();
    this.#columns = new Map();
    this.#comparedLast = null;
  }

  /** Pairs can be many more than cells: they make room first. */
  #keepRelated(): void {
    this.#related += 1;
    this.#forgetSome();
    if (this.#related * 2 <= this.#bound) return;
    this.#related = 0;
    this.#toForget = eachOf(this.#lines, this.#mergedLines);
  }

  /** Of tens of thousands of lines, a few forget at a time: all together would take tens of milliseconds. */
  #forgetSome(): void {
    for (let count = 0; this.#toForget && count < forgottenAtATime; count += 1) {
      const next = this.#toForget.next();
      if (next.done === true) this.#toForget = null;
      else next.value.forgetRelated();
    }
  }
}

function* eachOf(...maps: readonly ReadonlyMap<CacheKey, KeptLine>[]): Generator<KeptLine, void> {
  for (const lines of maps) yield* lines.values();
}

const forgottenAtATime = 4;

/** Judgements are kept beside, within a quarter of the bound: they take about one unit each. */
const judgementShare = 4;
/** What keeping one takes, in units of some sixty bytes. */
const lineCost = 8;
const columnCost = 4;
