import { cacheKey, type CacheKey } from '../../graph/cache-keys.js';
import { axisPredicates, type Absence, type Claim, type Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { Naming } from '../../graph/values/value-type.js';
import { measureOf, type Axis, type Measure } from '../cells/axis.js';
import { CellKind } from '../cells/cell-class.js';
import { contentOf, type CellContent } from '../cells/cell.js';
import type { ClaimsAtHand, VisitStated } from '../cells/in-memory-claims.js';
import type { CellKeys } from '../cells/content-ids.js';
import type { KeptColumn } from './cached-column.js';
import type { SpeakingLine } from '../nearest/similarity.js';
import { signature } from '../rows/row.js';
import { SpokenCell } from '../nearest/claimed-cell.js';
import type { Said } from '../cells/statement.js';

/** State that the axis groups of one cell cache share. */
export interface Shared {
  /** The numbers of approaches, by id, in order of first use. */
  readonly numbers: Map<string, number>;
  /** Called with the size of new cache entries, in units of about 60 bytes. */
  readonly onKept: (size: number) => void;
  /** Called for each verdict of two cell classes that is cached. */
  readonly onRelated: () => void;
  /** The last cell that was computed: a writer reads the values of a cell, then its claims. */
  filledLast: { readonly line: KeptLine; readonly approach: Approach; readonly content: CellContent } | null;
  /** The approaches of the last axis group, shared if the next group has the same. */
  approachesLast: Uint32Array | null;
}

/** The size of one cache entry, in units of about 60 bytes. */
const costs = { cell: 1 / 4, kind: 10, speaker: 1 / 8, spoken: 2 } as const;

/** The cached cells of one axis group. */
export class KeptLine {
  /** Unique among the groups of the same columns. */
  readonly number: number;
  readonly keys: CellKeys;
  readonly #axes: readonly Axis[];
  readonly #measure: Measure;
  readonly #claims: ClaimsAtHand;
  readonly #naming: Naming;
  readonly #shared: Shared;
  /** By wording; classes with the same wording are linked by `next`. */
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

  /** Computes the cell of a column, and caches its class and position in the column. */
  learn(column: KeptColumn): CellKind {
    const content = this.fill(column.approach);
    const kind = this.kindOf(content);
    column.keep(this.number, kind, content.position);
    this.#shared.onKept(costs.cell);
    return kind;
  }

  /** Computes the content of an approach's cell from its claims. */
  fill(approach: Approach): CellContent {
    const last = this.#shared.filledLast;
    if (last && last.line === this && last.approach === approach) return last.content;
    const content = contentOf(this.#claimsOf(approach.id), this.#measure, this.#naming);
    this.#shared.filledLast = { line: this, approach, content };
    return content;
  }

  /** The cells of all approaches with claims in this group, for computing distances. */
  speaking(): SpeakingLine {
    if (!this.#speaking) {
      this.#speaking = this.#learnSpeaking();
      this.#shared.onKept(this.#speaking.approaches.length * costs.speaker);
    }
    return this.#speaking;
  }

  /** The class of a computed cell: the same class for cells that state the same in the same words. */
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

  /** Removes the cached verdicts of the group's classes. */
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

  /** Of approaches with the same claims, only the cell of the first is computed. */
  #learnSpeaking(): SpeakingLine {
    // Claims along several axes form one cell together.
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

  /** With many axes and few approaches, most groups have claims of the same approaches. */
  #sharedList(approaches: readonly number[]): Uint32Array {
    const last = this.#shared.approachesLast;
    if (last?.length === approaches.length && last.every((each, index) => each === approaches[index]))
      return last;
    return (this.#shared.approachesLast = Uint32Array.from(approaches));
  }
}

/** The number of an approach, by its id; assigns the next number if it has none. */
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
