import { wordWeights } from '../../graph/search/relevance.js';
import { searchBounds } from '../../graph/search/search-query.js';
import type { Steps } from '../../graph/work/steps.js';

/** A row of `selectHits`: a word of the search in a text of a concept. */
export interface HitRow {
  readonly concept: string;
  /** The number of the word, from 1; 0 for the entire search text. */
  readonly word: number;
  readonly weight: number;
  readonly is_name: 0 | 1;
  /** The id of the text of a claim; null for other texts. */
  readonly text: number | null;
}

/** The number of searched words in a text, and the highest weight of these words. */
export interface TextHits {
  readonly words: number;
  readonly weight: number;
}

interface ConceptHits {
  /** The highest weight of each word, by its number, in names and in texts; 0 without a hit. */
  readonly inNames: number[];
  readonly inTexts: number[];
  /** Flat triples: text, word, weight. */
  readonly texts: number[];
}

const conceptsPerStep = 500;

/**
 * Collects the hits of a search by concept and computes the ranks. `searchBySql` computes the same ranks in the database.
 * @see relevance.ts for the definition of a rank
 */
export class HitRanking {
  readonly #wordCount: number;
  /** The number of hits in texts, by word. */
  readonly #textHits: number[];
  readonly #concepts = new Map<string, ConceptHits>();

  /** Creates a ranking without hits. @param wordCount the number of words in the search */
  constructor(wordCount: number) {
    this.#wordCount = wordCount;
    this.#textHits = this.#perWord();
  }

  add({ concept, word, weight, is_name: isName, text }: HitRow): void {
    let hits = this.#concepts.get(concept);
    if (!hits) {
      hits = { inNames: this.#perWord(), inTexts: this.#perWord(), texts: [] };
      this.#concepts.set(concept, hits);
    }
    const best = isName ? hits.inNames : hits.inTexts;
    best[word] = Math.max(best[word] ?? 0, weight);
    if (!isName) this.#textHits[word] = (this.#textHits[word] ?? 0) + 1;
    if (text !== null) hits.texts.push(text, word, weight);
  }

  /** The rank of each concept that the search finds. */
  *ranks(): Steps<ReadonlyMap<string, number>> {
    const common = this.#commonWords();
    const ranks = new Map<string, number>();
    let count = 0;
    for (const [concept, hits] of this.#concepts) {
      const rank = this.#rankOf(hits, common);
      if (rank !== null) ranks.set(concept, rank);
      count += 1;
      if (count % conceptsPerStep === 0) yield;
    }
    return ranks;
  }

  /** The hits in the claims of a concept, by text id. */
  textsOf(concept: string): ReadonlyMap<number, TextHits> {
    const common = this.#commonWords();
    const sets = new Map<number, { words: number; weight: number }>();
    const texts = this.#concepts.get(concept)?.texts ?? [];
    for (let index = 0; index < texts.length; index += 3) {
      const [text = 0, word = 0, weight = 0] = [texts[index], texts[index + 1], texts[index + 2]];
      if (common.has(word)) continue;
      const hits = sets.get(text);
      if (hits) {
        hits.words |= 1 << word;
        hits.weight = Math.max(hits.weight, weight);
      } else sets.set(text, { words: 1 << word, weight });
    }
    return new Map(
      [...sets].map(([text, { words, weight }]) => [text, { words: countOfBits(words), weight }] as const),
    );
  }

  /**
   * The common words: words in more texts than a search reads. Empty if all words are common. The selection of the texts that were read is
   * arbitrary, so common words do not decide which concepts are found.
   */
  #commonWords(): ReadonlySet<number> {
    const common = new Set<number>();
    for (const [word, count] of this.#textHits.entries()) {
      if (count >= searchBounds.textsOfWord) common.add(word);
    }
    return common.size < this.#wordCount ? common : new Set();
  }

  #rankOf({ inNames, inTexts }: ConceptHits, common: ReadonlySet<number>): number | null {
    const searchTextWeight = inNames[0] ?? 0;
    if (searchTextWeight > 0) return 100 * searchTextWeight;
    let [minimum, sum, commonCount, words] = [Number.POSITIVE_INFINITY, 0, 0, 0];
    for (let word = 1; word <= this.#wordCount; word += 1) {
      const best = Math.max(inNames[word] ?? 0, common.has(word) ? 0 : (inTexts[word] ?? 0));
      if (best === 0) continue;
      words += 1;
      sum += best;
      minimum = Math.min(minimum, best);
      if (common.has(word)) commonCount += 1;
    }
    if (words === 0 || words - commonCount !== this.#wordCount - common.size) return null;
    const claimWeight = wordWeights.spelt.CLAIM;
    const missingCount = common.size - commonCount;
    const decisive = missingCount > 0 ? Math.min(minimum, claimWeight) : minimum;
    return 100 * decisive + Math.floor((sum + claimWeight * missingCount) / this.#wordCount);
  }

  #perWord(): number[] {
    return new Array<number>(this.#wordCount + 1).fill(0);
  }
}

function countOfBits(bits: number): number {
  let count = 0;
  for (let remaining = bits; remaining !== 0; remaining &= remaining - 1) count += 1;
  return count;
}
