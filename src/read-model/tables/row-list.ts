const noRows = new Uint32Array(0);

/** Row numbers that are sorted on read. This takes few sorts, since new rows are few, or are added in one batch. */
export class RowList {
  #rows: Uint32Array = noRows;
  #length = 0;
  #isOrdered = true;

  get byteLength(): number {
    return this.#rows.byteLength;
  }

  add(row: number): void {
    if (this.#length === this.#rows.length) this.#resize(Math.max(4, Math.ceil(this.#length * 1.5)));
    this.#rows[this.#length] = row;
    this.#length += 1;
    this.#isOrdered = this.#length === 1;
  }

  /**
   * The sorted rows; callers must not change them.
   * @param compare must define the same order in each call
   */
  inOrder(compare: (one: number, other: number) => number): Uint32Array {
    if (!this.#isOrdered) {
      if (this.#length < this.#rows.length) this.#resize(this.#length);
      // Sorts a copy, since the returned array must not change. Most rows are added in order.
      if (!isInOrder(this.#rows, compare)) this.#rows = this.#rows.slice().sort(compare);
      this.#isOrdered = true;
    } else if (this.#length < this.#rows.length) {
      this.#resize(this.#length);
    }
    return this.#rows;
  }

  #resize(length: number): void {
    const rows = new Uint32Array(length);
    rows.set(this.#rows.subarray(0, this.#length));
    this.#rows = rows;
  }
}

function isInOrder(rows: Uint32Array, compare: (one: number, other: number) => number): boolean {
  for (let index = 1; index < rows.length; index += 1) {
    if (compare(rows[index - 1] as number, rows[index] as number) > 0) return false;
  }
  return true;
}
