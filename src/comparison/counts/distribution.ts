import { compareCodePoints } from '../../graph/text/code-points.js';
import { ruleOf, type ClaimValue } from '../../graph/values/value-rules.js';
import type { Scale } from '../../graph/values/value-type.js';
import { sorted } from '../../graph/work/sort.js';
import type { Steps } from '../../graph/work/steps.js';
import type { CellContent } from '../cells/cell.js';
import { cellStates, type CellState } from '../cells/statement.js';

/** The cells of one or more approaches with equal state and values. */
export interface CountedCell {
  readonly state: CellState;
  readonly values: readonly ClaimValue[];
  readonly approaches: number;
}

/** The number of approaches that state a value, or whose cell is in a state. */
export interface ValueCount {
  /** Null if a state is counted. */
  readonly value: ClaimValue | null;
  /** STATED if a value is counted. */
  readonly state: CellState;
  readonly count: number;
}

/** The numbers of approaches of a view by value and by cell state, along one dimension. */
export interface Distribution {
  /** Most frequent first; equal counts by the text of the value, then by its key. */
  readonly values: readonly ValueCount[];
  /** The counts of cell states other than STATED that are not 0, in the order of `cellStates`. */
  readonly states: readonly ValueCount[];
}

/** Converts the cell of one approach for counting. All values of the highest rank count, in each of their wordings. */
export function countedCellOf({ state, statements }: Pick<CellContent, 'state' | 'statements'>): CountedCell {
  return { state, values: statements.flatMap(({ values }) => values), approaches: 1 };
}

/** A value with the number of approaches that state it, in total and in each wording. */
interface Bucket {
  readonly key: string;
  count: number;
  readonly wordings: Map<string, { readonly value: ClaimValue; count: number }>;
}

const cellsPerStep = 256;

/**
 * Counts values and states, in steps. An approach counts once for each value of its cell, even if the cell is
 * contested. A contested cell also counts as CONTESTED.
 * @param cells the cells with claims, in any order
 * @param approaches the number of all approaches; approaches without claims count as NOT_STATED
 */
export function* distributionOf(
  cells: Iterable<CountedCell>,
  scale: Scale,
  approaches: number,
): Steps<Distribution> {
  const buckets = new Map<string, Bucket>();
  const states = new Map<CellState, number>();
  let [count, claimed] = [0, 0];
  for (const cell of cells) {
    addValues(cell, scale, buckets);
    states.set(cell.state, (states.get(cell.state) ?? 0) + cell.approaches);
    claimed += cell.approaches;
    if ((count += 1) % cellsPerStep === 0) yield;
  }
  states.set('NOT_STATED', approaches - claimed);
  const counted: (ValueCount & { readonly text: string; readonly key: string })[] = [];
  for (const bucket of buckets.values()) {
    const { value, text } = usualWording(bucket);
    counted.push({ value, state: 'STATED', count: bucket.count, text, key: bucket.key });
    if (counted.length % cellsPerStep === 0) yield;
  }
  const inOrder = yield* sorted(
    counted,
    (left, right) =>
      right.count - left.count ||
      compareCodePoints(left.text, right.text) ||
      compareCodePoints(left.key, right.key),
  );
  return {
    values: inOrder.map(({ value, state, count: stated }) => ({ value, state, count: stated })),
    states: cellStates
      .filter((state) => state !== 'STATED')
      .map((state) => ({ value: null, state, count: states.get(state) ?? 0 }))
      .filter(({ count: inState }) => inState > 0),
  };
}

function addValues({ values, approaches }: CountedCell, scale: Scale, buckets: Map<string, Bucket>): void {
  const byKey = new Map<string, Map<string, ClaimValue>>();
  for (const { key, value } of values.flatMap((each) => ruleOf(each).counted(each, scale))) {
    const wordings = byKey.get(key) ?? new Map<string, ClaimValue>();
    byKey.set(key, wordings.set(ruleOf(value).display(value), value));
  }
  for (const [key, wordings] of byKey) {
    const bucket: Bucket = buckets.get(key) ?? { key, count: 0, wordings: new Map() };
    buckets.set(key, bucket);
    bucket.count += approaches;
    for (const [text, value] of wordings) {
      const wording = bucket.wordings.get(text) ?? { value, count: 0 };
      wording.count += approaches;
      bucket.wordings.set(text, wording);
    }
  }
}

/** The wording that most approaches use; ties are resolved by code points. */
function usualWording({ wordings }: Bucket): { readonly text: string; readonly value: ClaimValue } {
  const [usual] = [...wordings].sort(
    ([left, { count: leftCount }], [right, { count: rightCount }]) =>
      rightCount - leftCount || compareCodePoints(left, right),
  );
  if (!usual) throw new TypeError('Expected a value in at least one wording.');
  const [text, { value }] = usual;
  return { text, value };
}
