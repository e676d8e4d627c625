import type { Erasure } from '../../graph/ports/erasures.js';
import type { AxisKind, Citation, Claim } from '../../graph/claim.js';
import type { Concept, ConceptKind, Dimension } from '../../graph/concept.js';
import type { DependencyRecorder } from '../../graph/dependencies/dependency-recorder.js';
import type { PublicationLog } from '../../graph/dependencies/publication-log.js';
import type {
  Changed,
  ChangedRequest,
  ChangePage,
  ChangePageRequest,
  GraphHistory,
  GraphRevision,
  RevisionPage,
  RevisionPageRequest,
} from '../../graph/ports/history.js';
import type {
  ClaimCursor,
  ClaimFilter,
  ClaimPageRequest,
  ConceptCursor,
  ConceptPageRequest,
  ConceptReference,
  KindSlug,
  GraphView,
  InMemoryClaims,
  Page,
  SearchPage,
  SearchRequest,
} from '../../graph/ports/reading.js';
import type { GraphStatistics } from '../../graph/ports/statistics.js';
import type { ExcerptKey, SourceText, SourceTextEntry } from '../../graph/source-text.js';
import type { DimensionSpread } from '../../graph/spreads/dimension-spread.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Pace } from '../../graph/work/pace.js';
import { recordAbout, recordClaimPage, recordReference, recordToward } from './record-reads.js';
import { RecordingClaims } from './recording-claims.js';

/**
 * A view that records the parts of the graph that a request reads. The tags of a result are complete if each read for it goes through this view, or
 * through a cache that records the tags of the cached entries.
 *
 * Not recorded: results that only an erasure changes (texts and excerpts that exist, revisions by number, erasures), because an erasure touches
 * every part of the graph; and citations, because every tag of a claim covers its citations.
 */
export class RecordingView<Memo = unknown> implements GraphView {
  readonly inner: GraphView;
  readonly recorder: DependencyRecorder;
  /** Identifies the views that share caches: those of one reader. */
  readonly reader: object;
  readonly inMemoryClaims?: InMemoryClaims;
  readonly publications?: PublicationLog;
  /** The caches of the view, as the request uses them. Set at their first use. */
  memo: Memo | null = null;
  #history: RecordingHistory | null = null;

  /** @param reader the reader that opened the view */
  constructor(inner: GraphView, recorder: DependencyRecorder, reader: object) {
    this.inner = inner;
    this.recorder = recorder;
    this.reader = reader;
    if (inner.publications) this.publications = inner.publications;
    if (inner.inMemoryClaims) this.inMemoryClaims = new RecordingClaims(inner.inMemoryClaims, recorder);
  }

  /** The revision. A result that contains the number or the time of the revision changes with each publication. */
  get revision(): GraphRevision {
    this.recorder.wholeGraph();
    return this.inner.revision;
  }

