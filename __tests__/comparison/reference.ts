/**
 * A second reading of what a comparison means, slow and plain, to hold the engine against. It follows the
 * rules in their order and shares nothing with the engine but the folding of texts. Where the rules are
 * open, the reading taken is marked.
 */
import type { Axis } from '../../src/comparison/axis.js';
import type { CellState } from '../../src/comparison/cell.js';
import type { AxisSelection, ComparisonMaterial } from '../../src/comparison/compare.js';
import type { RowVerdict, VerdictBasis } from '../../src/comparison/pair.js';
import type { Claim, Qualifier } from '../../src/graph/claim.js';
import type { Dimension } from '../../src/graph/concept.js';
import { fold } from '../../src/graph/fold.js';
import type { ClaimValue } from '../../src/graph/values/claim-value.js';
import type { Naming } from '../../src/graph/values/value-type.js';

export interface ReferenceRow {
  readonly axis: string;
  readonly mergedAxes: readonly string[];
  readonly states: readonly CellState[];
  readonly verdict: RowVerdict;
  readonly basis: VerdictBasis;
  readonly distance: number | null;
}

interface Judgement {
  readonly verdict: RowVerdict;
  readonly basis: VerdictBasis;
  readonly distance: number | null;
}

/** One thing that a cell states under one set of conditions. */
interface Thing {
  readonly values: readonly ClaimValue[];
  readonly absence: 'UNKNOWN' | 'NOT_APPLICABLE' | null;
  readonly qualifiers: readonly Qualifier[];
}

interface ReferenceCell {
  readonly state: CellState;
  readonly things: readonly Thing[];
}

/** The rows by the id of the axis that stands for each; their order is not the reference's business. */
export function referenceRows(
  material: ComparisonMaterial,
  { kinds, axes: asked, groups, under = [] }: AxisSelection,
): readonly ReferenceRow[] {
  const claims = material.claims.filter((claim) => overlap(claim.qualifiers, under));
  const withClaims = [...material.axes.values()].filter((axis) =>
    claims.some((each) => each.target === axis.id),
  );
  const askedAxes = (asked ?? []).flatMap((id) => material.axes.get(id) ?? []);
  // The axis asked for, else the lowest id, stands for the row; of two asked for, the first.
  const inOrder = [...askedAxes, ...withClaims.sort((a, b) => (a.id < b.id ? -1 : 1))];

  const rows: ReferenceRow[] = [];
  const taken: Axis[] = [];
  for (const axis of inOrder) {
    if (taken.includes(axis)) continue;
    const others = [...new Set(inOrder)].filter(
      (other) =>
        other !== axis &&
        !taken.includes(other) &&
        material.equivalents(axis.id).includes(other.id) &&
        other.kind === axis.kind &&
        sameMeasure(axis, other),
    );
    taken.push(axis, ...others);
    const whole = [axis, ...others];
    const wholeIds = whole.map(({ id }) => id);
    const about = claims.filter((claim) => wholeIds.includes(claim.target ?? ''));

    if (kinds && !kinds.includes(axis.kind)) continue;
    if (asked && !asked.includes(axis.id)) continue;
    if (groups && !whole.some((each) => groups.includes((each as Partial<Dimension>).group ?? ''))) continue;
    const isAnAxis = axis.kind === 'DIMENSION' ? about.length > 0 : about.some(hasIt(about));
    if (!isAnAxis && !asked) continue;

    const judge = new Judge(axis, material.naming);
    const cells = material.approaches.map(({ id }) =>
      judge.cell(about.filter((each) => each.subject === id)),
    );
    rows.push({
      axis: axis.id,
      mergedAxes: others.map(({ id }) => id).sort(),
      states: cells.map(({ state }) => state),
      ...judge.row(cells),
    });
  }
  return rows.sort((a, b) => (a.axis < b.axis ? -1 : 1));
}

/** Whether a claim, if it counts in its cell, states that its approach has the thing, wholly or in part. */
function hasIt(all: readonly Claim[]): (claim: Claim) => boolean {
  return (claim) => {
    const counting = thatCount(all.filter((each) => each.subject === claim.subject));
    return counting.includes(claim) && claim.value?.type === 'SUPPORT' && claim.value.support !== 'NO';
  };
}

function sameMeasure(left: Axis, right: Axis): boolean {
  if (left.kind !== 'DIMENSION' || right.kind !== 'DIMENSION') return true;
  return left.valueType === right.valueType && left.levels?.join('|') === right.levels?.join('|');
}

/** Two sets of qualifiers overlap unless some key has different values in both. */
function overlap(left: readonly Qualifier[], right: readonly Qualifier[]): boolean {
  for (const one of left) {
    for (const other of right)
      if (one.key === other.key && fold(one.value) !== fold(other.value)) return false;
  }
  return true;
}

