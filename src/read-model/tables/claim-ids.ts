const chunkBits = 14;
const chunkLength = 1 << chunkBits;
const rowMask = chunkLength - 1;
/** The prefix of all claim ids, before a digest. */
const prefix = 'claim/';
const digestLength = 22;

/** The ids of claims by row, and the rows by id. A claim that was changed in place has several rows. */
export class ClaimIds {
  readonly #digests: Buffer[] = [];
  /** An open-addressing hash table of row numbers, each plus 1; 0 marks a free slot. */
  #table = new Uint32Array(1024);
  #count = 0;

  get byteLength(): number {
    return this.#digests.length * chunkLength * digestLength + this.#table.byteLength;
  }

  add(row: number, id: string): void {
    const index = row >>> chunkBits;
    while (this.#digests.length <= index) this.#digests.push(Buffer.alloc(chunkLength * digestLength));
    (this.#digests[index] as Buffer).write(id.slice(prefix.length), (row & rowMask) * digestLength, 'latin1');
    this.#count += 1;
    if (this.#count * 2 > this.#table.length) this.#rehash();
    else this.#insert(row);
  }

  idOf(row: number): string {
    const start = (row & rowMask) * digestLength;
    return (
      prefix + (this.#digests[row >>> chunkBits] as Buffer).toString('latin1', start, start + digestLength)
    );
  }

  /** Whether a row has an id. If the caller can guess the row, this is cheaper than `rowsOf`. */
  has(row: number, id: string): boolean {
    if (row >= this.#count || id.length !== prefix.length + digestLength) return false;
    const digests = this.#digests[row >>> chunkBits] as Buffer;
    const start = (row & rowMask) * digestLength - prefix.length;
    for (let index = id.length - 1; index >= prefix.length; index -= 1) {
      if (digests[start + index] !== id.charCodeAt(index)) return false;
    }
    return true;
  }

  /** Returns the rows of an id, the latest first. */
  rowsOf(id: string): readonly number[] {
    if (!id.startsWith(prefix) || id.length !== prefix.length + digestLength) return [];
    const digest = Buffer.from(id.slice(prefix.length), 'latin1');
    const rows: number[] = [];
    for (let slot = this.#firstSlot(digest, 0); ; slot = (slot + 1) & (this.#table.length - 1)) {
      const row = this.#table[slot] as number;
      // The digest of an id with characters beyond Latin-1 can equal that of another id.
      if (row === 0) return rows[0] === undefined || this.has(rows[0], id) ? rows.reverse() : [];
      if (this.compare(row - 1, digest, 0) === 0) rows.push(row - 1);
    }
  }

  /** Compares the digest of a row with the digest at an offset in a buffer. */
  compare(row: number, other: Buffer, offset: number): number {
    const start = (row & rowMask) * digestLength;
    const digests = this.#digests[row >>> chunkBits] as Buffer;
    return digests.compare(other, offset, offset + digestLength, start, start + digestLength);
  }

  /** Compares rows by their ids. */
  compareRows(one: number, other: number): number {
    return this.compare(one, this.#digests[other >>> chunkBits] as Buffer, (other & rowMask) * digestLength);
  }

  #rehash(): void {
    this.#table = new Uint32Array(this.#table.length * 2);
    for (let row = 0; row < this.#count; row += 1) this.#insert(row);
  }

  #insert(row: number): void {
    const digests = this.#digests[row >>> chunkBits] as Buffer;
    let slot = this.#firstSlot(digests, (row & rowMask) * digestLength);
    while (this.#table[slot] !== 0) slot = (slot + 1) & (this.#table.length - 1);
    this.#table[slot] = row + 1;
  }

  /** Returns the slot at which a search for a digest starts. */
  #firstSlot(bytes: Buffer, offset: number): number {
    const hash =
      Math.imul(bytes.readUInt32LE(offset), 0x9e3779b1) ^
      Math.imul(bytes.readUInt32LE(offset + 4), 0x85ebca6b);
    return (hash ^ (hash >>> 15)) & (this.#table.length - 1);
  }
}
