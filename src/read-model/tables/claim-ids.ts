const chunkBits = 14;
const chunkLength = 1 << chunkBits;
const within = chunkLength - 1;
/** All ids begin so; what follows is a digest. */
const prefix = 'claim/';
const digestLength = 22;

/** The ids of claims by row, and the rows by id: several where a claim has changed in place. */
export class ClaimIds {
  readonly #digests: Buffer[] = [];
  /** Rows, counted from 1, at the place that their id hashes to or after it; 0 is free. */
  #table = new Uint32Array(1024);
  #count = 0;

  get byteLength(): number {
    return this.#digests.length * chunkLength * digestLength + this.#table.byteLength;
  }

  add(row: number, id: string): void {
    const index = row >>> chunkBits;
    while (this.#digests.length <= index) this.#digests.push(Buffer.alloc(chunkLength * digestLength));
    (this.#digests[index] as Buffer).write(id.slice(prefix.length), (row & within) * digestLength, 'latin1');
    this.#count += 1;
    if (this.#count * 2 > this.#table.length) this.#rehash();
    else this.#place(row);
  }

  idOf(row: number): string {
    const start = (row & within) * digestLength;
    return (
      prefix + (this.#digests[row >>> chunkBits] as Buffer).toString('latin1', start, start + digestLength)
    );
  }

  /** Whether a row has an id: a look at one row where it is known which it might be. */
  has(row: number, id: string): boolean {
    if (row >= this.#count || id.length !== prefix.length + digestLength) return false;
    const digests = this.#digests[row >>> chunkBits] as Buffer;
    const start = (row & within) * digestLength - prefix.length;
    for (let place = id.length - 1; place >= prefix.length; place -= 1) {
      if (digests[start + place] !== id.charCodeAt(place)) return false;
    }
    return true;
  }

  /** The rows of an id, those that came last first. */
  rowsOf(id: string): readonly number[] {
    if (!id.startsWith(prefix) || id.length !== prefix.length + digestLength) return [];
    const digest = Buffer.from(id.slice(prefix.length), 'latin1');
    const rows: number[] = [];
    for (let place = this.#first(digest, 0); ; place = (place + 1) & (this.#table.length - 1)) {
      const row = this.#table[place] as number;
      if (row === 0) return rows.reverse();
      if (this.compare(row - 1, digest, 0) === 0) rows.push(row - 1);
    }
  }

  /** Compares the digest of a row with one that stands at an offset of some bytes. */
  compare(row: number, other: Buffer, offset: number): number {
    const start = (row & within) * digestLength;
    const digests = this.#digests[row >>> chunkBits] as Buffer;
    return digests.compare(other, offset, offset + digestLength, start, start + digestLength);
  }

  /** Orders rows by their ids. */
  compareRows(one: number, other: number): number {
    return this.compare(one, this.#digests[other >>> chunkBits] as Buffer, (other & within) * digestLength);
  }

  #rehash(): void {
    this.#table = new Uint32Array(this.#table.length * 2);
    for (let row = 0; row < this.#count; row += 1) this.#place(row);
  }

  #place(row: number): void {
    const digests = this.#digests[row >>> chunkBits] as Buffer;
    let place = this.#first(digests, (row & within) * digestLength);
    while (this.#table[place] !== 0) place = (place + 1) & (this.#table.length - 1);
    this.#table[place] = row + 1;
  }

  /** Characters of a digest carry six bits each, in their lower ones more than in the others. */
  #first(bytes: Buffer, offset: number): number {
    const hash =
      Math.imul(bytes.readUInt32LE(offset), 0x9e3779b1) ^
      Math.imul(bytes.readUInt32LE(offset + 4), 0x85ebca6b);
    return (hash ^ (hash >>> 15)) & (this.#table.length - 1);
  }
}