/** Of the claims about a cell, those of the best rank present. UNKNOWN yields to a value. */
function thatCount(claims: readonly Claim[]): readonly Claim[] {
  const rank = (['PREFERRED', 'NORMAL', 'DEPRECATED'] as const).find((each) =>
    claims.some((claim) => claim.rank === each),
  );
  const best = claims.filter((claim) => claim.rank === rank);
  // Open: it yields to NOT_APPLICABLE too, and to both only under conditions that overlap with its own.
  return best.filter(
    (claim) =>
      claim.absence !== 'UNKNOWN' ||
      !best.some((other) => other.absence !== 'UNKNOWN' && overlap(claim.qualifiers, other.qualifiers)),
  );
}

class Judge {
  readonly #axis: Axis;
  readonly #naming: Naming;

  constructor(axis: Axis, naming: Naming) {
    this.#axis = axis;
    this.#naming = naming;
  }

  cell(claims: readonly Claim[]): ReferenceCell {
    const counting = thatCount(claims);
    return { state: this.#state(counting), things: this.#things(counting) };
  }

  #accumulates(): boolean {
    return this.#axis.kind === 'DIMENSION' && this.#axis.cardinality === 'MULTIPLE';
  }

  #state(claims: readonly Claim[]): CellState {
    if (claims.length === 0) return 'NOT_STATED';
    for (const one of claims) {
      for (const other of claims) {
        if (!overlap(one.qualifiers, other.qualifiers)) continue;
        if (one.value && other.absence === 'NOT_APPLICABLE') return 'CONTESTED';
        if (!one.value || !other.value || this.#accumulates()) continue;
        const { verdict } = this.#relate([one.value], [other.value]);
        if (verdict !== 'SAME' && verdict !== 'EQUIVALENT') return 'CONTESTED';
      }
    }
    if (claims.some((claim) => claim.value)) return 'STATED';
    return claims.some((claim) => claim.absence === 'NOT_APPLICABLE') ? 'NOT_APPLICABLE' : 'UNKNOWN';
  }

  /** Each claim is a thing; along MULTIPLE, the values under the same conditions are one. */
  #things(claims: readonly Claim[]): readonly Thing[] {
    const single = ({ value, absence, qualifiers }: Claim): Thing => ({
      values: value ? [value] : [],
      absence,
      qualifiers,
    });
    if (!this.#accumulates()) return claims.map(single);
    const valued = claims.filter((claim) => claim.value);
    const sets = valued.map((claim) => ({
      values: valued.filter((each) => sameConditions(claim, each)).flatMap((each) => each.value ?? []),
      absence: null,
      qualifiers: claim.qualifiers,
    }));
    return [...sets, ...claims.filter((claim) => !claim.value).map(single)];
  }

  row(cells: readonly ReferenceCell[]): Judgement {
    const pairs = this.#pairs(cells);
    const verdict = (
      [
        'OPPOSITE',
        'DIFFERENT',
        'OVERLAPPING',
        'NOT_COMPARABLE',
        'UNDETERMINED',
        'EQUIVALENT',
        'SAME',
      ] as const
    ).find((each) => pairs.some((pair) => pair.verdict === each));
    const bases = pairs.filter((pair) => pair.verdict === verdict).map((pair) => pair.basis);
    const basis = (
      [
        ...(['TEXT', 'SUPPORT', 'ORDINAL', 'TERMS', 'DECLARED_EQUIVALENCE'] as const),
        ...(['ABSENCE', 'CONTESTED', 'QUALIFIERS', 'MISSING'] as const),
      ] as const
    ).find((each) => bases.includes(each));
    if (!verdict || !basis) throw new Error('A row has two cells at least.');
    if (verdict === 'UNDETERMINED') {
      return { verdict: this.#isOneSided(cells) ? 'ONE_SIDED' : verdict, basis, distance: null };
    }
    if (verdict === 'NOT_COMPARABLE') return { verdict, basis, distance: null };
    return { verdict, basis, distance: Math.max(...pairs.map((pair) => pair.distance ?? 0)) };
  }

  /** Undetermined only because some approaches are silent where others are stated. */
  #isOneSided(cells: readonly ReferenceCell[]): boolean {
    const spoken = cells.filter(({ state }) => state !== 'NOT_STATED');
    return (
      this.#axis.kind !== 'DIMENSION' &&
      spoken.some(({ state }) => state === 'STATED' || state === 'CONTESTED') &&
      !this.#pairs(spoken).some((pair) => pair.verdict === 'UNDETERMINED')
    );
  }

