import type { Claim, Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import { qualifiersOverlap } from '../../graph/identity.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import { runToEnd, type Steps } from '../../graph/work/steps.js';
import { isAlongAnAxis } from '../cells/axis.js';
import { cellsInRow, contentOf, FilledCell, type Cell } from '../cells/cell.js';
import { CellScope } from '../cells/content-ids.js';
import type { EditorialPosition } from '../cells/editorial-position.js';
import type { RowResults } from '../verdicts/row-result-cache.js';
import { axesIn, type AxisGroup } from './axis-group.js';
import { CellContents } from './cell-contents.js';

/** A source of cells for comparisons. */
export interface CellSource {
  /**
   * Selects the axes along which at least one of the approaches has claims.
   * @param axes ids
   * @returns ids, in any order
   */
  axesWithClaims(approaches: readonly Approach[], axes: readonly string[]): readonly string[];
  /** Finds the axes along which at least one of the approaches has claims, by id, with their editorial positions. */
  positionsOf(approaches: readonly Approach[]): Steps<ReadonlyMap<string, EditorialPosition>>;
  /** The cell of an approach in an axis group. */
  cellOf(group: AxisGroup, approach: Approach): Cell;
  /** The cells of approaches in an axis group, in the given order. */
  cellsOf(group: AxisGroup, approaches: readonly Approach[]): readonly Cell[];
  /** The ids of the approaches that have claims in an axis group. */
  subjectsIn(group: AxisGroup): Iterable<string>;
  /** The cached row results of a set of approaches; null if this source caches none. @param approaches in any order */
  rowResultsOf(approaches: readonly Approach[]): RowResults | null;
}

const nothing: readonly never[] = Object.freeze([]);
/** The number of axes, or claims, that are processed between two yields; they take a few tenths of a millisecond. */
const itemsPerStep = 256;

/** Claims by the id of their axis, then of their approach. */
type ClaimsByAxis = ReadonlyMap<string, ReadonlyMap<string, readonly Claim[]>>;

/**
 * Creates a source of the cells that claims fill; claims that are not along an axis are ignored.
 * @param claims all claims about the approaches that are compared. Cells, positions and `axesWithClaims` ignore claims about other approaches
 * @param under conditions: only claims that can be true under them count
 * @param scope the inputs that the ids of the cells cover; if omitted, only the conditions
 */
export function cellsOfClaims(
  claims: readonly Claim[],
  under: readonly Qualifier[],
  nameLookup: NameLookup,
  scope = new CellScope(under, null),
): CellSource {
  return runToEnd(gatherCells(claims, under, nameLookup, scope));
}

/** A source of cells for several comparisons. */
export interface GatheredCells extends CellSource {
  /**
   * The same source, but its `positionsOf` has only the given axes. The sources of several calls share the contents of cells in groups of one axis.
   * @param axes ids
   */
  along(axes: readonly string[]): CellSource;
  /** Creates the source of another view, in which the claims of some cells are different. The lists of claims of the unchanged cells are shared. */
  inOtherView(other: OtherView): Steps<GatheredCells>;
}

/** Another view, and the cells whose claims are different in it. */
export interface OtherView {
  /** The cells with different claims: for each axis with such cells, the ids of the approaches. */
  readonly cells: ReadonlyMap<string, ReadonlySet<string>>;
  /** The claims of these cells in the other view. */
  readonly claims: readonly Claim[];
  readonly nameLookup: NameLookup;
  readonly scope: CellScope;
  /** Whether cells with equal claims have equal contents in both views, because the axes, their equivalents, and all names are equal. */
  readonly hasSameContents: boolean;
}

/** Creates a source of the cells that claims fill, as `cellsOfClaims`, in steps. */
export function* gatherCells(
  claims: readonly Claim[],
  under: readonly Qualifier[],
  nameLookup: NameLookup,
  scope = new CellScope(under, null),
): Steps<GatheredCells> {
  const byAxis = yield* claimsByAxis(claims, under);
  return gatheredCells(byAxis, under, nameLookup, scope, new CellContents());
}

function gatheredCells(
  byAxis: ClaimsByAxis,
  under: readonly Qualifier[],
  nameLookup: NameLookup,
  scope: CellScope,
  contents: CellContents,
): GatheredCells {
  const claimsIn = ({ axis, merged }: AxisGroup, approach: Approach): readonly Claim[] => {
    const claimsOfAxis = byAxis.get(axis.id)?.get(approach.id) ?? nothing;
    return merged.length === 0
      ? claimsOfAxis
      : [...claimsOfAxis, ...merged.flatMap(({ id }) => byAxis.get(id)?.get(approach.id) ?? nothing)];
  };
  const cellsOf = (
    group: AxisGroup,
    approaches: readonly Approach[],
    cache?: CellContents,
  ): readonly Cell[] => {
    const { axis, definition, merged } = group;
    const keys = scope.along(axis.id);
    // The claims of merged axes are a new list for each cell.
    const shared = merged.length === 0 ? cache : undefined;
    return cellsInRow(definition, approaches, (approach, row) => {
      const claimsOfCell = claimsIn(group, approach);
      const content = shared
        ? shared.of(axis.id, claimsOfCell, definition, nameLookup)
        : contentOf(claimsOfCell, definition, nameLookup);
      return new FilledCell(approach, content, keys, row);
    });
  };
  const source: CellSource = {
    axesWithClaims: (approaches, axes) =>
      axes.filter((axis) => approaches.some(({ id }) => byAxis.get(axis)?.has(id))),
    positionsOf: (approaches) => positionsIn(byAxis, approaches),
    cellOf: (group, approach) => cellsOf(group, [approach])[0] as Cell,
    cellsOf: (group, approaches) => cellsOf(group, approaches),
    subjectsIn: (group) => new Set(axesIn(group).flatMap((axis) => [...(byAxis.get(axis.id)?.keys() ?? [])])),
    rowResultsOf: () => null,
  };
  const along = (axes: readonly string[]): CellSource => {
    const restricted = new Map(
      axes.flatMap((axis) => {
        const byApproach = byAxis.get(axis);
        return byApproach ? [[axis, byApproach] as const] : [];
      }),
    );
    return {
      ...source,
      positionsOf: (approaches) => positionsIn(restricted, approaches),
      cellsOf: (group, approaches) => cellsOf(group, approaches, contents),
    };
  };
  function* inOtherView(other: OtherView): Steps<GatheredCells> {
    const changed = yield* claimsByAxis(other.claims, under);
    const inOther = new Map(byAxis);
    for (const [axis, approaches] of other.cells) {
      const lists = new Map(byAxis.get(axis));
      for (const approach of approaches) {
        const list = changed.get(axis)?.get(approach);
        if (list) lists.set(approach, list);
        else lists.delete(approach);
      }
      if (lists.size > 0) inOther.set(axis, lists);
      else inOther.delete(axis);
      yield;
    }
    const contentsThere = other.hasSameContents ? contents : new CellContents();
    return gatheredCells(inOther, under, other.nameLookup, other.scope, contentsThere);
  }
  return { ...source, along, inOtherView };
}

function* positionsIn(
  byAxis: ClaimsByAxis,
  approaches: readonly Approach[],
): Steps<ReadonlyMap<string, EditorialPosition>> {
  const positions = new Map<string, EditorialPosition>();
  for (const [axis, byApproach] of byAxis) {
    const subject = approaches.findIndex(({ id }) => byApproach.has(id));
    const claims = byApproach.get(approaches[subject]?.id ?? '') ?? nothing;
    if (claims.length === 0) continue;
    positions.set(axis, {
      subject,
      position: claims.reduce((least, { position }) => Math.min(least, position), Infinity),
    });
    if (positions.size % itemsPerStep === 0) yield;
  }
  return positions;
}

function* claimsByAxis(claims: readonly Claim[], under: readonly Qualifier[]): Steps<ClaimsByAxis> {
  const byAxis = new Map<string, Map<string, Claim[]>>();
  let count = 0;
  for (const claim of claims) {
    if ((count += 1) % itemsPerStep === 0) yield;
    if (!isAlongAnAxis(claim) || !qualifiersOverlap(claim.qualifiers, under)) continue;
    let byApproach = byAxis.get(claim.target);
    if (!byApproach) {
      byApproach = new Map<string, Claim[]>();
      byAxis.set(claim.target, byApproach);
    }
    const claimsOfApproach = byApproach.get(claim.subject);
    if (claimsOfApproach) claimsOfApproach.push(claim);
    else byApproach.set(claim.subject, [claim]);
  }
  return byAxis;
}
