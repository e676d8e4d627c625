import type { Steps } from '../work/steps.js';
import {
  levelOf,
  lowestExact,
  rankOf,
  rankOfExact,
  shareOf,
  targetDiscount,
  unitsOf,
  wordLevels,
} from './relevance.js';
import { searchBounds, type SearchQuery } from './search-query.js';

/** A match of a search item (the entire search text, a word or a pair of words) in a text of a concept. */
export interface Hit<Concept> {
  readonly concept: Concept;
  /** The axis of the claim that has the text: a dimension, a feature or another target; null for other texts. */
  readonly target: Concept | null;
  /** 0: the entire search text; from 1: a word of the search; after the words: a pair of words. */
  readonly item: number;
  /** See `wordLevels` and `keyLevels`; 0 for a pair. */
  readonly level: number;
  readonly is_name: boolean | 0 | 1;
  /** The id of the text, among names or among other texts; null for a summary. */
  readonly text: number | null;
  /** The number of words of a name; 0 for other texts. */
  readonly size: number;
}

/** The hits in a text, by which the texts of a concept are sorted. */
export interface TextHits {
  /** 16 for each word, and 1 for each pair. */
  readonly found: number;
  /** The highest level of the words. */
  readonly level: number;
}

/** The weight of a word in `TextHits.found`: more than all pairs together. */
export const foundPerWord = 16;

interface ConceptHits {
  /** The highest level of each item in names and in texts, plus 1; 0 without a hit. */
  readonly inNames: number[];
  readonly inTexts: number[];
  /** Flat triples: text, item, level. */
  readonly texts: number[];
}

const conceptsPerStep = 500;

/**
 * Collects the hits of a search by concept and computes the ranks. `searchBySql` computes the same ranks in the database.
 * @see relevance.ts for the parts of a rank
 */
export class HitRanking<Concept> {
  readonly #isSource: (concept: Concept) => boolean;
  readonly #common: ReadonlySet<number> | null;
  readonly #wordCount: number;
  readonly #itemCount: number;
  readonly #units: readonly number[];
  /** The number of hits in texts, by item. */
  readonly #textHits: number[];
  readonly #concepts = new Map<Concept, ConceptHits>();
  readonly #names = new Map<number, { readonly concept: Concept; readonly size: number; units: number }>();

  /**
   * @param isSource whether a concept is a cited source
   * @param common the common items, if they are known from a search in more texts
   */
  constructor(
    { words, pairs }: SearchQuery,
    isSource: (concept: Concept) => boolean,
    common: ReadonlySet<number> | null = null,
  ) {
    this.#isSource = isSource;
    this.#common = common;
    this.#wordCount = words.length;
    this.#itemCount = words.length + pairs.length;
    this.#units = [0, ...words.map(unitsOf)];
    this.#textHits = this.#perItem();
  }

  add({ concept, target, item, level, is_name: isName, text, size }: Hit<Concept>): void {
    if (isName) {
      raise(this.#hitsOf(concept).inNames, item, level);
      if (text !== null && item > 0 && item <= this.#wordCount) this.#addName(concept, item, text, size);
      return;
    }
    this.#textHits[item] = (this.#textHits[item] ?? 0) + 1;
    this.#addText(concept, item, level, text);
    if (target !== null) this.#addText(target, item, Math.max(0, level - targetDiscount), text);
  }

  /** Computes the rank of each concept that the search finds, in steps. */
  *ranks(): Steps<ReadonlyMap<Concept, number>> {
    const { common } = this;
    const shares = yield* this.#shares();
    const ranks = new Map<Concept, number>();
    let count = 0;
    for (const [concept, hits] of this.#concepts) {
      const rank = this.#rankOf(hits, shares.get(concept) ?? 0, common, this.#isSource(concept));
      if (rank !== null) ranks.set(concept, rank);
      count += 1;
      if (count % conceptsPerStep === 0) yield;
    }
    return ranks;
  }

  /** Collects, by text id, the hits in the claims about a concept, or along it if it is an axis. Hits of common items are left out. */
  textsOf(concept: Concept): ReadonlyMap<number, TextHits> {
    const { common } = this;
    const byText = new Map<number, { items: number; found: number; level: number }>();
    const texts = this.#concepts.get(concept)?.texts ?? [];
    for (let index = 0; index < texts.length; index += 3) {
      const [text = 0, item = 0, level = 0] = [texts[index], texts[index + 1], texts[index + 2]];
      if (common.has(item)) continue;
      let hits = byText.get(text);
      if (!hits) byText.set(text, (hits = { items: 0, found: 0, level: 0 }));
      if ((hits.items & (1 << item)) === 0) hits.found += item > this.#wordCount ? 1 : foundPerWord;
      hits.items |= 1 << item;
      hits.level = Math.max(hits.level, level);
    }
    return byText;
  }

  #hitsOf(concept: Concept): ConceptHits {
    let hits = this.#concepts.get(concept);
    if (!hits) {
      hits = { inNames: this.#perItem(), inTexts: this.#perItem(), texts: [] };
      this.#concepts.set(concept, hits);
    }
    return hits;
  }

  #addText(concept: Concept, item: number, level: number, text: number | null): void {
    const hits = this.#hitsOf(concept);
    raise(hits.inTexts, item, level);
    if (text !== null) hits.texts.push(text, item, level);
  }

  #addName(concept: Concept, item: number, text: number, size: number): void {
    const units = this.#units[item] ?? 0;
    const name = this.#names.get(text);
    if (name) name.units += units;
    else this.#names.set(text, { concept, size, units });
  }

