import type { Claim, Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import { qualifiersOverlap } from '../../graph/identity.js';
import type { Naming } from '../../graph/values/value-type.js';
import { sorted } from '../../graph/work/sort.js';
import { atOnce, type Steps } from '../../graph/work/steps.js';
import { isAlongAnAxis, measureMisfit, measureOf, type Axis, type Measure } from '../cells/axis.js';
import { contentOf, FilledCell, type Cell } from '../cells/cell.js';
import { CellScope, type CellKeys } from '../cells/content-ids.js';
import type { AxisPlace } from '../cells/axis-place.js';
import type { KeptJudgements } from '../verdicts/kept-judgements.js';

/** What is known of axes, whatever the claims: taken as given by everything that compares. */
export interface AxisKnowledge {
  /** The axes asked for and those along which something is claimed, by id. */
  readonly axes: { get(id: string): Axis | undefined };
  /** The ids of all that are equivalent to an axis, itself included, sorted. */
  readonly equivalents: (axis: string) => readonly string[];
  readonly naming: Naming;
}

/** An axis that is declared equivalent to another, and why the two cannot stand in one row. */
export interface UnmergedAxis {
  readonly axis: Axis;
  readonly reason: string;
}

/** One line of a matrix: the axis that stands for it, and the equivalent ones whose claims it holds too. */
export interface Line {
  readonly axis: Axis;
  readonly measure: Measure;
  readonly merged: readonly Axis[];
  readonly unmerged: readonly UnmergedAxis[];
  readonly asked: boolean;
}

/** What the cells of a matrix are filled from. */
export interface CellSource {
  /** Of those axes, the ones along which something is claimed of one of the approaches, in any order. */
  spokenOf(approaches: readonly Approach[], axes: readonly string[]): readonly string[];
  /** All axes along which something is claimed of one of the approaches, by id, and where they stand. */
  placesOf(approaches: readonly Approach[]): Steps<ReadonlyMap<string, AxisPlace>>;
  /** The cell of an approach in a line. */
  cellOf(line: Line, approach: Approach): Cell;
  /** The cells of approaches in a line, in their order. */
  cellsOf(line: Line, approaches: readonly Approach[]): readonly Cell[];
  /** The ids of the approaches of which something is claimed in a line. */
  speakersIn(line: Line): Iterable<string>;
  /** What is kept of the rows of these approaches, whatever their order; null where nothing is. */
  judgementsOf(approaches: readonly Approach[]): KeptJudgements | null;
}

const nothing: readonly never[] = Object.freeze([]);
/** So many axes, or claims, are looked at between two yields: some tenths of a millisecond. */
const atATime = 256;

/** Claims by the id of their axis, then of their approach. */
type ClaimsByAxis = ReadonlyMap<string, ReadonlyMap<string, readonly Claim[]>>;

/**
 * Cells that are filled from claims at hand; those along no axis are passed over.
 * @param under conditions: only claims that can hold under them count
 * @param scope what the cells' ids cover; the conditions alone, when left out
 */
export function cellsOfClaims(
  claims: readonly Claim[],
  under: readonly Qualifier[],
  naming: Naming,
  scope = new CellScope(under, null),
): CellSource {
  return atOnce(gatherCells(claims, under, naming, scope));
}

/** The same, in steps. */
export function* gatherCells(
  claims: readonly Claim[],
  under: readonly Qualifier[],
  naming: Naming,
  scope = new CellScope(under, null),
): Steps<CellSource> {
  const byAxis = yield* claimsByAxis(claims, under);
  const fill = ({ axis, merged, measure }: Line, approach: Approach, keys: CellKeys): Cell => {
    const own = byAxis.get(axis.id)?.get(approach.id) ?? nothing;
    const about =
      merged.length === 0
        ? own
        : [...own, ...merged.flatMap(({ id }) => byAxis.get(id)?.get(approach.id) ?? nothing)];
    return new FilledCell(approach, contentOf(about, measure, naming), keys);
  };
  return {
    spokenOf: (_, axes) => axes.filter((id) => byAxis.has(id)),
    placesOf: (approaches) => placesIn(byAxis, approaches),
    cellOf: (line, approach) => fill(line, approach, scope.along(line.axis.id)),
    cellsOf: (line, approaches) => {
      const keys = scope.along(line.axis.id);
      return approaches.map((approach) => fill(line, approach, keys));
    },
    speakersIn: (line) => new Set(axesIn(line).flatMap((axis) => [...(byAxis.get(axis.id)?.keys() ?? [])])),
    judgementsOf: () => null,
  };
}

/** The axes whose claims a line holds. */
export function axesIn({ axis, merged }: Pick<Line, 'axis' | 'merged'>): readonly Axis[] {
  return merged.length === 0 ? [axis] : [axis, ...merged];
}

function* placesIn(
  byAxis: ClaimsByAxis,
  approaches: readonly Approach[],
): Steps<ReadonlyMap<string, AxisPlace>> {
  const places = new Map<string, AxisPlace>();
  for (const [axis, byApproach] of byAxis) {
    const subject = approaches.findIndex(({ id }) => byApproach.has(id));
    const claims = byApproach.get(approaches[subject]?.id ?? '') ?? nothing;
    if (claims.length === 0) continue;
    places.set(axis, {
      subject,
      position: claims.reduce((least, { position }) => Math.min(least, position), Infinity),
    });
    if (places.size % atATime === 0) yield;
  }
  return places;
}

function* claimsByAxis(claims: readonly Claim[], under: readonly Qualifier[]): Steps<ClaimsByAxis> {
  const byAxis = new Map<string, Map<string, Claim[]>>();
  let count = 0;
  for (const claim of claims) {
    if ((count += 1) % atATime === 0) yield;
    if (!isAlongAnAxis(claim) || !qualifiersOverlap(claim.qualifiers, under)) continue;
    let byApproach = byAxis.get(claim.target);
    if (!byApproach) {
      byApproach = new Map<string, Claim[]>();
      byAxis.set(claim.target, byApproach);
    }
    const together = byApproach.get(claim.subject);
    if (together) together.push(claim);
    else byApproach.set(claim.subject, [claim]);
  }
  return byAxis;
}

/**
 * Equivalent axes make one line where they share a measure; the axis asked for, else the lowest id, stands
 * for it.
 * @param spokenOf ids of the axes along which something is claimed
 * @param asked ids of the axes that are asked for
 */
export function linesOf(
  knowledge: Pick<AxisKnowledge, 'axes' | 'equivalents'>,
  spokenOf: Iterable<string>,
  asked: readonly string[],
): readonly Line[] {
  return atOnce(findLines(knowledge, spokenOf, asked));
}

/** The same, in steps. */
export function* findLines(
  knowledge: Pick<AxisKnowledge, 'axes' | 'equivalents'>,
  spokenOf: Iterable<string>,
  asked: readonly string[],
): Steps<readonly Line[]> {
  const spoken = [...spokenOf];
  if (spoken.length + asked.length <= atATime) return findAll(knowledge, asked, spoken.sort());
  const search = searchAmong(knowledge, asked, yield* sorted(spoken, compareCodeUnits));
  let count = 0;
  for (const id of search.present) {
    findLine(id, search);
    if ((count += 1) % atATime === 0) yield;
  }
  return search.lines;
}

interface LineSearch extends Pick<AxisKnowledge, 'axes' | 'equivalents'> {
  readonly present: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
  readonly placed: Set<string>;
  readonly lines: Line[];
}

/** Outside the generator, in which it would take longer. */
function findAll(
  knowledge: Pick<AxisKnowledge, 'axes' | 'equivalents'>,
  asked: readonly string[],
  spoken: readonly string[],
): readonly Line[] {
  const search = searchAmong(knowledge, asked, spoken);
  for (const id of search.present) findLine(id, search);
  return search.lines;
}

function searchAmong(
  { axes, equivalents }: Pick<AxisKnowledge, 'axes' | 'equivalents'>,
  asked: readonly string[],
  spoken: readonly string[],
): LineSearch {
  const present = new Set(asked);
  for (const id of spoken) present.add(id);
  const isOnlyAsked = asked.length === present.size;
  return {
    axes,
    equivalents,
    present,
    asked: isOnlyAsked ? present : new Set(asked),
    placed: new Set(),
    lines: [],
  };
}

/** Adds the line that an axis stands for, unless the axis is in one already. */
function findLine(id: string, { axes, equivalents, present, asked, placed, lines }: LineSearch): void {
  const axis = axes.get(id);
  if (!axis || placed.has(id)) return;
  placed.add(id);
  const members = equivalents(id);
  if (members.length === 1) {
    lines.push({ axis, measure: measureOf(axis), merged: nothing, unmerged: nothing, asked: asked.has(id) });
    return;
  }
  const merged: Axis[] = [];
  const unmerged: UnmergedAxis[] = [];
  for (const other of members) {
    const member = axes.get(other);
    if (!member || member === axis || !present.has(other)) continue;
    const reason = measureMisfit(axis, member);
    if (reason !== null) unmerged.push({ axis: member, reason });
    else if (!placed.has(other)) merged.push(member);
  }
  for (const member of merged) placed.add(member.id);
  lines.push({ axis, measure: measureOf(axis), merged, unmerged, asked: asked.has(id) });
}

function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
