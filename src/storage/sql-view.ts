import type { MaybePromise } from '../graph/work/maybe-promise.js';
import type { AxisKind, Citation, Claim } from '../graph/claim.js';
import type { Concept, ConceptKind, Dimension } from '../graph/concept.js';
import type { ExcerptKey, SourceText, SourceTextEntry } from '../graph/source-text.js';
import type {
  ClaimCursor,
  ClaimFilter,
  ClaimPageRequest,
  ConceptCursor,
  ConceptPageRequest,
  ConceptReference,
  KindSlug,
  GraphView,
  Page,
  SearchPage,
  SearchRequest,
} from '../graph/ports/reading.js';
import {
  readCitations,
  readClaims,
  readClaimsAbout,
  readLastClaimVersions,
  readClaimsToward,
} from './reading/read-claims.js';
import { readClaimCounts, readClaimPages } from './reading/read-claim-pages.js';
import {
  readConceptPage,
  readConcepts,
  readConceptsNamed,
  readSlugsNear,
  readSlugOwners,
  readSlugsOf,
} from './reading/read-concepts.js';
import { SqlHistory } from './reading/sql-history.js';
import { readEquivalents, readQuestionsAbout } from './reading/read-links.js';
import type { SpreadCache } from './reading/read-spreads.js';
import type { StatisticsCache } from './reading/read-statistics.js';
import { readClaimedAxes } from './reading/read-claimed-axes.js';
import { readSearchPage } from './search/read-search.js';
import { readExcerpts, readTexts, readTextsOf } from './reading/read-texts.js';
import type { GraphHistory, GraphRevision } from '../graph/ports/history.js';
import type { GraphStatistics } from '../graph/ports/statistics.js';
import type { DimensionSpread } from '../graph/spreads/dimension-spread.js';
import type { Session } from './session/session.js';

type ListResult<T> = Promise<readonly T[]> | readonly T[];

/**
 * The graph at one revision, read with SQL: at most one statement for each method call, and no statement for an empty set of keys.
 *
 * Exceptions: a search can take several statements. On SQLite, a page of concepts can take two statements.
 */
export class SqlView implements GraphView {
  readonly revision: GraphRevision;
  readonly history: GraphHistory;
  readonly #session: Session;
  readonly #statistics: StatisticsCache;
  readonly #spreads: SpreadCache;

  /** Creates the view of a revision. @param session runs the statements of the view, but not those of `statistics` */
  constructor(session: Session, revision: GraphRevision, statistics: StatisticsCache, spreads: SpreadCache) {
    this.#statistics = statistics;
    this.#spreads = spreads;
    this.#session = session;
    this.revision = revision;
    this.history = new SqlHistory(session, revision);
  }

  get #at(): number {
    return this.revision.number;
  }

  statistics(): MaybePromise<GraphStatistics> {
    return this.#statistics.of(this.revision);
  }

  concepts(references: readonly ConceptReference[]): ListResult<Concept | null> {
    return references.length === 0 ? none : readConcepts(this.#session, this.#at, references);
  }

  claims(ids: readonly string[]): ListResult<Claim | null> {
    return ids.length === 0 ? none : readClaims(this.#session, this.#at, ids);
  }

  lastClaimVersions(ids: readonly string[]): ListResult<Claim | null> {
    return ids.length === 0 ? none : readLastClaimVersions(this.#session, this.#at, ids);
  }

  claimsAbout(subjects: readonly string[], filter: ClaimFilter): ListResult<readonly Claim[]> {
    return subjects.length === 0 ? none : readClaimsAbout(this.#session, this.#at, subjects, filter);
  }

  claimsToward(targets: readonly string[], filter: ClaimFilter): ListResult<readonly Claim[]> {
    return targets.length === 0 ? none : readClaimsToward(this.#session, this.#at, targets, filter);
  }

  claimPages(request: ClaimPageRequest): ListResult<Page<Claim, ClaimCursor>> {
    return request.keys.length === 0 ? none : readClaimPages(this.#session, this.#at, request);
  }

  claimCounts(by: ClaimPageRequest['by'], keys: readonly string[]): ListResult<number> {
    return keys.length === 0 ? none : readClaimCounts(this.#session, this.#at, by, keys);
  }

  citations(claims: readonly string[]): ListResult<readonly Citation[]> {
    return claims.length === 0 ? none : readCitations(this.#session, this.#at, claims);
  }

  texts(hashes: readonly string[]): ListResult<SourceText | null> {
    return hashes.length === 0 ? none : readTexts(this.#session, this.#at, hashes);
  }

  textsOf(sources: readonly string[]): ListResult<readonly SourceTextEntry[]> {
    return sources.length === 0 ? none : readTextsOf(this.#session, this.#at, sources);
  }

  excerpts(keys: readonly ExcerptKey[]): ListResult<string | null> {
    return keys.length === 0 ? none : readExcerpts(this.#session, this.#at, keys);
  }

  slugsOf(concepts: readonly string[]): ListResult<readonly string[]> {
    return concepts.length === 0 ? none : readSlugsOf(this.#session, this.#at, concepts);
  }

  slugOwners(slugs: readonly KindSlug[]): ListResult<string | null> {
    return slugs.length === 0 ? none : readSlugOwners(this.#session, this.#at, slugs);
  }

  equivalents(ids: readonly string[]): ListResult<readonly string[]> {
    return ids.length === 0 ? none : readEquivalents(this.#session, this.#at, ids);
  }

  conceptsNamed(folded: readonly string[]): ListResult<readonly string[]> {
    return folded.length === 0 ? none : readConceptsNamed(this.#session, this.#at, folded);
  }

  questionsAbout(sets: readonly (readonly string[])[]): ListResult<readonly string[]> {
    return sets.length === 0 ? none : readQuestionsAbout(this.#session, this.#at, sets);
  }

  spreads(dimensions: readonly Dimension[]): ListResult<DimensionSpread> {
    return this.#spreads.of(this.#session, this.#at, dimensions);
  }

  claimedAxes(kinds: readonly AxisKind[]): ListResult<string> {
    return kinds.length === 0 ? none : readClaimedAxes(this.#session, this.#at, kinds);
  }

  conceptPage(request: ConceptPageRequest): Promise<Page<Concept, ConceptCursor>> {
    return readConceptPage(this.#session, this.#at, request);
  }

  searchPage(request: SearchRequest): Promise<SearchPage> {
    return readSearchPage(this.#session, this.#at, request);
  }

  slugsNear(kinds: readonly ConceptKind[], text: string): ListResult<string> {
    return kinds.length === 0 ? none : readSlugsNear(this.#session, this.#at, kinds, text);
  }
}

const none: readonly never[] = Object.freeze([]);
