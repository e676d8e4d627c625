import { fold } from '../../graph/text/fold.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { Steps } from '../../graph/work/steps.js';
import { Column } from './column.js';
import type { Dictionary } from './dictionary.js';

/** The maximum number of values whose hashes are cached, so that equal values are not folded again. */
const maxCached = 65_536;
const termsPerStep = 65_536;

/**
 * The terms in the values of claims: the texts that may name concepts. Stores eight bytes per term: the row of the claim,
 * and a hash of the folded term.
 */
export class ClaimTerms {
  readonly #rows = Column.ofIntegers();
  readonly #hashes = Column.ofIntegers();
  readonly #cached = new Map<number, readonly number[]>();
  #length = 0;

  get byteLength(): number {
    return this.#rows.byteLength + this.#hashes.byteLength + this.#cached.size * 64;
  }

  /** Adds the terms of a row. @param number the number of the value in the dictionary @param json the value as JSON */
  add(row: number, number: number, json: string, values: Dictionary<ClaimValue>): void {
    // Most values are of other types, and are not parsed.
    if (!json.includes('"TEXT"') && !json.includes('"TERMS"')) return;
    for (const hash of this.#hashesOf(number, values)) {
      this.#rows.set(this.#length, row);
      this.#hashes.set(this.#length, hash);
      this.#length += 1;
    }
  }

  /** Visits, in steps, the rows with one of the given terms, or with a term of equal hash. @param folded terms that are folded with `fold` */
  *eachNaming(folded: Iterable<string>, visit: (row: number) => void): Steps<void> {
    const hashes = new Set([...folded].map(hashOf));
    if (hashes.size === 0) return;
    for (let index = 0; index < this.#length; index += 1) {
      if (hashes.has(this.#hashes.get(index))) visit(this.#rows.get(index));
      if (index % termsPerStep === termsPerStep - 1) yield;
    }
  }

  #hashesOf(number: number, values: Dictionary<ClaimValue>): readonly number[] {
    const cached = this.#cached.get(number);
    if (cached) return cached;
    const hashes = termsOf(values.itemOf(number)).map((term) => hashOf(fold(term)));
    if (this.#cached.size < maxCached) this.#cached.set(number, hashes);
    return hashes;
  }
}

function termsOf(value: ClaimValue | null): readonly string[] {
  if (value?.type === 'TEXT') return [value.text];
  return value?.type === 'TERMS' ? value.terms : [];
}

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
