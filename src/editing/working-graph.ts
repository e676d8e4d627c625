import type { Claim } from '../graph/claim.js';
import { kindOfId, type Concept, type ConceptKind } from '../graph/concept.js';
import type { GraphView, KindSlug } from '../graph/ports/reading.js';
import type { SourceText } from '../graph/source-text.js';
import { inSlice, inSlices, type Steps } from '../graph/work/steps.js';
import { background } from '../graph/work/time-slices.js';
import { namesIn, partsOf, readClaims, readConcepts } from './base-edits.js';
import type { CitedClaim, Edit, EditBase, StoredEdit } from './edit.js';
import { conceptsOf } from './named-by-edit.js';

/** A concept or claim in the view (`before`), and after the edits so far (`after`); null where it does not exist. */
export interface WorkingThing<Thing> {
  readonly before: Thing | null;
  after: Thing | null;
  /** The number of the edit that ended or replaced the concept or claim; null if no edit did, or if a later edit put it again. */
  endedBy: number | null;
}

/** The roles in which a claim names a concept. */
const roles = ['subject', 'target', 'source'] as const;

/** The maximum number of claims that name a concept in one role, for an edit that ends or replaces these claims. */
export const maxNamingClaims = 100_000;

/**
 * The part of a graph that edits touch, while they are resolved. `load` reads what the edits name; the other `load…`
 * methods read more. On a view in a database, each method takes at most a constant number of reads for each 10,000 ids.
 */
export class WorkingGraph {
  readonly view: GraphView;
  readonly concepts = new Map<string, WorkingThing<Concept>>();
  readonly claims = new Map<string, WorkingThing<CitedClaim>>();
  /** The texts that edits put and the view does not have, by hash. */
  readonly texts = new Map<string, SourceText>();
  /** The slugs that edits assign in addition to the current slug, by concept. */
  readonly formerSlugs = new Map<string, Set<string>>();
  /** The owners of slugs in the view. */
  readonly #owners = new Map<string, string | null>();
  /** The owners of the slugs that edits assigned. */
  readonly #assigned = new Map<string, string>();
  readonly #storedTexts = new Set<string>();
  /** For each concept, the ids of the loaded claims that name it after the edits so far. Null until the first look-up, since few edits need it. */
  #naming: Map<string, Set<string>> | null = null;
  readonly #superseding = new Map<string, CitedClaim>();

  private constructor(view: GraphView) {
    this.view = view;
  }

  /**
   * Loads the part of a view that edits name.
   * @param areBasesRead see `ResolveOptions`
   */
  static async load(
    view: GraphView,
    edits: readonly StoredEdit[],
    areBasesRead = false,
  ): Promise<WorkingGraph> {
    const graph = new WorkingGraph(view);
    if (areBasesRead) await inSlices(graph.#addBases(edits), background);
    const readRevision = areBasesRead ? view.revision.number : null;
    const { unread, slugs, texts } = await inSlices(partsToLoad(edits, readRevision), background);
    const { concepts, claims } = await inSlices(namesIn(unread), background);
    await graph.loadConcepts(concepts);
    await graph.loadClaims(claims);
    await graph.#loadSlugOwners(slugs);
    await graph.#loadTexts(texts);
    await graph.#loadSuperseding(edits);
    return graph;
  }

  /** Loads the concepts that are not loaded yet. */
  async loadConcepts(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.concepts.has(id));
    if (missing.length === 0) return;
    const found = await readConcepts(this.view, missing);
    for (const id of missing) this.#addConcept(id, found.get(id) ?? null);
  }

