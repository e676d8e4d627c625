import { KeptCells } from '../../comparison/cache/kept-cells.js';
import type { AxisKnowledge } from '../../comparison/rows/line.js';
import type { GraphView, HeldClaims } from '../../graph/ports/reading.js';
import { RecordBytesCache } from '../bytes/record-bytes-cache.js';
import { inMemoryAxisKnowledge } from './in-memory-axis-knowledge.js';
import { ReferenceErrorCache } from './kept-refusals.js';
import { ReferenceCache } from './reference-cache.js';

/** A view that is held in memory. */
export type InMemoryView = GraphView & { readonly held: HeldClaims };

/** What is worked out once for all requests of a view that is held in memory, and goes when the view goes. */
export interface ViewMemo {
  /** What has been written of its records. */
  readonly recordBytes: RecordBytesCache;
  readonly knowledge: AxisKnowledge;
  readonly cells: KeptCells;
  readonly references: ReferenceCache;
  readonly referenceErrors: ReferenceErrorCache;
}

const mebibyte = 1024 * 1024;
/**
 * What is kept of answers may take a quarter of what the view itself takes, and this much of any view: of a larger
 * graph more is asked for.
 */
const keptShare = 1 / 4;
const leastFragments = 80 * mebibyte;
/** What a generation of fragments takes, half of this, is counted in numbers of 31 bits. */
const mostFragments = 2048 * mebibyte;
const leastCells = 64 * mebibyte;
const cellBytes = 64;

const memos = new WeakMap<GraphView, ViewMemo>();

/** Whether a view is held in memory. */
export function isInMemory(view: GraphView): view is InMemoryView {
  return view.held !== undefined;
}

/** The memo of a view: the same one for the same view. */
export function memoOf(view: InMemoryView): ViewMemo {
  let memo = memos.get(view);
  if (!memo) {
    const knowledge = inMemoryAxisKnowledge(view);
    const share = view.held.byteLength * keptShare;
    memo = {
      recordBytes: new RecordBytesCache(Math.min(Math.max(leastFragments, share), mostFragments)),
      knowledge,
      cells: new KeptCells(view.held, knowledge.naming, Math.max(leastCells, share) / cellBytes),
      references: new ReferenceCache(),
      referenceErrors: new ReferenceErrorCache(),
    };
    memos.set(view, memo);
  }
  return memo;
}
