import type { Claim } from '../../graph/claim.js';
import { kindOfId, type Concept } from '../../graph/concept.js';
import type {
  GraphView,
  SearchCursor,
  SearchHit,
  SearchPage,
  SearchRequest,
} from '../../graph/ports/reading.js';
import { HitRanking, type TextHits } from '../../graph/search/hit-ranking.js';
import { TokenizedText } from '../../graph/search/meets-condition.js';
import { keyLevels, scoreOf, targetDiscount, wordLevels } from '../../graph/search/relevance.js';
import { matchesOf, searchedTargetOf, searchedTextOfClaim } from '../../graph/search/search-matches.js';
import { parseSearch, type SearchTerms } from '../../graph/search/search-query.js';
import {
  searchedWords,
  searchKey,
  spellingsOf,
  type SearchedText,
} from '../../graph/search/searched-words.js';
import { canBeMisspelt } from '../../graph/search/typo.js';
import { minPrefixLength, pairCondition, wordConditions } from '../../graph/search/word-condition.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import { fold } from '../../graph/text/fold.js';
import { FirstItems } from '../../graph/work/first-items.js';
import { settleAll } from '../../graph/work/maybe-promise.js';
import type { Pace } from '../../graph/work/pace.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { referenceTo, type Layer } from './layer.js';
import { changePage, type AddedItem } from './layered-page.js';

/** The maximum number of matching claims per concept in a search result. */
const maxClaims = 3;
const textsPerStep = 50;

interface NameText {
  readonly field: 'NAME' | 'ALIAS';
  readonly key: string;
  readonly words: TokenizedText;
  /** The number of words. */
  readonly size: number;
}

interface ClaimText {
  readonly claim: Claim;
  readonly words: TokenizedText;
  /** Whether the concept is the axis of the claim, and not its subject. */
  readonly isTarget: boolean;
}

/** A touched concept with all its searched texts. */
interface SearchedConcept {
  readonly concept: Concept;
  readonly names: readonly NameText[];
  readonly summary: TokenizedText | null;
  readonly claims: readonly ClaimText[];
}

interface ChangedTexts {
  readonly concepts: readonly SearchedConcept[];
  /** The words that the layer may add to the graph. */
  readonly words: readonly string[];
}

/**
 * Searches in a view with changes. The view below searches the concepts that the changes do not touch; this class
 * searches the touched concepts, with all their texts after the changes. These texts are read at the first search.
 *
 * The result equals that of a search after the changes are applied, except at two bounds: the common words are those of the view below, and words
 * beyond the `maxCompared` most similar words may also be variants.
 */
export class LayeredSearch {
  readonly #base: GraphView;
  readonly #view: Pick<GraphView, 'concepts' | 'claimsAbout' | 'claimsToward'>;
  readonly #layer: Layer;
  readonly #touched: readonly string[];
  readonly #copyOf: (concept: Concept) => Concept;
  #texts: ChangedTexts | null = null;

  /**
   * @param view the view with the changes
   * @param copyOf converts a concept of the view below to a concept of `view`
   */
  constructor(
    base: GraphView,
    view: Pick<GraphView, 'concepts' | 'claimsAbout' | 'claimsToward'>,
    layer: Layer,
    copyOf: (concept: Concept) => Concept,
  ) {
    this.#copyOf = copyOf;
    this.#base = base;
    this.#view = view;
    this.#layer = layer;
    this.#touched = touchedBy(layer);
  }

