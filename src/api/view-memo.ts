import { KeptCells } from '../comparison/kept-cells.js';
import type { AxisKnowledge, CellSource } from '../comparison/line.js';
import type { GraphView, HeldClaims } from '../graph/reading.js';
import { Fragments } from './execution/fragments.js';
import { heldKnowledge } from './held-knowledge.js';
import { KeptReferences } from './kept-references.js';

/** A view that is held in memory. */
export type HeldView = GraphView & { readonly held: HeldClaims };

/** What is worked out once for all requests of a view that is held in memory, and goes when the view goes. */
export interface ViewMemo {
  /** What has been written of its records. */
  readonly fragments: Fragments;
  readonly knowledge: AxisKnowledge;
  readonly cells: CellSource;
  readonly references: KeptReferences;
}

const mebibyte = 1024 * 1024;
const fragmentsBound = 80 * mebibyte;
/** In units of some sixty bytes: 64 MiB. */
const cellsBound = 1_000_000;

const memos = new WeakMap<GraphView, ViewMemo>();

/** Whether a view is held in memory. */
export function isHeld(view: GraphView): view is HeldView {
  return view.held !== undefined;
}

/** The memo of a view: the same one for the same view. */
export function memoOf(view: HeldView): ViewMemo {
  let memo = memos.get(view);
  if (!memo) {
    const knowledge = heldKnowledge(view);
    memo = {
      fragments: new Fragments(fragmentsBound),
      knowledge,
      cells: new KeptCells(view.held, knowledge.naming, cellsBound),
      references: new KeptReferences(),
    };
    memos.set(view, memo);
  }
  return memo;
}
