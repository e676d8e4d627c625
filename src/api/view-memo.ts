import type { GraphView } from '../graph/reading.js';
import { Fragments } from './execution/fragments.js';

/** What is worked out once for all requests of a view that is held in memory, and goes when the view goes. */
export interface ViewMemo {
  readonly fragments: Fragments;
}

const mebibyte = 1024 * 1024;
const fragmentsBound = 64 * mebibyte;

const memos = new WeakMap<GraphView, ViewMemo>();

/** The memo of a view: the same one for the same view. */
export function memoOf(view: GraphView): ViewMemo {
  let memo = memos.get(view);
  if (!memo) {
    memo = { fragments: new Fragments(fragmentsBound) };
    memos.set(view, memo);
  }
  return memo;
}
