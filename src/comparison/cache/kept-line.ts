import { cacheKey, type CacheKey } from '../../graph/cache-keys.js';
import { axisPredicates, type Absence, type Claim, type Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { Naming } from '../../graph/values/value-type.js';
import { measureOf, type Axis, type Measure } from '../cells/axis.js';
import { CellKind } from '../cells/cell-kind.js';
import { contentOf, type CellContent } from '../cells/cell.js';
import type { ClaimsAtHand, VisitStated } from '../cells/claims-at-hand.js';
import type { CellKeys } from '../cells/content-ids.js';
import type { KeptColumn } from './kept-column.js';
import type { SpeakingLine } from '../nearest/likeness.js';
import { signature } from '../rows/row.js';
import { SpokenCell } from '../nearest/spoken-cell.js';
import type { Said } from '../cells/statement.js';

/** What the lines of one source share. */
export interface Shared {
  /** The numbers of approaches, given as they come. */
  readonly numbers: Map<string, number>;
  /** Is told how much more is kept, in units of some sixty bytes. */
  readonly onKept: (size: number) => void;
  /** Is told of one more pair of kinds whose relation is kept. */
  readonly onRelated: () => void;
  /** The last cell that was filled: whoever writes a cell asks for its values, then its claims. */
  filledLast: { readonly line: KeptLine; readonly approach: Approach; readonly content: CellContent } | null;
  /** The approaches of the line that was learnt last. */
  approachesLast: Uint32Array | null;
}

/** What keeping one thing takes, in units of some sixty bytes. */
const costs = { cell: 1 / 4, kind: 10, speaker: 1 / 8, spoken: 2 } as const;

/** What is known of the cells of one line. */
export class KeptLine {
  /** No two lines of the same columns share it. */
  readonly number: number;
  readonly keys: CellKeys;
  readonly #axes: readonly Axis[];
  readonly #measure: Measure;
  readonly #claims: ClaimsAtHand;
  readonly #naming: Naming;
  readonly #shared: Shared;
  /** By what they say; those that say the same hang together. */
  readonly #kinds = new Map<CacheKey, CellKind>();
  #speaking: SpeakingLine | undefined;

  constructor(
    number: number,
    axes: readonly Axis[],
    keys: CellKeys,
    claims: ClaimsAtHand,
    naming: Naming,
    shared: Shared,
  ) {
    this.number = number;
    this.keys = keys;
    this.#axes = axes;
    this.#measure = measureOf(axes[0] as Axis);
    this.#claims = claims;
    this.#naming = naming;
    this.#shared = shared;
  }

  /** Fills the cell of a column, and keeps there what it comes to. */
  learn(column: KeptColumn): CellKind {
    const content = this.fill(column.approach);
    const kind = this.kindOf(content);
    column.keep(this.number, kind, content.position);
    this.#shared.onKept(costs.cell);
    return kind;
  }

  /** What its claims make of an approach's cell. */
  fill(approach: Approach): CellContent {
    const last = this.#shared.filledLast;
    if (last && last.line === this && last.approach === approach) return last.content;
    const content = contentOf(this.#claimsOf(approach.id), this.#measure, this.#naming);
    this.#shared.filledLast = { line: this, approach, content };
    return content;
  }

  /** The approaches of which something is claimed in this line, with what is said in their cells, ready to be measured. */
  speaking(): SpeakingLine {
    if (!this.#speaking) {
      this.#speaking = this.#learnSpeaking();
      this.#shared.onKept(this.#speaking.approaches.length * costs.speaker);
    }
    return this.#speaking;
  }

  /** The kind of a filled cell: the same one for cells that say the same in the same words. */
  kindOf(content: CellContent): CellKind {
    const words = cacheKey(content.state, content.said.map(toWords));
    const related = signature(content);
    const known = this.#kinds.get(words) ?? null;
    for (let kind = known; kind; kind = kind.saidAlike) if (kind.signature === related) return kind;
    const { state, statements } = content;
    const kind = new CellKind(
      { state, said: content.said.map(toSaid), statements },
      related,
      this.#shared.onRelated,
      known,
    );
    this.#kinds.set(words, kind);
    this.#shared.onKept(costs.kind);
    return kind;
  }

  /** Lets go of what kinds come to. */
  forgetRelated(): void {
    for (const first of this.#kinds.values()) {
      for (let kind: CellKind | null = first; kind; kind = kind.saidAlike) kind.forgetRelated();
    }
  }

  #claimsOf(approach: string): readonly Claim[] {
    const [axis, ...merged] = this.#axes as [Axis, ...Axis[]];
    let claims = this.#claims.claimsAlong(approach, axisPredicates[axis.kind], axis.id);
    for (const other of merged) {
      claims = [...claims, ...this.#claims.claimsAlong(approach, axisPredicates[other.kind], other.id)];
    }
    return claims;
  }

  kindOfSubject(approach: string): CellKind {
    return this.kindOf(contentOf(this.#claimsOf(approach), this.#measure, this.#naming));
  }

  /** Of approaches of which the same is claimed, the first one is looked at. */
  #learnSpeaking(): SpeakingLine {
    // Claims along several axes make one cell together.
    const isOneAxis = this.#axes.length === 1;
    const placeOfSign = new Map<string | number, number>();
    const distinct: SpokenCell[] = [];
    const approaches: number[] = [];
    const cells: number[] = [];
    const placed = isOneAxis ? null : new Set<number>();
    const visit: VisitStated = (subject, sign, value) => {
      const approach = numberOf(subject, this.#shared.numbers);
      if (placed?.has(approach) === true) return;
      placed?.add(approach);
      let place = sign === null || !isOneAxis ? undefined : placeOfSign.get(sign);
      if (place === undefined) {
        place = distinct.push(new SpokenCell(isOneAxis ? value : null, this, subject)) - 1;
        if (sign !== null) placeOfSign.set(sign, place);
      }
      approaches.push(approach);
      cells.push(place);
    };
    for (const { id, kind } of this.#axes) this.#claims.eachStatedToward(id, axisPredicates[kind], visit);
    this.#shared.onKept(distinct.length * costs.spoken);
    return {
      measure: this.#measure,
      approaches: this.#sharedList(approaches),
      cells: distinct.length <= 256 ? Uint8Array.from(cells) : Uint32Array.from(cells),
      distinct,
    };
  }

  /** Of many axes of few approaches, most lines have claims of the same ones. */
  #sharedList(approaches: readonly number[]): Uint32Array {
    const last = this.#shared.approachesLast;
    if (last?.length === approaches.length && last.every((each, index) => each === approaches[index]))
      return last;
    return (this.#shared.approachesLast = Uint32Array.from(approaches));
  }
}

/** The number of an approach, by its id: the next one, where it has none yet. */
function numberOf(approach: string, numbers: Map<string, number>): number {
  let number = numbers.get(approach);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(approach, number);
  }
  return number;
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
