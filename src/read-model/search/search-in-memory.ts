import type { SearchCursor, SearchHit, SearchPage, SearchRequest } from '../../graph/ports/reading.js';
import { HitRanking, type TextHits } from '../../graph/search/hit-ranking.js';
import { keyLevels, scoreOf, wordLevels } from '../../graph/search/relevance.js';
import { matchesOf } from '../../graph/search/search-matches.js';
import { parseSearch, searchBounds, type SearchTerms } from '../../graph/search/search-query.js';
import { withMoreWords, wordsWithTypos } from '../../graph/search/variants.js';
import {
  minPrefixLength,
  pairCondition,
  wordConditions,
  type MatchQuality,
  type WordCondition,
} from '../../graph/search/word-condition.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import { FirstItems } from '../../graph/work/first-items.js';
import type { Steps } from '../../graph/work/steps.js';
import { compareByName, versionAt, type ConceptVersion } from '../tables/concept-table.js';
import type { GraphTables } from '../tables/graph-tables.js';
import type { IndexContents } from './search-index.js';
import type { FoundTexts } from './text-index.js';

/** The maximum number of matching claims per concept in a search result. */
const maxClaims = 3;
const hitsPerStep = 512;

interface FoundConcept {
  readonly number: number;
  readonly version: ConceptVersion;
  readonly rank: number;
}

/**
 * Reads one page of the concepts that a search finds, in steps. The page equals the page that `readSearchPage` in
 * `storage/` returns.
 */
export function* searchInMemory(
  contents: IndexContents,
  tables: GraphTables,
  revision: number,
  { text, kinds, first, after, layer }: SearchRequest,
): Steps<SearchPage> {
  const query = parseSearch(text);
  yield* contents.fillFrom(tables);
  const variants = new Map<string, ReadonlyMap<string, number>>();
  for (const word of wordsWithTypos(query)) {
    const ofGraph = yield* contents.spellings.variantsOf(word);
    const ofWord = layer ? withMoreWords(word, ofGraph, layer.words) : ofGraph;
    if (ofWord.size > 0) variants.set(word, ofWord);
  }
  const search = new Search(contents, tables, revision, { query, variants });
  const ranks = yield* search.ranks();
  const found = new FirstItems<FoundConcept>(first + 1, compareFound);
  const except = new Set(layer?.except);
  let count = 0;
  for (const [number, rank] of ranks) {
    const version = versionAt(tables.concepts.entry(number), revision);
    if (
      version &&
      !except.has(version.concept.id) &&
      (kinds === null || kinds.includes(version.concept.kind))
    ) {
      found.add({ number, version, rank }, after === null || isBeyond(version, rank, after));
    }
    if ((count += 1) % hitsPerStep === 0) yield;
  }
  const { items, total } = found.result();
  const hits: SearchHit[] = [];
  const page = items.slice(0, first);
  for (const each of page) {
    hits.push(search.hitOf(each));
    yield;
  }
  return Object.freeze({
    items: Object.freeze(hits),
    cursors: Object.freeze(page.map(cursorOf)),
    hasNextPage: items.length > first,
    totalCount: total,
    ...(layer && { found: { variants, common: search.common } }),
  });
}

/** One search at one revision. */
class Search {
  readonly #contents: IndexContents;
  readonly #tables: GraphTables;
  readonly #revision: number;
  readonly #terms: SearchTerms;
  readonly #ranking: HitRanking<number>;

