import type { ViewCells } from '../../comparison/cache/view-cells.js';
import type { EditorialPosition } from '../../comparison/cells/editorial-position.js';
import type { Cell } from '../../comparison/cells/cell.js';
import type { CellColumn } from '../../comparison/conditions/cell-column.js';
import type { SimilarityAccumulator } from '../../comparison/nearest/similarity.js';
import { axesIn, type AxisGroup } from '../../comparison/rows/axis-group.js';
import type { CellSource } from '../../comparison/rows/cell-source.js';
import type { RowResults } from '../../comparison/verdicts/row-result-cache.js';
import { axisPredicates } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import type { DependencyRecorder } from '../../graph/dependencies/dependency-recorder.js';
import type { Steps } from '../../graph/work/steps.js';

/**
 * Records the claims that fill cells. For rows along all axes, all claims about the approaches are recorded once; otherwise, the claims of
 * each row are recorded. The axes of rows are recorded where they are looked up.
 */
class RecordingSource implements CellSource {
  readonly #source: CellSource;
  protected readonly recorder: DependencyRecorder;
  /** The approaches of the last call of `#cover`, and the scope in which this call recorded the claims about them. */
  #covered: { readonly approaches: readonly Approach[]; readonly scope: object } | null = null;

  constructor(source: CellSource, recorder: DependencyRecorder) {
    this.#source = source;
    this.recorder = recorder;
  }

  axesWithClaims(approaches: readonly Approach[], axes: readonly string[]): readonly string[] {
    for (const axis of axes) this.recorder.links(approaches, axis);
    return this.#source.axesWithClaims(approaches, axes);
  }

  positionsOf(approaches: readonly Approach[]): Steps<ReadonlyMap<string, EditorialPosition>> {
    this.#cover(approaches);
    return this.#source.positionsOf(approaches);
  }

  cellOf(group: AxisGroup, approach: Approach): Cell {
    this.#recordLinks(group, [approach]);
    return this.#source.cellOf(group, approach);
  }

  cellsOf(group: AxisGroup, approaches: readonly Approach[]): readonly Cell[] {
    const covered = this.#covered;
    if (covered?.approaches !== approaches || covered.scope !== this.recorder.scope)
      this.#recordLinks(group, approaches);
    return this.#source.cellsOf(group, approaches);
  }

  subjectsIn(group: AxisGroup): Iterable<string> {
    this.recordColumn(group);
    return this.#source.subjectsIn(group);
  }

  rowResultsOf(approaches: readonly Approach[]): RowResults | null {
    this.#cover(approaches);
    return this.#source.rowResultsOf(approaches);
  }

  /** Records the claims of all approaches along the axes of a group. */
  protected recordColumn(group: AxisGroup): void {
    for (const { id, kind } of axesIn(group)) this.recorder.toward(id, axisPredicates[kind]);
  }

  /** Records all claims about approaches. */
  #cover(approaches: readonly Approach[]): void {
    for (const { id } of approaches) this.recorder.subject(id);
    this.#covered = { approaches, scope: this.recorder.scope };
  }

  #recordLinks({ axis, merged }: AxisGroup, approaches: readonly Approach[]): void {
    this.recorder.links(approaches, axis.id);
    for (const other of merged) this.recorder.links(approaches, other.id);
  }
}

/** Records what a request reads from the cells of a view: see `RecordingView`. */
export class RecordingCells extends RecordingSource implements ViewCells {
  readonly #cells: ViewCells;

  constructor(cells: ViewCells, recorder: DependencyRecorder) {
    super(cells, recorder);
    this.#cells = cells;
  }

  pinnedTo(revision: number): CellSource {
    return new RecordingSource(this.#cells.pinnedTo(revision), this.recorder);
  }

  similaritiesTo(approach: Approach): SimilarityAccumulator {
    const similarities = this.#cells.similaritiesTo(approach);
    return {
      add: (group) => {
        this.recordColumn(group);
        similarities.add(group);
      },
      similarities: () => similarities.similarities(),
    };
  }

  get approachNumbers(): ReadonlyMap<string, number> {
    return this.#cells.approachNumbers;
  }

  columnOf(group: AxisGroup): CellColumn {
    this.recordColumn(group);
    return this.#cells.columnOf(group);
  }
}
