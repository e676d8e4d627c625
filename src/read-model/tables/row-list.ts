const noRows = new Uint32Array(0);

/** Row numbers that are sorted on read, so that the rows of one batch are sorted only once. */
export class RowList {
  #rows: Uint32Array = noRows;
  #length = 0;
  /** The number of sorted rows at the start of `#rows`. */
  #inOrder = 0;

  get byteLength(): number {
    return this.#rows.byteLength;
  }

  add(row: number): void {
    if (this.#length === this.#rows.length) this.#resize(Math.max(4, Math.ceil(this.#length * 1.5)));
    this.#rows[this.#length] = row;
    this.#length += 1;
  }

  /**
   * Returns the sorted rows; callers must not change them.
   * @param compare must define the same order in each call
   */
  inOrder(compare: (one: number, other: number) => number): Uint32Array {
    if (this.#length < this.#rows.length) this.#resize(this.#length);
    if (this.#inOrder < this.#length) {
      // Most rows are added in order. Otherwise creates a new array, since an array that was returned before must not change.
      if (!isInOrder(this.#rows, Math.max(1, this.#inOrder), compare)) this.#rows = this.#merged(compare);
      this.#inOrder = this.#length;
    }
    return this.#rows;
  }

  /** Merges the added rows into the sorted rows, so that few rows are compared if few were added. */
  #merged(compare: (one: number, other: number) => number): Uint32Array {
    const rows = this.#rows;
    const added = rows.slice(this.#inOrder).sort(compare);
    if (this.#inOrder === 0) return added;
    const merged = new Uint32Array(rows.length);
    let [start, end] = [0, 0];
    for (const row of added) {
      const next = upperBound(rows, start, this.#inOrder, (each) => compare(each, row) > 0);
      merged.set(rows.subarray(start, next), end);
      end += next - start;
      merged[end] = row;
      end += 1;
      start = next;
    }
    merged.set(rows.subarray(start, this.#inOrder), end);
    return merged;
  }

  #resize(length: number): void {
    const rows = new Uint32Array(length);
    rows.set(this.#rows.subarray(0, this.#length));
    this.#rows = rows;
  }
}

/** Whether rows are in order. @param from the index of the first row that is compared with the row before it */
function isInOrder(
  rows: Uint32Array,
  from: number,
  compare: (one: number, other: number) => number,
): boolean {
  for (let index = from; index < rows.length; index += 1) {
    if (compare(rows[index - 1] as number, rows[index] as number) > 0) return false;
  }
  return true;
}

/** Finds, in a sorted range, the index of the first row that satisfies a condition; the end of the range if no row does. */
function upperBound(
  rows: Uint32Array,
  start: number,
  end: number,
  follows: (row: number) => boolean,
): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (follows(rows[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