  /** Loads the claims that are not loaded yet. */
  async loadClaims(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.claims.has(id));
    if (missing.length === 0) return;
    const found = await readClaims(this.view, missing);
    for (const id of missing) this.#addClaim(id, found.get(id) ?? null);
  }

  /**
   * Loads the claims of the view that name one of these concepts.
   * @param first the maximum number of claims that name a concept in one role
   * @returns the concepts that more than `first` claims name in one role
   */
  async loadNaming(concepts: readonly string[], first = maxNamingClaims): Promise<ReadonlySet<string>> {
    const claims = new Map<string, Claim>();
    const incomplete = new Set<string>();
    for (const by of roles) {
      const pages = await this.view.claimPages({ by, keys: concepts, filter: {}, first, after: null });
      pages.forEach(({ items, hasNextPage }, index) => {
        for (const claim of items) if (!this.claims.has(claim.id)) claims.set(claim.id, claim);
        if (hasNextPage) incomplete.add(concepts[index] ?? '');
      });
    }
    const added = [...claims.values()];
    const citations = await this.view.citations([...claims.keys()]);
    added.forEach((claim, index) => this.#addClaim(claim.id, { claim, citations: citations[index] ?? [] }));
    return incomplete;
  }

  /** Returns the loaded claims, after the edits so far, that name a concept. */
  naming(concept: string): readonly CitedClaim[] {
    this.#naming ??= this.#namingOfAll();
    return [...(this.#naming.get(concept) ?? [])].flatMap((id) => this.claims.get(id)?.after ?? []);
  }

  concept(id: string): Concept | null {
    return this.concepts.get(id)?.after ?? null;
  }

  claim(id: string): CitedClaim | null {
    return this.claims.get(id)?.after ?? null;
  }

  /** Returns the claim of the view that supersedes an ended claim of a base; null if there is none, or if it has another subject. */
  superseding(id: string): CitedClaim | null {
    return this.#superseding.get(id) ?? null;
  }

  setConcept(concept: Concept): void {
    const entry = this.concepts.get(concept.id);
    const before = entry?.before ?? null;
    this.concepts.set(concept.id, { before, after: concept, endedBy: null });
  }

  endConcept(id: string, edit: number): void {
    const before = this.concepts.get(id)?.before ?? null;
    this.concepts.set(id, { before, after: null, endedBy: edit });
  }

  setClaim(cited: CitedClaim): void {
    const { id } = cited.claim;
    this.#unname(id);
    this.claims.set(id, { before: this.claims.get(id)?.before ?? null, after: cited, endedBy: null });
    if (this.#naming) addNames(this.#naming, cited);
  }

  endClaim(id: string, edit: number): void {
    this.#unname(id);
    this.claims.set(id, { before: this.claims.get(id)?.before ?? null, after: null, endedBy: edit });
  }

  /** Undoes all edits, without reading from the view again. */
  async undoEdits(): Promise<void> {
    this.texts.clear();
    this.formerSlugs.clear();
    this.#assigned.clear();
    this.#naming = null;
    await inSlices(undone(this.concepts), background);
    await inSlices(undone(this.claims), background);
  }

  /** Returns the concept that has, or had, a slug; null if the slug is free, or if no edit assigns the slug. */
  ownerOfSlug(kind: ConceptKind, slug: string): string | null {
    const key = slugKey({ kind, slug });
    return this.#assigned.get(key) ?? this.#owners.get(key) ?? null;
  }

  assignSlug(kind: ConceptKind, slug: string, concept: string): void {
    this.#assigned.set(slugKey({ kind, slug }), concept);
  }

  putText(text: SourceText): void {
    if (!this.#storedTexts.has(text.hash)) this.texts.set(text.hash, text);
  }

  /**
   * Counts the claims that name each of these concepts after the edits so far, by concept. A claim counts once for each role. The
   * claims of the view are not loaded.
   */
  async countNaming(concepts: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const counts = new Map(concepts.map((id) => [id, 0]));
    for (const by of roles) {
      for (const part of partsOf(this.view, concepts)) {
        const found = await inSlice(() => this.view.claimCounts(by, part), background);
        part.forEach((id, index) => addTo(counts, id, found[index] ?? 0));
      }
    }
    await inSlices(this.#countChanges(counts), background);
    return counts;
  }

  /** Adds the changes of the edits to the counts of claims that name concepts. */
  *#countChanges(counts: Map<string, number>): Steps<void> {
    let visited = 0;
    for (const { before, after } of this.claims.values()) {
      if (before !== after) {
        for (const role of roles) {
          if (before) addTo(counts, before.claim[role], -1);
          if (after) addTo(counts, after.claim[role], 1);
        }
      }
      if ((visited += 1) % claimsPerStep === 0) yield;
    }
  }

  async #loadSlugOwners(slugs: readonly KindSlug[]): Promise<void> {
    const distinct = [...new Map(slugs.map((each) => [slugKey(each), each])).values()];
    const owners = await this.view.slugOwners(distinct);
    distinct.forEach((each, index) => this.#owners.set(slugKey(each), owners[index] ?? null));
  }

  async #loadTexts(hashes: readonly string[]): Promise<void> {
    const keys = [...new Set(hashes)].map((hash) => ({ hash, start: 0, end: 1 }));
    const excerpts = await this.view.excerpts(keys);
    keys.forEach(({ hash }, index) => {
      if ((excerpts[index] ?? null) !== null) this.#storedTexts.add(hash);
    });
  }

  /** Finds the successors of claims that edits name, if the view no longer has these claims. */
  async #loadSuperseding(edits: readonly StoredEdit[]): Promise<void> {
    const ended = await inSlices(this.#endedBases(edits), background);
    const subjects = [...new Set([...ended.values()].map(({ subject }) => subject))];
    const claims = (await this.view.claimsAbout(subjects, {}))
      .flat()
      .filter(({ supersedes }) => supersedes !== null && ended.has(supersedes));
    const citations = await this.view.citations(claims.map(({ id }) => id));
    claims.forEach((claim, index) => {
      this.#superseding.set(claim.supersedes ?? '', { claim, citations: citations[index] ?? [] });
    });
  }

  /** Returns the claims that edits name and the view no longer has, by id. */
  *#endedBases(edits: readonly StoredEdit[]): Steps<ReadonlyMap<string, Claim>> {
    const ended = new Map<string, Claim>();
    let visited = 0;
    for (const { claims } of basesOf(edits)) {
      for (const [id, cited] of Object.entries(claims)) {
        if (cited && (this.claims.get(id)?.before ?? null) === null) ended.set(id, cited.claim);
        visited += 1;
      }
      if (visited >= claimsPerStep) {
        visited = 0;
        yield;
      }
    }
    return ended;
  }

  /** Adds the states of the bases with the number of the view's revision. */
  *#addBases(edits: readonly StoredEdit[]): Steps<void> {
    for (const { revision, concepts, claims } of basesOf(edits)) {
      if (revision !== this.view.revision.number) continue;
      for (const [id, before] of Object.entries(concepts)) this.#addConcept(id, before);
      for (const [id, cited] of Object.entries(claims)) this.#addClaim(id, cited);
      yield;
    }
  }

  #addConcept(id: string, before: Concept | null): void {
    this.concepts.set(id, { before, after: before, endedBy: null });
  }

  #addClaim(id: string, cited: CitedClaim | null): void {
    this.claims.set(id, { before: cited, after: cited, endedBy: null });
    if (cited && this.#naming) addNames(this.#naming, cited);
  }

  #namingOfAll(): Map<string, Set<string>> {
    const naming = new Map<string, Set<string>>();
    for (const { after } of this.claims.values()) if (after) addNames(naming, after);
    return naming;
  }

  #unname(id: string): void {
    const after = this.#naming && this.claim(id);
    if (!after) return;
    for (const concept of conceptsOf(after.claim)) this.#naming?.get(concept)?.delete(id);
  }
}

