/**
 * A second, slow and simple implementation of comparisons, with which tests compare the engine. It follows the
 * rules in their order and shares only the folding of texts and `noScale` with the engine. Where the rules leave a choice, a
 * comment that starts with "Open" states the chosen interpretation.
 */
import type { Axis } from '../../src/comparison/cells/axis.js';
import type { Spreads } from '../../src/comparison/cells/spreads.js';
import type { CellState } from '../../src/comparison/cells/statement.js';
import type { AxisSelection, ComparisonMaterial } from '../../src/comparison/compare.js';
import type { RowVerdict, VerdictBasis } from '../../src/comparison/verdicts/verdict.js';
import type { Claim, Qualifier } from '../../src/graph/claim.js';
import type { Dimension } from '../../src/graph/concept.js';
import { fold } from '../../src/graph/text/fold.js';
import type { ClaimValue } from '../../src/graph/values/value-rules.js';
import type { QuantityValue } from '../../src/graph/values/quantity.js';
import type { VersionValue } from '../../src/graph/values/version.js';
import { noScale, type NameLookup } from '../../src/graph/values/value-type.js';

export interface ReferenceRow {
  readonly axis: string;
  readonly mergedAxes: readonly string[];
  readonly states: readonly CellState[];
  readonly verdict: RowVerdict;
  readonly basis: VerdictBasis;
  readonly distance: number | null;
}

export interface ReferenceVerdict {
  readonly verdict: RowVerdict;
  readonly basis: VerdictBasis;
  readonly distance: number | null;
}

/** One statement of a cell under one set of conditions. */
interface ReferenceStatement {
  readonly values: readonly ClaimValue[];
  readonly absence: 'UNKNOWN' | 'NOT_APPLICABLE' | null;
  readonly qualifiers: readonly Qualifier[];
}

export interface ReferenceCell {
  readonly state: CellState;
  readonly statements: readonly ReferenceStatement[];
}

/** Computes the rows of a comparison, sorted by the id of their axis: the reference has no row orders. */
export function referenceRows(
  material: ComparisonMaterial & { readonly axes: ReadonlyMap<string, Axis> },
  { kinds, axes: requested, groups, under = [] }: AxisSelection,
): readonly ReferenceRow[] {
  const claims = material.claims.filter((claim) => overlap(claim.qualifiers, under));
  const withClaims = [...material.axes.values()].filter((axis) =>
    claims.some((each) => each.target === axis.id),
  );
  const requestedAxes = (requested ?? []).flatMap((id) => material.axes.get(id) ?? []);
  // The axis of a row is the first requested axis of the row or, if none is requested, the one with the lowest id.
  const inOrder = [...requestedAxes, ...withClaims.sort((a, b) => (a.id < b.id ? -1 : 1))];

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
        canShareRow(axis, other),
    );
    taken.push(axis, ...others);
    const group = [axis, ...others];
    const groupIds = group.map(({ id }) => id);
    const rowClaims = claims.filter((claim) => groupIds.includes(claim.target ?? ''));

    if (kinds && !kinds.includes(axis.kind)) continue;
    if (requested && !requested.includes(axis.id)) continue;
    if (groups && !group.some((each) => groups.includes((each as Partial<Dimension>).group ?? ''))) continue;
    const isShown =
      axis.kind === 'DIMENSION' ? rowClaims.length > 0 : rowClaims.some(statesPresence(rowClaims));
    if (!isShown && !requested) continue;

    const rules = new ReferenceRules(axis, material.nameLookup, material.spreads);
    const cells = material.approaches.map(({ id }) =>
      rules.cell(rowClaims.filter((each) => each.subject === id)),
    );
    rows.push({
      axis: axis.id,
      mergedAxes: others.map(({ id }) => id).sort(),
      states: cells.map(({ state }) => state),
      ...rules.row(cells),
    });
  }
  return rows.sort((a, b) => (a.axis < b.axis ? -1 : 1));
}

