const noRows = new Uint32Array(0);

/** Numbers of rows that are put in order when they are looked at; new ones are few, or come all at once. */
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

  /** The rows in this order, which must be the same each time. Nobody changes them. */
  inOrder(compare: (one: number, other: number) => number): Uint32Array {
    if (!this.#isOrdered) {
      if (this.#length < this.#rows.length) this.#resize(this.#length);
      // What has been handed out stays as it is. Most rows come in their order.
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
  for (let place = 1; place < rows.length; place += 1) {
    if (compare(rows[place - 1] as number, rows[place] as number) > 0) return false;
  }
  return true;
}
