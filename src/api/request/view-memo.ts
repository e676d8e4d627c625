import { CellCache } from '../../comparison/cache/cell-cache.js';
import type { AxisKnowledge } from '../../comparison/rows/axis-group.js';
import type { GraphView, InMemoryClaims } from '../../graph/ports/reading.js';
import { RecordBytesCache } from '../bytes/record-bytes-cache.js';
import { inMemoryAxisKnowledge } from './in-memory-axis-knowledge.js';
import { ReferenceCache, ReferenceErrorCache } from './reference-cache.js';

/** A view that the read model serves from memory. Its methods return values, except the methods that `GraphView.inMemoryClaims` lists. */
export type InMemoryView = GraphView & { readonly inMemoryClaims: InMemoryClaims };

/** The caches that belong to one in-memory view, shared by its requests and released with it. */
export interface ViewMemo {
  /** The JSON bytes of the view's records. */
  readonly recordBytes: RecordBytesCache;
  readonly knowledge: AxisKnowledge;
  readonly cells: CellCache;
  readonly references: ReferenceCache;
  readonly referenceErrors: ReferenceErrorCache;
}

const mebibyte = 1024 * 1024;
/** The bound of a cache as a share of the view's size, because requests read more of a larger graph. Caches of small views have the minimum size. */
const share = 1 / 4;
const minRecordBytes = 80 * mebibyte;
/** The maximum size of the record-bytes cache. A generation takes half of this size, and is addressed with 31-bit integers. */
const maxRecordBytes = 2048 * mebibyte;
const minCellsBytes = 64 * mebibyte;
/** The size in bytes of one unit of the cell cache's bound. */
const cellCacheUnitBytes = 64;

const memos = new WeakMap<GraphView, ViewMemo>();

/** Whether the read model serves a view from memory. */
export function isInMemory(view: GraphView): view is InMemoryView {
  return view.inMemoryClaims !== undefined;
}

/** Returns the memo of a view. Creates the memo at the first call. */
export function memoOf(view: InMemoryView): ViewMemo {
  let memo = memos.get(view);
  if (!memo) {
    const knowledge = inMemoryAxisKnowledge(view);
    const shareBytes = view.inMemoryClaims.byteLength * share;
    memo = {
      recordBytes: new RecordBytesCache(Math.min(Math.max(minRecordBytes, shareBytes), maxRecordBytes)),
      knowledge,
      cells: new CellCache(
        view.inMemoryClaims,
        knowledge.nameLookup,
        Math.max(minCellsBytes, shareBytes) / cellCacheUnitBytes,
      ),
      references: new ReferenceCache(),
      referenceErrors: new ReferenceErrorCache(),
    };
    memos.set(view, memo);
  }
  return memo;
}
