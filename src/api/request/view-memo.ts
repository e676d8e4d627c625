import { KeptCells } from '../../comparison/cache/cell-cache.js';
import type { AxisKnowledge } from '../../comparison/rows/axis-group.js';
import type { GraphView, HeldClaims } from '../../graph/ports/reading.js';
import { Fragments } from '../bytes/fragments.js';
import { heldKnowledge } from './held-knowledge.js';
import { KeptRefusals } from './kept-refusals.js';
import { KeptReferences } from './kept-references.js';

/** An in-memory view. */
export type HeldView = GraphView & { readonly held: HeldClaims };

/** The caches that all requests of one in-memory view share. They are released with the view. */
export interface ViewMemo {
  /** The cached bytes of its records. */
  readonly fragments: Fragments;
  readonly knowledge: AxisKnowledge;
  readonly cells: KeptCells;
  readonly references: KeptReferences;
  readonly refusals: KeptRefusals;
}

const mebibyte = 1024 * 1024;
/**
 * Cached bytes may take a quarter of the memory of the view, and at least `leastFragments`: queries of a larger graph
 * return more data.
 */
const keptShare = 1 / 4;
const leastFragments = 80 * mebibyte;
/** Upper bound: the size of a generation, which is half of this, must fit in 31 bits. */
const mostFragments = 2048 * mebibyte;
const leastCells = 64 * mebibyte;
const cellBytes = 64;

const memos = new WeakMap<GraphView, ViewMemo>();

/** Whether a view is an in-memory view. */
export function isHeld(view: GraphView): view is HeldView {
  return view.held !== undefined;
}

/** The memo of a view, created on first use. */
export function memoOf(view: HeldView): ViewMemo {
  let memo = memos.get(view);
  if (!memo) {
    const knowledge = heldKnowledge(view);
    const share = view.held.byteLength * keptShare;
    memo = {
      fragments: new Fragments(Math.min(Math.max(leastFragments, share), mostFragments)),
      knowledge,
      cells: new KeptCells(view.held, knowledge.naming, Math.max(leastCells, share) / cellBytes),
      references: new KeptReferences(),
      refusals: new KeptRefusals(),
    };
    memos.set(view, memo);
  }
  return memo;
}
