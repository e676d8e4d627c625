/** Builders of inputs of comparisons. The approaches are breads; the claims about them are invented. */
import type { Axis } from '../../src/comparison/cells/axis.js';
import { noSpreads } from '../../src/comparison/cells/spreads.js';
import { compare, type AxisSelection, type ComparisonMaterial } from '../../src/comparison/compare.js';
import type { ComparisonRow } from '../../src/comparison/rows/row.js';
import {
  axisPredicates,
  type Absence,
  type Claim,
  type Qualifier,
  type Rank,
} from '../../src/graph/claim.js';
import {
  conceptId,
  type Approach,
  type Concept,
  type ConceptKind,
  type Dimension,
} from '../../src/graph/concept.js';
import { fold } from '../../src/graph/text/fold.js';
import { runToEnd } from '../../src/graph/work/steps.js';
import { claimId, sortQualifiers } from '../../src/graph/identity.js';
import type { QuantityMarks } from '../../src/graph/values/quantity-marks.js';
import { noSpread, type DimensionSpread } from '../../src/graph/spreads/dimension-spread.js';
import type { ClaimValue, ValueType } from '../../src/graph/values/value-rules.js';
import type { Support } from '../../src/graph/values/support.js';
import { noScale, type NameLookup } from '../../src/graph/values/value-type.js';

// --- concepts ---

function named<Kind extends ConceptKind>(kind: Kind, slug: string) {
  const name = `${slug.charAt(0).toUpperCase()}${slug.slice(1).replaceAll('-', ' ')}`;
  return { kind, id: conceptId(kind, slug), slug, name, aliases: [], summary: null, sameAs: [] };
}

export const approach = (slug: string): Approach => named('APPROACH', slug);
export const feature = (slug: string): Axis => ({ ...named('FEATURE', slug), featureKind: 'CHARACTERISTIC' });
export const benefit = (slug: string): Axis => named('BENEFIT', slug);
export const drawback = (slug: string): Axis => named('DRAWBACK', slug);
export const useCase = (slug: string): Axis => named('USE_CASE', slug);

export function dimension(slug: string, valueType: ValueType, more: Partial<Dimension> = {}): Dimension {
  return {
    ...named('DIMENSION', slug),
    group: null,
    valueType,
    cardinality: 'SINGLE',
    ...noScale,
    betterWhen: 'NEITHER',
    weighs: true,
    ...more,
  };
}

export const rye = approach('rye');
export const wheat = approach('wheat');
export const spelt = approach('spelt');
export const oats = approach('oats');
/** Approaches, in the order in which `claimsAlong` assigns cells to them. */
export const breads: readonly Approach[] = [rye, wheat, spelt, oats];

// --- claims of one cell ---

export interface CellClaim {
  readonly value: ClaimValue | null;
  readonly absence: Absence | null;
  readonly qualifiers: readonly Qualifier[];
  readonly rank: Rank;
  readonly source: string;
  readonly position: number;
}

function cellClaim(value: ClaimValue | null, absence: Absence | null = null): CellClaim {
  return { value, absence, qualifiers: [], rank: 'NORMAL', source: 'handbook', position: 0 };
}

export const text = (value: string): CellClaim => cellClaim({ type: 'TEXT', text: value });
export const terms = (...list: string[]): CellClaim => cellClaim({ type: 'TERMS', terms: list });
export const quantity = (
  minimum: string | null,
  maximum: string | null,
  unit: string | null = null,
): CellClaim => cellClaim({ type: 'QUANTITY', minimum, maximum, unit });
/** Adds marks to an amount or range. */
export const marked = (marks: QuantityMarks, each: CellClaim): CellClaim =>
  each.value?.type === 'QUANTITY' ? { ...each, value: { ...each.value, ...marks } } : each;
export const amount = (decimal: string, unit: string | null = null): CellClaim =>
  quantity(decimal, decimal, unit);
export const date = (value: string): CellClaim => cellClaim({ type: 'DATE', date: value });
export const versions = (oldest: string | null, newest: string | null): CellClaim =>
  cellClaim({ type: 'VERSION', oldest, newest });
export const level = (name: string): CellClaim => cellClaim({ type: 'ORDINAL', level: name });
const support = (value: Support, note: string | null): CellClaim =>
  cellClaim({ type: 'SUPPORT', support: value, note });
export const yes = support('YES', null);
export const no = support('NO', null);
export const partly = (note: string): CellClaim => support('PARTIAL', note);
export const yesBut = (note: string): CellClaim => support('YES', note);
export const noBut = (note: string): CellClaim => support('NO', note);
export const unknown = cellClaim(null, 'UNKNOWN');
export const notApplicable = cellClaim(null, 'NOT_APPLICABLE');

export function qualifiers(conditions: Readonly<Record<string, string>>): readonly Qualifier[] {
  return sortQualifiers(Object.entries(conditions).map(([key, value]) => ({ key, value })));
}