  constructor(contents: IndexContents, tables: GraphTables, revision: number, terms: SearchTerms) {
    this.#contents = contents;
    this.#tables = tables;
    this.#revision = revision;
    this.#terms = terms;
    this.#ranking = new HitRanking<number>(
      terms.query,
      (concept) => versionAt(tables.concepts.entry(concept), revision)?.concept.kind === 'CITED_SOURCE',
    );
  }

  get common(): ReadonlySet<number> {
    return this.#ranking.common;
  }

  *ranks(): Steps<ReadonlyMap<number, number>> {
    const { query } = this.#terms;
    const { inNames, inTexts } = minPrefixLength;
    const findKeys = this.#contents.keys.finder();
    const findNames = this.#contents.names.finder();
    const findTexts = this.#contents.texts.finder();
    const exact: WordCondition = { sequence: [query.key], matchesAsPrefix: false };
    const prefix: WordCondition = { sequence: [query.key], matchesAsPrefix: true };
    yield* this.#addNames(
      0,
      yield* findKeys({ only: prefix, butNot: exact }),
      (field) => keyLevels[field].prefix,
    );
    yield* this.#addNames(0, yield* findKeys(exact), (field) => keyLevels[field].exact);
    for (const [index, word] of query.words.entries()) {
      for (const [quality, condition] of wordConditions(word, this.#terms, inNames)) {
        yield* this.#addNames(index + 1, yield* findNames(condition), (field) => wordLevels[quality][field]);
      }
      for (const [quality, condition] of wordConditions(word, this.#terms, inTexts)) {
        yield* this.#addTexts(index + 1, yield* findTexts(condition), quality);
      }
    }
    for (const [index, pair] of query.pairs.entries()) {
      const item = query.words.length + index + 1;
      yield* this.#addNames(item, yield* findNames(pairCondition(pair, inNames)), () => 0);
      yield* this.#addTexts(item, yield* findTexts(pairCondition(pair, inTexts)), null);
    }
    return yield* this.#ranking.ranks();
  }

  hitOf({ number, version, rank }: FoundConcept): SearchHit {
    const { concept } = version;
    const matches = matchesOf(concept, this.#bestClaims(number), this.#terms);
    return Object.freeze({ concept, score: scoreOf(rank), matches: Object.freeze(matches) });
  }

  *#addNames(item: number, found: FoundTexts, levelOf: (field: 'NAME' | 'ALIAS') => number): Steps<void> {
    let count = 0;
    for (const text of found) {
      const { version, concept, field, size } = this.#contents.nameOf(text);
      if (version.since <= this.#revision && version.until > this.#revision) {
        this.#ranking.add({ concept, target: null, item, level: levelOf(field), is_name: true, text, size });
      }
      if ((count += 1) % hitsPerStep === 0) yield;
    }
  }

  /** Adds the hits in summaries and claims. @param quality null for a pair of words */
  *#addTexts(item: number, found: FoundTexts, quality: MatchQuality | null): Steps<void> {
    const { textsOfWord } = searchBounds;
    // As in the databases, the number of texts is limited. An item that reaches the limit is common.
    const inOrder = found.length > textsOfWord ? Uint32Array.from(found).sort() : found;
    let [added, count] = [0, 0];
    for (const text of inOrder) {
      if ((count += 1) % hitsPerStep === 0) yield;
      const claim = this.#contents.claimOf(text);
      if (!this.#isValid(text, claim)) continue;
      const target = this.#contents.targetOf(text);
      const levels = quality === null ? null : wordLevels[quality];
      this.#ranking.add({
        concept: this.#contents.conceptOf(text),
        target: target < 0 ? null : target,
        item,
        level: (claim < 0 ? levels?.SUMMARY : levels?.CLAIM) ?? 0,
        is_name: false,
        text: claim < 0 ? null : text,
        size: 0,
      });
      if ((added += 1) === textsOfWord) return;
    }
  }

  #isValid(text: number, claim: number): boolean {
    if (claim >= 0) return this.#tables.claims.isValid(claim, this.#revision);
    const version = this.#contents.summaryOf(text);
    return version !== undefined && version.since <= this.#revision && version.until > this.#revision;
  }

  /** Selects the best claims of a concept, at most `maxClaims`: those with the most words and pairs of the search. */
  #bestClaims(concept: number) {
    const { claims } = this.#tables;
    const best = new FirstItems<TextHits & { readonly row: number }>(
      maxClaims,
      (one, other) =>
        other.found - one.found || other.level - one.level || claims.inEditorialOrder(one.row, other.row),
    );
    for (const [text, hits] of this.#ranking.textsOf(concept)) {
      best.add({ found: hits.found, level: hits.level, row: this.#contents.claimOf(text) }, true);
    }
    return best.result().items.map(({ row }) => ({ id: claims.idOf(row), ...claims.searchedPartsOf(row) }));
  }
}

function cursorOf({ version, rank }: FoundConcept): SearchCursor {
  return Object.freeze([rank, version.foldedName, version.concept.id] as const);
}

function compareFound(one: FoundConcept, other: FoundConcept): number {
  return other.rank - one.rank || compareByName(one.version, other.version);
}

function isBeyond({ foldedName, concept }: ConceptVersion, rank: number, after: SearchCursor): boolean {
  const [afterRank, afterName, afterId] = after;
  const order =
    afterRank - rank || compareCodePoints(foldedName, afterName) || compareCodePoints(concept.id, afterId);
  return order > 0;
}
