import type { AxisKind } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import type { Steps } from '../../graph/work/steps.js';
import type { CellState } from '../cells/statement.js';
import { axesIn, type AxisGroup } from '../rows/axis-group.js';
import type { CellSource } from '../rows/cell-source.js';

/** The axes that a coverage counts; omitted members do not restrict. */
export interface CoverageSelection {
  readonly kinds?: readonly AxisKind[] | null;
  /** Names of groups of dimensions. */
  readonly groups?: readonly string[] | null;
}

/**
 * The coverage of axes by the claims about an approach: the number of axes, and the number of cells in each of the five
 * states. Axes of one axis group count once. The numbers of cells add up to `axes`.
 */
export interface Coverage {
  readonly axes: number;
  readonly stated: number;
  readonly contested: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly notStated: number;
  /** The share of axes that are stated or contested, from 0 to 1; null without axes. */
  readonly share: number | null;
}

/** The axis groups of a view, and the group of each axis. */
export class CoveredAxes {
  readonly #groups: readonly AxisGroup[];
  readonly #groupOf = new Map<string, AxisGroup>();

  /** @param groups of all axes along which at least one approach of the view has claims */
  constructor(groups: readonly AxisGroup[]) {
    this.#groups = groups;
    for (const group of groups) for (const { id } of axesIn(group)) this.#groupOf.set(id, group);
  }

  /** Finds the groups that a selection contains, in steps. A group is selected if one of its axes is selected. */
  *selected({ kinds, groups }: CoverageSelection): Steps<ReadonlySet<AxisGroup>> {
    const selected = new Set<AxisGroup>();
    for (const [index, group] of this.#groups.entries()) {
      if (index % axesPerStep === axesPerStep - 1) yield;
      if (kinds && !kinds.includes(group.axis.kind)) continue;
      const isInGroups = axesIn(group).some(
        (axis) => axis.kind === 'DIMENSION' && axis.group !== null && groups?.includes(axis.group),
      );
      if (!groups || isInGroups) selected.add(group);
    }
    return selected;
  }

  /** The group of an axis; undefined if no approach has claims along it. */
  groupOf(axis: string): AxisGroup | undefined {
    return this.#groupOf.get(axis);
  }
}

/** The numbers of axis groups, and of filled cells, that are processed between two yields. */
const axesPerStep = 1_024;
const cellsPerStep = 64;

/** Counts the states of an approach's cells along the selected axis groups, in steps. */
export function* coverageOf(
  approach: Approach,
  axes: CoveredAxes,
  selected: ReadonlySet<AxisGroup>,
  source: CellSource,
): Steps<Coverage> {
  const claimed = new Set<AxisGroup>();
  for (const axis of (yield* source.positionsOf([approach])).keys()) {
    const group = axes.groupOf(axis);
    if (group && selected.has(group)) claimed.add(group);
  }
  const states = new Map<CellState, number>();
  let filled = 0;
  for (const group of claimed) {
    const { state } = source.cellOf(group, approach);
    states.set(state, (states.get(state) ?? 0) + 1);
    if ((filled += 1) % cellsPerStep === 0) yield;
  }
  const countOf = (state: CellState): number => states.get(state) ?? 0;
  const [stated, contested] = [countOf('STATED'), countOf('CONTESTED')];
  return {
    axes: selected.size,
    stated,
    contested,
    unknown: countOf('UNKNOWN'),
    notApplicable: countOf('NOT_APPLICABLE'),
    notStated: selected.size - claimed.size,
    share: selected.size === 0 ? null : (stated + contested) / selected.size,
  };
}