/** The edits whose concepts and claims are loaded, the slugs whose owners are loaded, and the hashes of the texts that are looked up. */
interface PartsToLoad {
  readonly unread: readonly Edit[];
  readonly slugs: readonly KindSlug[];
  readonly texts: readonly string[];
}

/** @param readRevision the revision of the bases whose states are not read; null for none */
function* partsToLoad(edits: readonly StoredEdit[], readRevision: number | null): Steps<PartsToLoad> {
  const [unread, slugs, texts]: [Edit[], KindSlug[], string[]] = [[], [], []];
  for (const [index, { edit, base }] of edits.entries()) {
    if (base.revision !== readRevision) unread.push(edit);
    slugs.push(...slugsIn(edit));
    if (edit.type === 'putText') texts.push(edit.text.hash);
    if (index % claimsPerStep === claimsPerStep - 1) yield;
  }
  return { unread, slugs, texts };
}

/** Returns the bases of edits. Consecutive edits of a revert share their base, which is returned once. */
function* basesOf(edits: readonly StoredEdit[]): Generator<EditBase, void> {
  let last: EditBase | null = null;
  for (const { base } of edits) {
    if (base !== last) yield base;
    last = base;
  }
}

function* undone<Thing>(things: ReadonlyMap<string, WorkingThing<Thing>>): Steps<void> {
  let visited = 0;
  for (const thing of things.values()) {
    thing.after = thing.before;
    thing.endedBy = null;
    if ((visited += 1) % claimsPerStep === 0) yield;
  }
}

/** The number of claims, concepts or edits that are visited between two yields. */
const claimsPerStep = 2_000;

/** Adds a step to the count of a concept, if the concept is counted. */
function addTo(counts: Map<string, number>, id: string | null, step: number): void {
  const count = id === null ? undefined : counts.get(id);
  if (id !== null && count !== undefined) counts.set(id, count + step);
}

function addNames(naming: Map<string, Set<string>>, { claim }: CitedClaim): void {
  for (const concept of conceptsOf(claim)) {
    const claims = naming.get(concept);
    if (claims) claims.add(claim.id);
    else naming.set(concept, new Set([claim.id]));
  }
}

function slugKey({ kind, slug }: KindSlug): string {
  return `${kind} ${slug}`;
}

/** Returns the slugs that an edit assigns. */
function slugsIn(edit: Edit): readonly KindSlug[] {
  if (edit.type === 'putConcept') {
    const { kind } = edit.concept;
    return slugsOf(edit.concept, edit.formerSlugs ?? []).map((slug) => ({ kind, slug }));
  }
  const kind = edit.type === 'renameConcept' && edit.slug !== undefined ? kindOfId(edit.id) : undefined;
  return kind && edit.type === 'renameConcept' && edit.slug !== undefined ? [{ kind, slug: edit.slug }] : [];
}

/** Returns the slugs that belong to a concept: its current slug, the slug in its id, and former slugs. */
export function slugsOf({ id, slug }: Concept, formerSlugs: readonly string[]): readonly string[] {
  return [...new Set([slug, id.slice(id.indexOf('/') + 1), ...formerSlugs])];
}
