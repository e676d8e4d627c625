import { canBeMisspelt } from '../../graph/search/typo.js';
import {
  edgesOf,
  maxCompared,
  nearestVariants,
  trigramsOf,
  type Trigram,
} from '../../graph/search/variants.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import { sorted } from '../../graph/work/sort.js';
import type { Steps } from '../../graph/work/steps.js';
import { Postings } from './postings.js';

/** The estimated size of a word, or of a key, in bytes, without postings. */
const wordBytes = 100;

/** The distinct words of the graph of which query words may be misspellings, by their trigrams and edges. */
export class SpellingIndex {
  readonly #words: string[] = [];
  readonly #added = new Set<string>();
  readonly #keys = new Map<string, number>();
  readonly #byKey = new Postings();

  get byteLength(): number {
    return (this.#words.length + this.#keys.size) * wordBytes + this.#byKey.byteLength;
  }

  add(word: string): void {
    if (this.#added.has(word) || !canBeMisspelt(word)) return;
    this.#added.add(word);
    const number = this.#words.push(word) - 1;
    for (const trigram of trigramsOf(word)) this.#byKey.add(this.#keyOf(keyOfTrigram(trigram)), number);
    this.#byKey.add(this.#keyOf(keyOfEdges(edgesOf(word))), number);
  }

  /** Finds the variants of a word, in steps: the variants that `readVariants` in `storage/` finds. */
  *variantsOf(searched: string): Steps<ReadonlyMap<string, number>> {
    const similar = yield* this.#similarTo(searched);
    return nearestVariants(searched, new Set([...similar, ...this.#withEdges(searched)]));
  }

  /** Finds the words that share the most trigrams with a word, at most `maxCompared`, in steps. */
  *#similarTo(searched: string): Steps<readonly string[]> {
    const counts = new Uint8Array(this.#words.length);
    for (const trigram of trigramsOf(searched)) {
      const key = this.#keys.get(keyOfTrigram(trigram));
      if (key !== undefined) {
        this.#byKey.each(key, (word) => {
          // Another search may have added words between the steps.
          if (word < counts.length) counts[word] = (counts[word] ?? 0) + 1;
        });
      }
      yield;
    }
    const byCount: string[][] = [];
    for (const [word, count] of counts.entries()) {
      if (count > 0) (byCount[count] ??= []).push(this.#words[word] as string);
    }
    yield;
    const similar: string[] = [];
    for (let count = byCount.length - 1; count > 0 && similar.length < maxCompared; count -= 1) {
      const words = byCount[count] ?? [];
      const remaining = maxCompared - similar.length;
      const first =
        words.length <= remaining ? words : (yield* sorted(words, compareCodePoints)).slice(0, remaining);
      similar.push(...first);
    }
    return similar;
  }

  /**
   * Finds the words that have the same first and last letter as a word, and whose length differs from that of the word by at most one letter.
   * Returns the shortest of them, at most `maxCompared`.
   */
  #withEdges(searched: string): readonly string[] {
    const key = this.#keys.get(keyOfEdges(edgesOf(searched)));
    if (key === undefined) return [];
    const length = [...searched].length;
    const found: { readonly word: string; readonly size: number }[] = [];
    this.#byKey.each(key, (number) => {
      const word = this.#words[number] as string;
      const size = [...word].length;
      if (Math.abs(size - length) <= 1) found.push({ word, size });
    });
    found.sort((one, other) => one.size - other.size || compareCodePoints(one.word, other.word));
    return found.slice(0, maxCompared).map(({ word }) => word);
  }

  #keyOf(key: string): number {
    let number = this.#keys.get(key);
    if (number === undefined) {
      number = this.#keys.size;
      this.#keys.set(key, number);
    }
    return number;
  }
}

function keyOfTrigram({ letters, isFirst }: Trigram): string {
  return isFirst ? `^${letters}` : letters;
}

function keyOfEdges(edges: string): string {
  return `$${edges}`;
}