  /** Reads one page of search results. */
  async page(request: SearchRequest, pace: Pace): Promise<SearchPage> {
    const { kinds, layer: above } = request;
    const copyOf = (hit: SearchHit): SearchHit =>
      Object.freeze({ ...hit, concept: this.#copyOf(hit.concept) });
    if (this.#touched.length === 0) {
      const page = await this.#base.searchPage(request, pace);
      return Object.freeze({ ...page, items: Object.freeze(page.items.map(copyOf)) });
    }
    const query = parseSearch(request.text);
    const { concepts, words } = await this.#readTexts(pace);
    const layer = {
      except: [...this.#touched, ...(above?.except ?? [])],
      words: [...words, ...(above?.words ?? [])],
    };
    const { found, ...page } = await this.#base.searchPage({ ...request, layer }, pace);
    if (!found) throw new TypeError('Expected the terms of a search with a layer, got none.');
    const exceptAbove = new Set(above?.except);
    const searched = concepts.filter(
      ({ concept }) => !exceptAbove.has(concept.id) && (kinds === null || kinds.includes(concept.kind)),
    );
    const ranking = new HitRanking<Concept>(query, ({ kind }) => kind === 'CITED_SOURCE', found.common);
    const terms: SearchTerms = { query, variants: found.variants };
    const ranks = await inSlices(ranked(ranking, searched, terms), pace);
    const added: AddedItem<SearchHit, SearchCursor>[] = [];
    for (const { concept, claims } of searched) {
      const rank = ranks.get(concept);
      if (rank === undefined) continue;
      const matches = matchesOf(concept, bestClaims(ranking, concept, claims), terms);
      added.push({
        item: Object.freeze({ concept, score: scoreOf(rank), matches: Object.freeze(matches) }),
        cursor: Object.freeze([rank, fold(concept.name), concept.id] as const),
      });
    }
    const corrected = changePage(
      page,
      { isRemoved: () => false, removed: 0, added },
      request,
      compareCursors,
      copyOf,
    );
    return above ? { ...corrected, found } : corrected;
  }

  async #readTexts(pace: Pace): Promise<ChangedTexts> {
    // Concurrent first searches each read the texts, because each has a separate deadline.
    return (this.#texts ??= await this.#read(pace));
  }

  async #read(pace: Pace): Promise<ChangedTexts> {
    const ids = this.#touched;
    const [concepts, about, toward] = await settleAll([
      this.#view.concepts(ids.flatMap(referenceTo)),
      this.#view.claimsAbout(ids, {}),
      this.#view.claimsToward(ids, {}),
    ]);
    return inSlices(textsOf(this.#layer, concepts, about, toward), pace);
  }
}

/** Returns the ids of the concepts whose searched texts a layer changes. */
function touchedBy(layer: Layer): readonly string[] {
  const touched = new Set(layer.concepts.keys());
  for (const { before, after } of layer.claims.values()) {
    for (const claim of [before, after]) {
      if (!claim || searchedTextOfClaim(claim) === null) continue;
      touched.add(claim.subject);
      const axis = searchedTargetOf(claim);
      if (axis !== null) touched.add(axis);
    }
  }
  return [...touched].filter((id) => kindOfId(id) !== undefined);
}

function* textsOf(
  layer: Layer,
  concepts: readonly (Concept | null)[],
  about: readonly (readonly Claim[])[],
  toward: readonly (readonly Claim[])[],
): Steps<ChangedTexts> {
  const searched: SearchedConcept[] = [];
  const words = new Set<string>();
  const addWords = (text: SearchedText): void => {
    for (const word of spellingsOf(text)) if (canBeMisspelt(word)) words.add(word);
  };
  const cache = new Map<string, TokenizedText>();
  let count = 0;
  function* claimText(claim: Claim, isTarget: boolean): Steps<readonly ClaimText[]> {
    const text = searchedTextOfClaim(claim);
    if (text === null || (isTarget && searchedTargetOf(claim) === null)) return [];
    let tokens = cache.get(claim.id);
    if (!tokens) {
      const found = searchedWords(text);
      if (layer.claims.has(claim.id)) addWords(found);
      tokens = new TokenizedText(found);
      cache.set(claim.id, tokens);
    }
    if ((count += 1) % textsPerStep === 0) yield;
    return [{ claim, words: tokens, isTarget }];
  }
  for (const [index, concept] of concepts.entries()) {
    if (!concept) continue;
    const isChanged = layer.concepts.has(concept.id);
    const { name, aliases, summary } = concept;
    const names = [name, ...new Set(aliases)].map((text, position): NameText => {
      const found = searchedWords(text);
      if (isChanged) addWords(found);
      return {
        field: position === 0 ? 'NAME' : 'ALIAS',
        key: searchKey(text),
        words: new TokenizedText(found),
        size: found.sequence.length,
      };
    });
    const ofSummary = summary === null ? null : searchedWords(summary);
    if (isChanged && ofSummary) addWords(ofSummary);
    const claims: ClaimText[] = [];
    for (const claim of about[index] ?? []) claims.push(...(yield* claimText(claim, false)));
    for (const claim of toward[index] ?? []) claims.push(...(yield* claimText(claim, true)));
    searched.push({ concept, names, summary: ofSummary && new TokenizedText(ofSummary), claims });
    yield;
  }
  return { concepts: searched, words: [...words] };
}

/** Computes the ranks of concepts, as `searchInMemory` does. */
function* ranked(
  ranking: HitRanking<Concept>,
  concepts: readonly SearchedConcept[],
  terms: SearchTerms,
): Steps<ReadonlyMap<Concept, number>> {
  const { query } = terms;
  const { inNames, inTexts } = minPrefixLength;
  const items = [
    ...query.words.map((word) => ({
      names: wordConditions(word, terms, inNames),
      texts: wordConditions(word, terms, inTexts),
    })),
    ...query.pairs.map((pair) => ({
      names: [[null, pairCondition(pair, inNames)] as const],
      texts: [[null, pairCondition(pair, inTexts)] as const],
    })),
  ];
  const levelsOf = (quality: keyof typeof wordLevels | null) =>
    quality === null ? noLevels : wordLevels[quality];
  let [nameNumber, count] = [0, 0];
  for (const { concept, names, summary, claims } of concepts) {
    for (const { field, key, words, size } of names) {
      const hit = { concept, target: null, is_name: true, text: (nameNumber += 1), size };
      if (key.startsWith(query.key)) {
        const levels = keyLevels[field];
        ranking.add({ ...hit, item: 0, level: key === query.key ? levels.exact : levels.prefix });
      }
      for (const [index, { names: conditions }] of items.entries()) {
        for (const [quality, condition] of conditions)
          if (words.meets(condition))
            ranking.add({ ...hit, item: index + 1, level: levelsOf(quality)[field] });
      }
    }
    const texts = [
      ...(summary ? [{ words: summary, field: 'SUMMARY' as const, text: null, isTarget: false }] : []),
      ...claims.map(({ words, isTarget }, text) => ({ words, field: 'CLAIM' as const, text, isTarget })),
    ];
    for (const { words, field, text, isTarget } of texts) {
      const hit = { concept, target: null, is_name: false, text, size: 0 };
      for (const [index, { texts: conditions }] of items.entries()) {
        for (const [quality, condition] of conditions) {
          if (!words.meets(condition)) continue;
          const level = levelsOf(quality)[field];
          ranking.add({
            ...hit,
            item: index + 1,
            level: isTarget ? Math.max(0, level - targetDiscount) : level,
          });
        }
      }
      if ((count += 1) % textsPerStep === 0) yield;
    }
  }
  return yield* ranking.ranks();
}

const noLevels = { NAME: 0, ALIAS: 0, SUMMARY: 0, CLAIM: 0 } as const;

/** Selects the best claims of a concept, at most `maxClaims`: those with the most words and pairs of the search. */
function bestClaims(
  ranking: HitRanking<Concept>,
  concept: Concept,
  claims: readonly ClaimText[],
): readonly Claim[] {
  const best = new FirstItems<TextHits & { readonly claim: Claim }>(
    maxClaims,
    (one, other) =>
      other.found - one.found ||
      other.level - one.level ||
      one.claim.position - other.claim.position ||
      compareCodePoints(one.claim.id, other.claim.id),
  );
  for (const [text, hits] of ranking.textsOf(concept)) {
    const found = claims[text];
    if (found) best.add({ ...hits, claim: found.claim }, true);
  }
  return best.result().items.map(({ claim }) => claim);
}

function compareCursors(left: SearchCursor, right: SearchCursor): number {
  return right[0] - left[0] || compareCodePoints(left[1], right[1]) || compareCodePoints(left[2], right[2]);
}