  #pairs(cells: readonly ReferenceCell[]): readonly Judgement[] {
    return cells.flatMap((one, index) => cells.slice(index + 1).map((other) => this.#pair(one, other)));
  }

  #pair(left: ReferenceCell, right: ReferenceCell): Judgement {
    const undetermined = (basis: VerdictBasis): Judgement => ({
      verdict: 'UNDETERMINED',
      basis,
      distance: null,
    });
    const isHole = ({ state }: ReferenceCell): boolean => state === 'UNKNOWN' || state === 'NOT_STATED';
    if (isHole(left) || isHole(right)) return undetermined('MISSING');

    const given: Judgement[] = [];
    for (const one of left.things) {
      for (const other of right.things) {
        if (!overlap(one.qualifiers, other.qualifiers)) continue;
        // Open: what is not known under some conditions leaves the pair undetermined where they meet.
        if (one.absence === 'UNKNOWN' || other.absence === 'UNKNOWN') return undetermined('MISSING');
        given.push(
          one.absence || other.absence
            ? { verdict: 'NOT_COMPARABLE', basis: 'ABSENCE', distance: null }
            : this.#relate(one.values, other.values),
        );
      }
    }
    if (given.length === 0) return undetermined('QUALIFIERS');
    const agreeing = given.filter(({ distance }) => distance === 0);
    // Open: NOT_COMPARABLE beside agreement is disagreement, and beside differences the weakest.
    if (agreeing.length > 0 && agreeing.length < given.length) return undetermined('CONTESTED');
    // Open: of two ways to agree, EQUIVALENT is the weaker; of two distances, the smaller.
    for (const weak of ['EQUIVALENT', 'SAME', 'NOT_COMPARABLE', 'OVERLAPPING', 'DIFFERENT', 'OPPOSITE']) {
      const [weakest] = given
        .filter(({ verdict }) => verdict === weak)
        .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0));
      if (weakest) return weakest;
    }
    throw new Error('Every relation is one of these.');
  }

  #relate(left: readonly ClaimValue[], right: readonly ClaimValue[]): Judgement {
    const [one, other] = [left[0], right[0]];
    if (one?.type === 'SUPPORT' && other?.type === 'SUPPORT') {
      if (one.support !== other.support && ![one.support, other.support].includes('PARTIAL')) {
        return { verdict: 'OPPOSITE', basis: 'SUPPORT', distance: 1 };
      }
      const sameNote = fold(one.note ?? '') === fold(other.note ?? '');
      // Open: an aside to YES or NO tells nothing apart.
      return one.support === other.support && (sameNote || one.support !== 'PARTIAL')
        ? { verdict: 'SAME', basis: 'SUPPORT', distance: 0 }
        : { verdict: 'OVERLAPPING', basis: 'SUPPORT', distance: 0.5 };
    }
    if (one?.type === 'ORDINAL' && other?.type === 'ORDINAL') {
      const levels = (this.#axis as Dimension).levels ?? [];
      const apart = Math.abs(levels.indexOf(one.level) - levels.indexOf(other.level));
      if (apart === 0) return { verdict: 'SAME', basis: 'ORDINAL', distance: 0 };
      const ends = levels.length >= 3 && apart === levels.length - 1;
      return {
        verdict: ends ? 'OPPOSITE' : 'DIFFERENT',
        basis: 'ORDINAL',
        distance: apart / (levels.length - 1),
      };
    }
    return this.#relateWords(left, right);
  }

  #relateWords(left: readonly ClaimValue[], right: readonly ClaimValue[]): Judgement {
    const basis = left[0]?.type === 'TERMS' ? 'TERMS' : 'TEXT';
    const lefts = words(left);
    const rights = words(right);
    const union = new Set([...lefts, ...rights]);
    if (union.size === lefts.length && union.size === rights.length)
      return { verdict: 'SAME', basis, distance: 0 };
    // Open: words of one concept are shared as equal words are, as many as both sides have a match for.
    const matches = (one: string, other: string): boolean =>
      one === other || [...this.#naming(one)].some((id) => this.#naming(other).has(id));
    const leftShared = lefts.filter((one) => rights.some((other) => matches(one, other)));
    const rightShared = rights.filter((one) => lefts.some((other) => matches(one, other)));
    if (leftShared.length === lefts.length && rightShared.length === rights.length) {
      return { verdict: 'EQUIVALENT', basis: 'DECLARED_EQUIVALENCE', distance: 0 };
    }
    if (leftShared.length === 0) return { verdict: 'DIFFERENT', basis, distance: 1 };
    const shared = Math.min(leftShared.length, rightShared.length);
    return { verdict: 'OVERLAPPING', basis, distance: 1 - shared / (lefts.length + rights.length - shared) };
  }
}

function sameConditions(left: Claim, right: Claim): boolean {
  return (
    left.qualifiers.length === right.qualifiers.length &&
    left.qualifiers.every((one) =>
      right.qualifiers.some((other) => one.key === other.key && fold(one.value) === fold(other.value)),
    )
  );
}

/** The different folded words of some values. */
function words(values: readonly ClaimValue[]): readonly string[] {
  const all = values.flatMap((value) => {
    if (value.type === 'TEXT') return [value.text];
    return value.type === 'TERMS' ? value.terms : [];
  });
  return [...new Set(all.map(fold))];
}