/** Creates a function that returns whether a claim counts in its cell and has the support YES or PARTIAL. */
function statesPresence(all: readonly Claim[]): (claim: Claim) => boolean {
  return (claim) => {
    const counting = countingClaims(all.filter((each) => each.subject === claim.subject));
    return counting.includes(claim) && claim.value?.type === 'SUPPORT' && claim.value.support !== 'NO';
  };
}

function canShareRow(left: Axis, right: Axis): boolean {
  if (left.kind !== 'DIMENSION' || right.kind !== 'DIMENSION') return true;
  return (
    left.valueType === right.valueType &&
    left.levels?.join('|') === right.levels?.join('|') &&
    unitOf(left).kind === unitOf(right).kind
  );
}

/** Whether two sets of qualifiers overlap: no key has different values in the two sets. */
export function overlap(left: readonly Qualifier[], right: readonly Qualifier[]): boolean {
  for (const one of left) {
    for (const other of right)
      if (one.key === other.key && fold(one.value) !== fold(other.value)) return false;
  }
  return true;
}

/** Selects the highest-ranked claims of a cell, without UNKNOWN beside a value. */
export function countingClaims(claims: readonly Claim[]): readonly Claim[] {
  const rank = (['PREFERRED', 'NORMAL', 'DEPRECATED'] as const).find((each) =>
    claims.some((claim) => claim.rank === each),
  );
  const best = claims.filter((claim) => claim.rank === rank);
  // Open: UNKNOWN is also dropped beside NOT_APPLICABLE; in both cases, only if the conditions overlap.
  return best.filter(
    (claim) =>
      claim.absence !== 'UNKNOWN' ||
      !best.some((other) => other.absence !== 'UNKNOWN' && overlap(claim.qualifiers, other.qualifiers)),
  );
}

/** The rules of the rows along one axis. */
export class ReferenceRules {
  readonly #axis: Axis;
  readonly #nameLookup: NameLookup;
  readonly #spreads: Spreads;

  constructor(axis: Axis, nameLookup: NameLookup, spreads: Spreads) {
    this.#axis = axis;
    this.#nameLookup = nameLookup;
    this.#spreads = spreads;
  }