  /** The largest share of a name that the words cover, by concept. */
  *#shares(): Steps<ReadonlyMap<Concept, number>> {
    const shares = new Map<Concept, number>();
    let count = 0;
    for (const { concept, size, units } of this.#names.values()) {
      shares.set(concept, Math.max(shares.get(concept) ?? 0, shareOf(units, size)));
      count += 1;
      if (count % conceptsPerStep === 0) yield;
    }
    return shares;
  }

  /**
   * The common items: words and pairs with at least `searchBounds.textsOfWord` hits in texts. The texts of such an item may
   * be truncated arbitrarily, so common items do not decide which concepts are found. If all words are common, no word
   * counts as common.
   */
  get common(): ReadonlySet<number> {
    if (this.#common) return this.#common;
    const common = new Set<number>();
    for (const [item, count] of this.#textHits.entries()) {
      if (count >= searchBounds.textsOfWord) common.add(item);
    }
    const words = [...common].filter((item) => item <= this.#wordCount);
    if (words.length === this.#wordCount) for (const word of words) common.delete(word);
    return common;
  }

  #rankOf(
    { inNames, inTexts }: ConceptHits,
    share: number,
    common: ReadonlySet<number>,
    isSource: boolean,
  ): number | null {
    const keyLevel = (inNames[0] ?? 0) - 1;
    if (keyLevel >= lowestExact) return rankOfExact(levelOf(keyLevel, isSource));
    let [least, sum, words, pairs] = [Number.POSITIVE_INFINITY, 0, 0, 0];
    let [commonCount, foundCommon] = [0, 0];
    for (let item = 1; item <= this.#itemCount; item += 1) {
      const isCommon = common.has(item);
      const best = Math.max(inNames[item] ?? 0, isCommon ? 0 : (inTexts[item] ?? 0)) - 1;
      if (item > this.#wordCount) {
        if (best >= 0) pairs += 1;
        continue;
      }
      if (isCommon) commonCount += 1;
      if (best < 0) continue;
      words += 1;
      sum += best;
      least = Math.min(least, best);
      if (isCommon) foundCommon += 1;
    }
    if (words - foundCommon !== this.#wordCount - commonCount) return null;
    if (words === 0)
      return keyLevel > 0
        ? rankOf({ level: levelOf(keyLevel, isSource), pairs, share, isLeading: true, mean: 0 })
        : null;
    const assumed = commonCount - foundCommon;
    const claimLevel = wordLevels.WHOLE.CLAIM;
    return rankOf({
      level: levelOf(assumed > 0 ? Math.min(least, claimLevel) : least, isSource),
      pairs,
      share,
      isLeading: keyLevel > 0,
      mean: Math.floor((sum + claimLevel * assumed) / this.#wordCount),
    });
  }

  #perItem(): number[] {
    return new Array<number>(this.#itemCount + 1).fill(0);
  }
}

function raise(levels: number[], item: number, level: number): void {
  if ((levels[item] ?? 0) < level + 1) levels[item] = level + 1;
}