  get history(): GraphHistory {
    return (this.#history ??= new RecordingHistory(this.inner, this.recorder));
  }

  statistics(): MaybePromise<GraphStatistics> {
    this.recorder.wholeGraph();
    return this.inner.statistics();
  }

  concepts(references: readonly ConceptReference[]): MaybePromise<readonly (Concept | null)[]> {
    const { recorder } = this;
    for (const { kind, reference } of references) recordReference(recorder, kind, reference);
    return mapMaybe(this.inner.concepts(references), (concepts) => {
      for (const concept of concepts) if (concept) recorder.concept(concept.id);
      return concepts;
    });
  }

  claims(ids: readonly string[]): MaybePromise<readonly (Claim | null)[]> {
    for (const id of ids) this.recorder.claim(id);
    return this.inner.claims(ids);
  }

  lastClaimVersions(ids: readonly string[], pace?: Pace): MaybePromise<readonly (Claim | null)[]> {
    for (const id of ids) this.recorder.claim(id);
    return this.inner.lastClaimVersions(ids, pace);
  }

  claimsAbout(subjects: readonly string[], filter: ClaimFilter): MaybePromise<readonly (readonly Claim[])[]> {
    for (const subject of subjects) recordAbout(this.recorder, subject, filter);
    return this.inner.claimsAbout(subjects, filter);
  }

  claimsToward(targets: readonly string[], filter: ClaimFilter): MaybePromise<readonly (readonly Claim[])[]> {
    for (const target of targets) recordToward(this.recorder, target, filter.predicates);
    return this.inner.claimsToward(targets, filter);
  }

  claimPages(request: ClaimPageRequest): MaybePromise<readonly Page<Claim, ClaimCursor>[]> {
    for (const key of request.keys) recordClaimPage(this.recorder, key, request);
    return this.inner.claimPages(request);
  }

  claimCounts(by: ClaimPageRequest['by'], keys: readonly string[]): MaybePromise<readonly number[]> {
    for (const key of keys) recordClaimPage(this.recorder, key, { by, filter: {} });
    return this.inner.claimCounts(by, keys);
  }

  citations(claims: readonly string[]): MaybePromise<readonly (readonly Citation[])[]> {
    return this.inner.citations(claims);
  }

  texts(hashes: readonly string[]): MaybePromise<readonly (SourceText | null)[]> {
    return mapMaybe(this.inner.texts(hashes), (texts) => this.#recordMissing(texts));
  }

  textsOf(sources: readonly string[], pace?: Pace): MaybePromise<readonly (readonly SourceTextEntry[])[]> {
    this.recorder.wholeGraph();
    return this.inner.textsOf(sources, pace);
  }

  excerpts(keys: readonly ExcerptKey[], pace?: Pace): MaybePromise<readonly (string | null)[]> {
    return mapMaybe(this.inner.excerpts(keys, pace), (excerpts) => this.#recordMissing(excerpts));
  }

  slugsOf(concepts: readonly string[]): MaybePromise<readonly (readonly string[])[]> {
    for (const id of concepts) this.recorder.concept(id);
    return this.inner.slugsOf(concepts);
  }

  slugOwners(slugs: readonly KindSlug[]): MaybePromise<readonly (string | null)[]> {
    this.recorder.wholeGraph();
    return this.inner.slugOwners(slugs);
  }

  equivalents(ids: readonly string[]): MaybePromise<readonly (readonly string[])[]> {
    for (const id of ids) this.recorder.concept(id);
    return this.inner.equivalents(ids);
  }

  conceptsNamed(folded: readonly string[]): MaybePromise<readonly (readonly string[])[]> {
    for (const name of folded) this.recorder.name(name);
    return this.inner.conceptsNamed(folded);
  }

  questionsAbout(sets: readonly (readonly string[])[]): MaybePromise<readonly (readonly string[])[]> {
    // A question that gains or loses an approach touches the tags of all its approaches.
    for (const [first] of sets) if (first !== undefined) this.recorder.toward(first, 'ASKS_ABOUT');
    return this.inner.questionsAbout(sets);
  }

  spreads(dimensions: readonly Dimension[]): MaybePromise<readonly DimensionSpread[]> {
    for (const { id } of dimensions) this.recorder.concept(id);
    return this.inner.spreads(dimensions);
  }

  claimedAxes(kinds: readonly AxisKind[]): MaybePromise<readonly string[]> {
    for (const kind of kinds) this.recorder.claimedAxes(kind);
    return this.inner.claimedAxes(kinds);
  }

  conceptPage(request: ConceptPageRequest): MaybePromise<Page<Concept, ConceptCursor>> {
    const { recorder } = this;
    recorder.kind(request.kind);
    for (const id of request.filter.relatedTo ?? []) {
      recorder.subject(id);
      recordToward(recorder, id, undefined);
    }
    return this.inner.conceptPage(request);
  }

  searchPage(request: SearchRequest, pace?: Pace): MaybePromise<SearchPage> {
    this.recorder.wholeGraph();
    return this.inner.searchPage(request, pace);
  }

  slugsNear(kinds: readonly ConceptKind[], text: string): MaybePromise<readonly string[]> {
    for (const kind of kinds) this.recorder.kind(kind);
    return this.inner.slugsNear(kinds, text);
  }

  /** Records the whole graph if an item is missing, because a publication can add it. */
  #recordMissing<Item>(items: readonly (Item | null)[]): readonly (Item | null)[] {
    if (items.includes(null)) this.recorder.wholeGraph();
    return items;
  }
}

/** A history that records the reads, except reads of existing revisions and of their content: only an erasure modifies these. */
class RecordingHistory implements GraphHistory {
  readonly #view: GraphView;
  readonly #recorder: DependencyRecorder;

  constructor(view: GraphView, recorder: DependencyRecorder) {
    this.#view = view;
    this.#recorder = recorder;
  }

  revisions(numbers: readonly number[], pace?: Pace): MaybePromise<readonly (GraphRevision | null)[]> {
    this.#recordNewer(numbers);
    return this.#view.history.revisions(numbers, pace);
  }

  revisionPage(request: RevisionPageRequest, pace?: Pace): MaybePromise<RevisionPage> {
    this.#recorder.wholeGraph();
    return this.#view.history.revisionPage(request, pace);
  }

  changePages(request: ChangePageRequest, pace?: Pace): MaybePromise<readonly ChangePage[]> {
    this.#recordNewer(request.revisions);
    return this.#view.history.changePages(request, pace);
  }

  changedClaims(request: ChangedRequest, pace?: Pace): MaybePromise<readonly Changed<Claim>[]> {
    this.#recordNewer([request.revision]);
    return this.#view.history.changedClaims(request, pace);
  }

  changedConcepts(request: ChangedRequest, pace?: Pace): MaybePromise<readonly Changed<Concept>[]> {
    this.#recordNewer([request.revision]);
    return this.#view.history.changedConcepts(request, pace);
  }

  revisionsOf(concepts: readonly string[], pace?: Pace): MaybePromise<readonly (readonly number[])[]> {
    for (const id of concepts) {
      this.#recorder.concept(id);
      this.#recorder.subject(id);
      recordToward(this.#recorder, id, undefined);
    }
    return this.#view.history.revisionsOf(concepts, pace);
  }

  /** Reads erasures without recording them: an erasure touches every part of the graph, so it invalidates all results. */
  erasures(keys: readonly string[], pace?: Pace): MaybePromise<readonly (readonly Erasure[])[]> {
    return this.#view.history.erasures(keys, pace);
  }

  claimEnds(claims: readonly string[], pace?: Pace): MaybePromise<readonly (number | null)[]> {
    for (const id of claims) this.#recorder.claim(id);
    return this.#view.history.claimEnds(claims, pace);
  }

  /** Records the whole graph if a revision does not exist yet. */
  #recordNewer(numbers: readonly number[]): void {
    const { number: newest } = this.#view.revision;
    if (numbers.some((number) => number > newest)) this.#recorder.wholeGraph();
  }
}
