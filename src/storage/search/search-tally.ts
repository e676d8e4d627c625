import { wordWeights } from '../../graph/search/relevance.js';
import { searchBounds } from '../../graph/search/search-query.js';
import type { Steps } from '../../graph/work/steps.js';

/** A row of `hits`: a concept that has a part of a search. */
export interface HitRow {
  readonly concept: string;
  /** The number of the word, from 1; 0 for the whole search. */
  readonly word: number;
  readonly weight: number;
  readonly is_name: 0 | 1;
  /** The number of the text of a claim. */
  readonly text: number | null;
}

/** How many words of a search a text has, and how much the best of them weighs. */
export interface TextHits {
  readonly words: number;
  readonly weight: number;
}

interface ConceptHits {
  /** The highest weight of each word, by its number, in names and in texts; 0 where it has none. */
  readonly inNames: number[];
  readonly inTexts: number[];
  /** Text, word and weight in turn. */
  readonly texts: number[];
}

const conceptsAtATime = 500;

/**
 * What has a part of a search, concept by concept, and the ranks that follow: those that `searchBySql` computes in the database.
 * @see relevance.ts for what a rank is
 */
export class SearchTally {
  readonly #wordCount: number;
  /** How often each word was found in texts. */
  readonly #found: number[];
  readonly #concepts = new Map<string, ConceptHits>();

  /** @param wordCount of the search */
  constructor(wordCount: number) {
    this.#wordCount = wordCount;
    this.#found = this.#perWord();
  }

  add({ concept, word, weight, is_name: isName, text }: HitRow): void {
    let hits = this.#concepts.get(concept);
    if (!hits) {
      hits = { inNames: this.#perWord(), inTexts: this.#perWord(), texts: [] };
      this.#concepts.set(concept, hits);
    }
    const best = isName ? hits.inNames : hits.inTexts;
    best[word] = Math.max(best[word] ?? 0, weight);
    if (!isName) this.#found[word] = (this.#found[word] ?? 0) + 1;
    if (text !== null) hits.texts.push(text, word, weight);
  }

  /** The rank of each concept that is found. */
  *ranks(): Steps<ReadonlyMap<string, number>> {
    const common = this.#commonWords();
    const ranks = new Map<string, number>();
    let count = 0;
    for (const [concept, hits] of this.#concepts) {
      const rank = this.#rankOf(hits, common);
      if (rank !== null) ranks.set(concept, rank);
      count += 1;
      if (count % conceptsAtATime === 0) yield;
    }
    return ranks;
  }

  /** What the texts of a concept's claims have of the search, by their numbers. */
  textsOf(concept: string): ReadonlyMap<number, TextHits> {
    const common = this.#commonWords();
    const sets = new Map<number, { words: number; weight: number }>();
    const texts = this.#concepts.get(concept)?.texts ?? [];
    for (let index = 0; index < texts.length; index += 3) {
      const [text = 0, word = 0, weight = 0] = [texts[index], texts[index + 1], texts[index + 2]];
      if (common.has(word)) continue;
      const known = sets.get(text);
      if (known) {
        known.words |= 1 << word;
        known.weight = Math.max(known.weight, weight);
      } else sets.set(text, { words: 1 << word, weight });
    }
    return new Map(
      [...sets].map(([text, { words, weight }]) => [text, { words: countOfBits(words), weight }] as const),
    );
  }

  /**
   * The words of which not all texts were looked at; none, where all are so. They leave other words to tell what is found: which of their
   * texts were looked at is chance.
   */
  #commonWords(): ReadonlySet<number> {
    const common = new Set<number>();
    for (const [word, count] of this.#found.entries()) {
      if (count >= searchBounds.textsOfWord) common.add(word);
    }
    return common.size < this.#wordCount ? common : new Set();
  }

  #rankOf({ inNames, inTexts }: ConceptHits, common: ReadonlySet<number>): number | null {
    const whole = inNames[0] ?? 0;
    if (whole > 0) return 100 * whole;
    let [least, sum, commons, words] = [Number.POSITIVE_INFINITY, 0, 0, 0];
    for (let word = 1; word <= this.#wordCount; word += 1) {
      const best = Math.max(inNames[word] ?? 0, common.has(word) ? 0 : (inTexts[word] ?? 0));
      if (best === 0) continue;
      words += 1;
      sum += best;
      least = Math.min(least, best);
      if (common.has(word)) commons += 1;
    }
    if (words === 0 || words - commons !== this.#wordCount - common.size) return null;
    const claimed = wordWeights.spelt.CLAIM;
    const missing = common.size - commons;
    const decisive = missing > 0 ? Math.min(least, claimed) : least;
    return 100 * decisive + Math.floor((sum + claimed * missing) / this.#wordCount);
  }

  #perWord(): number[] {
    return new Array<number>(this.#wordCount + 1).fill(0);
  }
}

function countOfBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