export const under = (conditions: Readonly<Record<string, string>>, each: CellClaim): CellClaim => ({
  ...each,
  qualifiers: qualifiers(conditions),
});
export const inWinter = (each: CellClaim): CellClaim => under({ season: 'Winter' }, each);
export const inSummer = (each: CellClaim): CellClaim => under({ season: 'Summer' }, each);
export const whenLarge = (each: CellClaim): CellClaim => under({ size: 'Large' }, each);
export const preferred = (each: CellClaim): CellClaim => ({ ...each, rank: 'PREFERRED' });
export const deprecated = (each: CellClaim): CellClaim => ({ ...each, rank: 'DEPRECATED' });
export const by = (source: string, each: CellClaim): CellClaim => ({ ...each, source });
export const at = (position: number, each: CellClaim): CellClaim => ({ ...each, position });

// --- claims and inputs of comparisons ---

export function claim(subject: Approach, axis: Concept, each: CellClaim): Claim {
  const content = {
    subject: subject.id,
    predicate: axisPredicates[axis.kind as Axis['kind']],
    target: axis.id,
    value: each.value,
    absence: each.absence,
    text: null,
    qualifiers: each.qualifiers,
    source: `cited-source/${each.source}`,
  };
  return {
    ...content,
    id: claimId(content),
    rank: each.rank,
    position: each.position,
    supersedes: null,
    since: 1,
  };
}

/** Builds claims along `axis`. @param cells the claims of each cell, in the order of `breads` */
export function claimsAlong(axis: Axis, cells: readonly (readonly CellClaim[])[]): readonly Claim[] {
  return cells.flatMap((cell, index) => cell.map((each) => claim(breads[index] ?? rye, axis, each)));
}

export interface Parts {
  readonly approaches: readonly Approach[];
  readonly axes: readonly Axis[];
  readonly claims: readonly Claim[];
  /** Sets of axes that are declared equivalent. */
  readonly equivalent?: readonly (readonly Axis[])[];
  /** Sets of texts; all texts of a set name the same concept. */
  readonly synonyms?: readonly (readonly string[])[];
  /** The spreads of dimensions in the view, by id; other dimensions have no measured span. */
  readonly spreads?: Readonly<Record<string, DimensionSpread>>;
}

export function material(parts: Parts): ComparisonMaterial & { readonly axes: ReadonlyMap<string, Axis> } {
  const { approaches, axes, claims, equivalent, synonyms, spreads = {} } = parts;
  return {
    spreads: { ...noSpreads, of: ({ id }) => spreads[id] ?? noSpread },
    approaches,
    claims,
    axes: new Map(axes.map((axis) => [axis.id, axis])),
    equivalents: (id) =>
      (equivalent?.find((set) => set.some((axis) => axis.id === id))?.map((axis) => axis.id) ?? [id]).sort(),
    nameLookup: nameLookup(synonyms ?? []),
  };
}

export function nameLookup(synonyms: readonly (readonly string[])[]): NameLookup {
  return (name) =>
    new Set(
      synonyms.flatMap((set, index) =>
        set.some((each) => fold(each) === fold(name)) ? [`feature/concept-${index}`] : [],
      ),
    );
}

export function compareParts(parts: Parts, selection: AxisSelection = {}): readonly ComparisonRow[] {
  return runToEnd(compare(material(parts), selection)).map(plainRow);
}

/** Copies a row with all its results to a plain record, so that tests can compare rows. */
export function plainRow(row: ComparisonRow): ComparisonRow {
  const { id, slot, axis, kind, group, mergedAxes, unmergedAxes, cells, verdict, basis } = row;
  const { differs, distance, meanDistance, statedCells, weighs, definition, nameLookup: lookup } = row;
  const plain = {
    ...{ id, slot, axis, kind, group, mergedAxes, unmergedAxes, cells, verdict, basis },
    ...{ differs, distance, meanDistance, statedCells, weighs, definition },
  };
  // Not enumerable, so that rows are equal even if their look-up functions differ.
  return Object.defineProperty(plain, 'nameLookup', { value: lookup }) as ComparisonRow;
}

export interface RowOptions {
  readonly synonyms?: readonly (readonly string[])[];
}

/** Computes the row of `axis`. @param cells the claims of each cell, in the order of `breads` */
export function rowAlong(
  axis: Axis,
  cells: readonly (readonly CellClaim[])[],
  { synonyms = [] }: RowOptions = {},
): ComparisonRow {
  const approaches = breads.slice(0, cells.length);
  const claims = claimsAlong(axis, cells);
  const [row] = compareParts({ approaches, axes: [axis], claims, synonyms }, { axes: [axis.id] });
  if (!row) throw new Error('The requested axis has no row.');
  return row;
}