  cell(claims: readonly Claim[]): ReferenceCell {
    const counting = countingClaims(claims);
    return { state: this.#state(counting), statements: this.#statements(counting) };
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
        if (!one.value || !other.value) continue;
        if (this.#accumulates()) {
          // Open: "none" cannot accumulate with terms, so it contests them.
          if (isNone(one.value) !== isNone(other.value)) return 'CONTESTED';
          continue;
        }
        const { verdict } = this.#relate([one.value], [other.value]);
        if (verdict !== 'SAME' && verdict !== 'EQUIVALENT') return 'CONTESTED';
      }
    }
    if (claims.some((claim) => claim.value)) return 'STATED';
    return claims.some((claim) => claim.absence === 'NOT_APPLICABLE') ? 'NOT_APPLICABLE' : 'UNKNOWN';
  }

  /**
   * Returns a statement for each claim. Along a MULTIPLE dimension, the statement of a claim with a value has the values of
   * all claims under equal conditions; the empty set of terms and other values are not combined.
   */
  #statements(claims: readonly Claim[]): readonly ReferenceStatement[] {
    const single = ({ value, absence, qualifiers }: Claim): ReferenceStatement => ({
      values: value ? [value] : [],
      absence,
      qualifiers,
    });
    if (!this.#accumulates()) return claims.map(single);
    const valued = claims.filter((claim) => claim.value);
    const sets = valued.map((claim) => ({
      values: valued
        .filter((each) => sameConditions(claim, each) && isNone(each.value) === isNone(claim.value))
        .flatMap((each) => each.value ?? []),
      absence: null,
      qualifiers: claim.qualifiers,
    }));
    return [...sets, ...claims.filter((claim) => !claim.value).map(single)];
  }

  row(cells: readonly ReferenceCell[]): ReferenceVerdict {
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
        ...(['TEXT', 'SUPPORT', 'QUANTITY', 'ORDINAL', 'DATE', 'VERSION', 'TERMS'] as const),
        ...(['DECLARED_EQUIVALENCE'] as const),
        ...(['ABSENCE', 'UNITS', 'CONTESTED', 'QUALIFIERS', 'MISSING'] as const),
      ] as const
    ).find((each) => bases.includes(each));
    if (!verdict || !basis) throw new Error('Expected a row with at least two cells.');
    if (verdict === 'UNDETERMINED') {
      return { verdict: this.#isOneSided(cells) ? 'ONE_SIDED' : verdict, basis, distance: null };
    }
    if (verdict === 'NOT_COMPARABLE') return { verdict, basis, distance: null };
    return { verdict, basis, distance: Math.max(...pairs.map((pair) => pair.distance ?? 0)) };
  }

  /** Whether an undetermined row is a row of links, has a stated or contested cell, and is undetermined only because other cells are not stated. */
  #isOneSided(cells: readonly ReferenceCell[]): boolean {
    const claimed = cells.filter(({ state }) => state !== 'NOT_STATED');
    return (
      this.#axis.kind !== 'DIMENSION' &&
      claimed.some(({ state }) => state === 'STATED' || state === 'CONTESTED') &&
      !this.#pairs(claimed).some((pair) => pair.verdict === 'UNDETERMINED')
    );
  }

  #pairs(cells: readonly ReferenceCell[]): readonly ReferenceVerdict[] {
    return cells.flatMap((one, index) => cells.slice(index + 1).map((other) => this.pair(one, other)));
  }

  /** Computes the verdict of two cells. */
  pair(left: ReferenceCell, right: ReferenceCell): ReferenceVerdict {
    const undetermined = (basis: VerdictBasis): ReferenceVerdict => ({
      verdict: 'UNDETERMINED',
      basis,
      distance: null,
    });
    const isMissing = ({ state }: ReferenceCell): boolean => state === 'UNKNOWN' || state === 'NOT_STATED';
    if (isMissing(left) || isMissing(right)) return undetermined('MISSING');

    const given: ReferenceVerdict[] = [];
    for (const one of left.statements) {
      for (const other of right.statements) {
        if (!overlap(one.qualifiers, other.qualifiers)) continue;
        // Open: an UNKNOWN statement leaves the pair undetermined if a statement of the other cell has overlapping conditions.
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
    // Open: NOT_COMPARABLE counts as disagreement beside agreement, and as the weakest verdict beside differences.
    if (agreeing.length > 0 && agreeing.length < given.length) return undetermined('CONTESTED');
    // Open: NOT_APPLICABLE takes precedence over different units.
    const absent = given.find(({ basis }) => basis === 'ABSENCE');
    if (absent) return absent;
    // Open: EQUIVALENT is weaker than SAME.
    for (const weak of ['EQUIVALENT', 'SAME', 'NOT_COMPARABLE', 'OVERLAPPING', 'DIFFERENT', 'OPPOSITE']) {
      const weakest = given.find(({ verdict }) => verdict === weak);
      if (weakest?.distance === null) return weakest;
      if (weakest) return { ...weakest, distance: Math.max(...given.map(({ distance }) => distance ?? 0)) };
    }
    throw new Error('Expected a relation with a known verdict.');
  }

  #relate(left: readonly ClaimValue[], right: readonly ClaimValue[]): ReferenceVerdict {
    const [one, other] = [left[0], right[0]];
    if (one?.type === 'SUPPORT' && other?.type === 'SUPPORT') {
      if (one.support !== other.support && ![one.support, other.support].includes('PARTIAL')) {
        return { verdict: 'OPPOSITE', basis: 'SUPPORT', distance: 1 };
      }
      const sameNote = fold(one.note ?? '') === fold(other.note ?? '');
      // Open: a note of YES or NO makes no difference.
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
    if (one?.type === 'QUANTITY' && other?.type === 'QUANTITY') return this.#relateQuantities(one, other);
    if (one?.type === 'DATE' && other?.type === 'DATE') return relateDates(one.date, other.date);
    if (one?.type === 'VERSION' && other?.type === 'VERSION') return relateVersions(one, other);
    return this.#relateTexts(left, right);
  }

  #relateQuantities(left: QuantityValue, right: QuantityValue): ReferenceVerdict {
    const marks = ({ exclusiveMinimum, exclusiveMaximum, approximate }: QuantityValue): string =>
      `${exclusiveMinimum ?? false} ${exclusiveMaximum ?? false} ${approximate ?? false}`;
    if (
      left.minimum === right.minimum &&
      left.maximum === right.maximum &&
      left.unit === right.unit &&
      marks(left) === marks(right)
    )
      return { verdict: 'SAME', basis: 'QUANTITY', distance: 0 };
    if (unitOf(left).kind !== unitOf(right).kind)
      return { verdict: 'NOT_COMPARABLE', basis: 'UNITS', distance: null };
    // Open: amounts in another kind of unit than the dimension's are compared without the span and tolerance of the
    // dimension, in the unit that sorts first.
    const dimension = this.#axis as Dimension;
    const isOwn = unitOf(dimension).kind === unitOf(left).kind;
    const [first = '1'] = [left.unit ?? '1', right.unit ?? '1'].sort();
    const unit = isOwn ? unitOf(dimension) : unitOf({ unit: first });
    const { minimum, maximum, tolerance } = isOwn ? dimension : noScale;
    const amountIn = (decimal: string | null, from: TestUnit): Fraction | null =>
      decimal === null ? null : convertTo(unit, fraction(decimal), from);
    const bounds = (value: QuantityValue): readonly (Fraction | null)[] =>
      [value.minimum, value.maximum].map((bound) => amountIn(bound, unitOf(value)));

    const [leftLow = null, leftHigh = null] = bounds(left);
    const [rightLow = null, rightHigh = null] = bounds(right);
    // Open: equal amounts do not agree if only one is approximate or excluded. Their distance is the smallest
    // positive number.
    const haveEqualMarks = (end: 'exclusiveMinimum' | 'exclusiveMaximum'): boolean =>
      (left.approximate ?? false) === (right.approximate ?? false) &&
      (left[end] ?? false) === (right[end] ?? false);
    const measured = isOwn ? (this.#spreads.of(dimension)?.span ?? null) : null;
    const span = minimum !== null && maximum !== null ? { minimum, maximum } : measured;
    const endOf = (index: number, value: QuantityValue): Fraction => {
      const end = fraction((index === 0 ? span?.minimum : span?.maximum) ?? '0');
      const own = bounds(value).find((bound) => bound !== null) ?? end;
      return isLess(own, end) === (index === 0) ? own : end;
    };
    const bounded = (distance: number): number => Math.min(1, Math.max(Number.MIN_VALUE, distance));
    const distances = (
      [
        [leftLow, rightLow, haveEqualMarks('exclusiveMinimum')],
        [leftHigh, rightHigh, haveEqualMarks('exclusiveMaximum')],
      ] as const
    ).map(([one, other, hasEqualMarks], index) => {
      if (one === null && other === null) return 0;
      if (one !== null && other !== null) {
        const apart = size(minus(one, other));
        if (apart.numerator === 0n || !isLess(fraction(tolerance ?? '0'), apart))
          return hasEqualMarks ? 0 : Number.MIN_VALUE;
      }
      if (span !== null) {
        // An open bound counts as the end of the span, or as the other bound of its amount if that is beyond the end.
        const apart = size(minus(one ?? endOf(index, left), other ?? endOf(index, right)));
        return bounded(toNumber(over(apart, minus(fraction(span.maximum), fraction(span.minimum)))));
      }
      if (one === null || other === null) return 1;
      const [oneSize, otherSize] = [one, other].map((each) => size(plus(each, over(unit.zero, unit.factor))));
      if (!oneSize || !otherSize) throw new Error('Expected the sizes of two amounts.');
      // Open: the distance from zero is 0.5; by the formula below, it would be 1 for every amount but zero.
      if (oneSize.numerator === 0n || otherSize.numerator === 0n) return 0.5;
      return bounded(toNumber(over(size(minus(one, other)), plus(oneSize, otherSize))));
    });
    const distance = Math.max(...distances);
    if (distance === 0) return { verdict: 'EQUIVALENT', basis: 'QUANTITY', distance };
    // Open: an approximate amount may differ from the stated amount by half a unit of its last significant digit.
    const isApart = (lower: QuantityValue, upper: QuantityValue): boolean => {
      if (lower.minimum === null || upper.maximum === null) return false;
      const low = minus(fraction(lower.minimum), roundingOf(lower, lower.minimum));
      const high = plus(fraction(upper.maximum), roundingOf(upper, upper.maximum));
      const [from, to] = [convertTo(unit, low, unitOf(lower)), convertTo(unit, high, unitOf(upper))];
      return (
        isLess(to, from) || (!isLess(from, to) && Boolean(lower.exclusiveMinimum || upper.exclusiveMaximum))
      );
    };
    const meet = !isApart(left, right) && !isApart(right, left);
    return { verdict: meet ? 'OVERLAPPING' : 'DIFFERENT', basis: 'QUANTITY', distance };
  }

  #relateTexts(left: readonly ClaimValue[], right: readonly ClaimValue[]): ReferenceVerdict {
    const basis = left[0]?.type === 'TERMS' ? 'TERMS' : 'TEXT';
    const [leftTexts, rightTexts] = [textsIn(left), textsIn(right)];
    const [lefts, rights] = [leftTexts, rightTexts].map((texts) => [...new Set(texts.map(comparedText))]) as [
      string[],
      string[],
    ];
    const union = new Set([...lefts, ...rights]);
    if (union.size === lefts.length && union.size === rights.length)
      return { verdict: 'SAME', basis, distance: 0 };
    // Open: names of one concept count as shared, like equal texts; the smaller number of shared texts of the two sides counts.
    const namesIn = (texts: readonly string[], compared: string): readonly string[] =>
      texts.flatMap((text) => (comparedText(text) === compared ? [...this.#nameLookup(text)] : []));
    const matches = (one: string, other: string): boolean =>
      one === other || namesIn(leftTexts, one).some((id) => namesIn(rightTexts, other).includes(id));
    const leftShared = lefts.filter((one) => rights.some((other) => matches(one, other)));
    const rightShared = rights.filter((one) => lefts.some((other) => matches(other, one)));
    if (leftShared.length === lefts.length && rightShared.length === rights.length) {
      return { verdict: 'EQUIVALENT', basis: 'DECLARED_EQUIVALENCE', distance: 0 };
    }
    if (leftShared.length === 0) return { verdict: 'DIFFERENT', basis, distance: 1 };
    const shared = Math.min(leftShared.length, rightShared.length);
    return { verdict: 'OVERLAPPING', basis, distance: 1 - shared / (lefts.length + rights.length - shared) };
  }
}

/** Splits a version into parts that can be compared one by one, padded with 0. */
function partsOfVersion(version: string): readonly (bigint | string)[] {
  const [plain = ''] = version.split('+');
  const [release = '', ...rest] = plain.split('-');
  const numbers = release.split('.').map(BigInt);
  const padded = [...numbers, ...Array<bigint>(8 - numbers.length).fill(0n)];
  // A release is after all of its pre-releases: "~" sorts after every letter.
  return [...padded, ...(rest.length === 0 ? ['~'] : rest.join('-').split('.'))];
}

function olderPart(one: bigint | string | undefined, other: bigint | string | undefined): boolean {
  if (one === undefined || other === undefined) return one === undefined;
  return String(one).match(/^\d+$/) && String(other).match(/^\d+$/)
    ? BigInt(one) < BigInt(other)
    : String(one) < String(other);
}

function relateVersions(left: VersionValue, right: VersionValue): ReferenceVerdict {
  const basis = 'VERSION';
  if (left.oldest === right.oldest && left.newest === right.newest)
    return { verdict: 'SAME', basis, distance: 0 };
  /** Returns the index of the first part that differs; null if all parts are equal. */
  const firstOther = (one: string, other: string): number | null => {
    const [ones, others] = [partsOfVersion(one), partsOfVersion(other)];
    const at = [...ones, ...others].findIndex((_, index) => ones[index] !== others[index]);
    return at < 0 ? null : at;
  };
  const apart = ([one, other]: readonly [string | null, string | null]): number => {
    if (one === null || other === null) return one === other ? 0 : 1;
    const at = firstOther(one, other);
    if (at === null) return 0;
    // Open: if only the pre-release parts differ, the release part counts as three parts, as in SemVer.
    return 1 / (1 + (at < 8 ? at : 3 + at - 8));
  };
  const distance = Math.max(apart([left.oldest, right.oldest]), apart([left.newest, right.newest]));
  if (distance === 0) return { verdict: 'EQUIVALENT', basis, distance };
  const isOlder = (one: string | null, other: string | null): boolean => {
    if (one === null || other === null) return false;
    const at = firstOther(one, other);
    return at !== null && olderPart(partsOfVersion(one)[at], partsOfVersion(other)[at]);
  };
  const meet = !isOlder(left.newest, right.oldest) && !isOlder(right.newest, left.oldest);
  return { verdict: meet ? 'OVERLAPPING' : 'DIFFERENT', basis, distance };
}

/** Returns the bounds of a date; null for an open end. */
function boundsOfDate(date: string): readonly [earliest: string | null, latest: string | null] {
  const [earliest = '', latest = earliest] = date.split('/');
  return [earliest === '..' ? null : earliest, latest === '..' ? null : latest];
}

/** Returns the number of a day, or of the first day of a month or year. */
function dayOf(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return daysBefore(year, month) + day;
}

/** Returns the number of the first day after a day, a month or a year. */
function dayAfter(date: string): number {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (month === undefined) return daysBefore(year + 1, 1) + 1;
  return day === undefined ? daysBefore(year, month + 1) + 1 : daysBefore(year, month) + day + 1;
}

function relateDates(left: string, right: string): ReferenceVerdict {
  if (left === right) return { verdict: 'SAME', basis: 'DATE', distance: 0 };
  const [lefts, rights] = [boundsOfDate(left), boundsOfDate(right)];
  const distances = lefts.map((one, end) => {
    const other = rights[end] ?? null;
    if (one === null || other === null) return one === other ? 0 : 1;
    const precision = Math.min(one.length, other.length);
    const days = Math.abs(dayOf(one.slice(0, precision)) - dayOf(other.slice(0, precision)));
    return days / (days + 365);
  });
  const distance = Math.max(...distances);
  if (distance === 0) return { verdict: 'EQUIVALENT', basis: 'DATE', distance: 0 };
  const isAfter = (earliest: string | null, latest: string | null): boolean =>
    earliest !== null && latest !== null && dayOf(earliest) >= dayAfter(latest);
  const meet = !isAfter(lefts[0], rights[1]) && !isAfter(rights[0], lefts[1]);
  return { verdict: meet ? 'OVERLAPPING' : 'DIFFERENT', basis: 'DATE', distance };
}

/** Whether a value is the empty set of terms. */
function isNone(value: ClaimValue | null): boolean {
  return value?.type === 'TERMS' && value.terms.length === 0;
}

/** Counts the days from the start of the year 1 to the start of a month. */
export function daysBefore(untilYear: number, untilMonth: number): number {
  let days = 0;
  for (let year = 1; year <= untilYear; year += 1) {
    const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const months = year < untilYear ? lengths : lengths.slice(0, untilMonth - 1);
    for (const length of months) days += length;
  }
  return days;
}

// --- exact fractions, and the definitions of the units of the tests ---

export interface Fraction {
  readonly numerator: bigint;
  /** More than 0. */
  readonly denominator: bigint;
}

export function fraction(decimal: string): Fraction {
  const [integer = '0', decimals = ''] = decimal.split('.');
  return { numerator: BigInt(integer + decimals), denominator: 10n ** BigInt(decimals.length) };
}

export function plus(left: Fraction, right: Fraction): Fraction {
  return {
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

export function minus(left: Fraction, right: Fraction): Fraction {
  return plus(left, { numerator: -right.numerator, denominator: right.denominator });
}

export function times(left: Fraction, right: Fraction): Fraction {
  return {
    numerator: left.numerator * right.numerator,
    denominator: left.denominator * right.denominator,
  };
}

/** Divides `left` by `right`, which must be more than 0. */
export function over(left: Fraction, right: Fraction): Fraction {
  return times(left, { numerator: right.denominator, denominator: right.numerator });
}

function convertTo(to: TestUnit, amount: Fraction, from: TestUnit): Fraction {
  return over(minus(plus(times(amount, from.factor), from.zero), to.zero), to.factor);
}

/** Returns the largest difference of an amount from its stated decimal: 0 if it is exact, 5 for about 120, 0.05 for about 1.2. */
export function roundingOf({ approximate }: QuantityValue, decimal: string): Fraction {
  if (!approximate) return fraction('0');
  const [, whole = '', part] = /^-?(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (part !== undefined) return fraction(`0.${'0'.repeat(part.length)}5`);
  const zeros = whole === '0' ? 0 : (/0*$/.exec(whole)?.[0].length ?? 0);
  return over(fraction(`1${'0'.repeat(zeros)}`), fraction('2'));
}

function size({ numerator, denominator }: Fraction): Fraction {
  return { numerator: numerator < 0n ? -numerator : numerator, denominator };
}

export function isLess(left: Fraction, right: Fraction): boolean {
  return left.numerator * right.denominator < right.numerator * left.denominator;
}

function toNumber({ numerator, denominator }: Fraction): number {
  return Number((numerator * 10n ** 30n) / denominator) / 1e30;
}

interface TestUnit {
  readonly kind: string;
  /** The size of the unit, and (in `zero`) the position of its 0, both in base units. */
  readonly factor: Fraction;
  readonly zero: Fraction;
}

const testUnits: Readonly<Record<string, readonly [kind: string, factor: string, zero?: string]>> = {
  '1': ['number', '1'],
  '%': ['number', '0.01'],
  By: ['information', '8'],
  g: ['mass', '1'],
  kg: ['mass', '1000'],
  '[lb_av]': ['mass', '453.59237'],
  L: ['volume', '1'],
  EUR: ['euros', '1'],
  USD: ['dollars', '1'],
  // Per year: UCUM has twelve months in a year.
  'EUR/mo': ['euros per time', '12'],
  'EUR/a': ['euros per time', '1'],
  'USD/mo': ['dollars per time', '12'],
  // In ninths of a kelvin.
  K: ['temperature', '9'],
  Cel: ['temperature', '9', '2458.35'],
  '[degF]': ['temperature', '5', '2298.35'],
};

export function unitOf({ unit }: { readonly unit: string | null }): TestUnit {
  const [kind, factor, zero = '0'] = testUnits[unit ?? '1'] ?? [];
  if (kind === undefined || factor === undefined)
    throw new Error(`Expected a unit of the tests, got ${unit}.`);
  return { kind, factor: fraction(factor), zero: fraction(zero) };
}

export function sameConditions(left: Claim, right: Claim): boolean {
  return (
    left.qualifiers.length === right.qualifiers.length &&
    left.qualifiers.every((one) =>
      right.qualifiers.some((other) => one.key === other.key && fold(one.value) === fold(other.value)),
    )
  );
}

/** Folds a text for comparison. An https URL loses its final slash; in other texts, hyphens between the letters a–z become spaces. */
export function comparedText(text: string): string {
  const folded = fold(text);
  if (folded.startsWith('https://')) return folded.endsWith('/') ? folded.slice(0, -1) : folded;
  return folded.split(/(?<=[a-z])-(?=[a-z])/u).join(' ');
}

/** Returns the texts and terms of `values`. */
function textsIn(values: readonly ClaimValue[]): readonly string[] {
  return values.flatMap((value) => {
    if (value.type === 'TEXT') return [value.text];
    return value.type === 'TERMS' ? value.terms : [];
  });
}
