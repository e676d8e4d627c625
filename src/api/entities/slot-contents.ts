import { isAxis, type Axis } from '../../comparison/cells/axis.js';
import type { Cell } from '../../comparison/cells/cell.js';
import { CellScope } from '../../comparison/cells/content-ids.js';
import type { Slot } from '../../comparison/cells/slot.js';
import { compareCells } from '../../comparison/compare.js';
import type { AxisKnowledge } from '../../comparison/rows/axis-group.js';
import { gatherCells, type CellSource } from '../../comparison/rows/cell-source.js';
import type { ComparisonRow } from '../../comparison/rows/row.js';
import { axisPredicates } from '../../graph/claim.js';
import type { Approach, Concept } from '../../graph/concept.js';
import { loadConcepts } from '../../graph/loaders/loaders.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { loadAxisKnowledge } from '../request/axis-knowledge.js';
import type { RequestView } from '../request/request-view.js';
import { isInMemory, memoOf } from '../request/view-memo.js';

/** The content of a slot: a cell or a row. */
export type SlotContent = Cell | ComparisonRow;

/** The axis and the approaches that a slot names. */
interface NamedColumns {
  readonly axis: Axis;
  /** One for a cell, two or more for a row. */
  readonly approaches: readonly Approach[];
}

/**
 * Loads the rows and cells of slots. A row equals the row of `compare` for the approaches of the slot, in their order, along the axis of the slot
 * only. The cell of a slot equals the only cell of the row with its approach.
 * @returns one item for each slot, in order; null if the axis or an approach does not exist
 */
export function loadSlotContents(
  requestView: RequestView,
  slots: readonly Slot[],
): MaybePromise<readonly (SlotContent | null)[]> {
  const { view, loaders, pace } = requestView;
  const ids = new Set(slots.flatMap((slot) => [slot.axis, ...approachesOf(slot)]));
  return mapMaybe(loadConcepts(loaders, ids), (concepts) => {
    const columns = namedColumns(slots, concepts);
    if (isInMemory(view)) {
      const { knowledge, cells } = memoOf(view);
      return inSlices(fillSlots(slots, columns, knowledge, cells), pace);
    }
    return fillFromStore(requestView, slots, columns);
  });
}

function approachesOf(slot: Slot): readonly string[] {
  return slot.type === 'CELL' ? [slot.approach] : slot.approaches;
}

/** Finds the concepts that each slot names; null for a slot with an id that does not exist. */
function namedColumns(
  slots: readonly Slot[],
  concepts: readonly (Concept | null)[],
): readonly (NamedColumns | null)[] {
  const byId = new Map(concepts.flatMap((concept) => (concept ? [[concept.id, concept]] : [])));
  /** The approaches by their ids, so that rows with the same approaches share one list. */
  const lists = new Map<string, readonly Approach[]>();
  return slots.map((slot) => {
    const axis = byId.get(slot.axis);
    const ids = approachesOf(slot);
    const key = ids.join();
    const approaches =
      lists.get(key) ?? ids.map((id) => byId.get(id)).filter((concept) => concept?.kind === 'APPROACH');
    lists.set(key, approaches);
    return axis && isAxis(axis) && approaches.length === ids.length ? { axis, approaches } : null;
  });
}

async function fillFromStore(
  requestView: RequestView,
  slots: readonly Slot[],
  columns: readonly (NamedColumns | null)[],
): Promise<readonly (SlotContent | null)[]> {
  const { loaders, pace } = requestView;
  const found = columns.filter((each) => each !== null);
  const axes = [...new Map(found.map(({ axis }) => [axis.id, axis])).values()];
  const approaches = new Set(found.flatMap((each) => each.approaches.map(({ id }) => id)));
  const equivalents = await loaders.equivalents.loadMany(axes.map(({ id }) => id));
  const targets = [...new Set(equivalents.flat())];
  const predicates = [...new Set(axes.map(({ kind }) => axisPredicates[kind]))];
  const lists = await loaders.claimsAbout.loadMany(
    [...approaches].flatMap((concept) => predicates.map((predicate) => ({ concept, predicate, targets }))),
  );
  const claims = lists.flat();
  const knowledge = await loadAxisKnowledge(requestView, claims, {
    moreAxes: axes,
    moreConcepts: [],
    hasSources: false,
  });
  const cells = await inSlices(gatherCells(claims, [], knowledge.nameLookup, new CellScope([], null)), pace);
  return inSlices(fillSlots(slots, columns, knowledge, cells), pace);
}

function* fillSlots(
  slots: readonly Slot[],
  columns: readonly (NamedColumns | null)[],
  knowledge: AxisKnowledge,
  cells: CellSource,
): Steps<readonly (SlotContent | null)[]> {
  const contents: (SlotContent | null)[] = [];
  for (const [index, { type }] of slots.entries()) {
    if (index % slotsPerStep === slotsPerStep - 1) yield;
    const named = columns[index];
    if (!named) {
      contents.push(null);
      continue;
    }
    const { axis, approaches } = named;
    const [row] = yield* compareCells(approaches, knowledge, cells, { axes: [axis.id] });
    contents.push((type === 'CELL' ? row?.cells[0] : row) ?? null);
  }
  return contents;
}

/** The number of slots that are filled between two yields. */
const slotsPerStep = 16;
