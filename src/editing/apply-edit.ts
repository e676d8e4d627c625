import {
  checkChange,
  checkClaim,
  checkSourceOfText,
  violationIn,
  type NamedConcept,
} from '../graph/changes/check-change.js';
import { kindOfId, kindsInWords, type Concept, type Dimension } from '../graph/concept.js';
import { claimId } from '../graph/identity.js';
import { fold } from '../graph/text/fold.js';
import type { Change, ClaimDraft } from '../graph/ports/writing.js';
import {
  changedContent,
  changedStatement,
  claimConflict,
  conceptConflict,
  draftOf,
  namingConflict,
  publishedSince,
  type ClaimStates,
} from './conflicts.js';
import type { CitedClaim, DimensionProperties, Edit, EditBase, EditType, StoredEdit } from './edit.js';
import { isSameData, mergeMembers } from './merge-members.js';
import { conceptsOf } from './named-by-edit.js';
import { problemOf, type Problem } from './problem.js';
import { maxNamingClaims, slugsOf, type WorkingGraph } from './working-graph.js';

type EditOf<Type extends EditType> = Extract<Edit, { type: Type }>;

/** An edit to apply, with its number and base. */
interface Applied<Type extends EditType = EditType> {
  readonly number: number;
  readonly edit: EditOf<Type>;
  readonly base: EditBase;
}

/** The problems because of which an edit is not applied. */
type Problems = readonly Problem[];
const none: Problems = Object.freeze([]);

/** Applies edits to a working graph, one after another. An edit with a problem changes nothing. */
export class EditApplication {
  readonly #graph: WorkingGraph;
  /** The concepts that are named by more claims than an edit may end or replace. */
  readonly #beyondLimit = new Set<string>();

  constructor(graph: WorkingGraph) {
    this.#graph = graph;
  }

  /** Loads the claims that merges of concepts replace, and the claims that end together with concepts. Must precede `apply`. */
  async loadNaming(edits: readonly StoredEdit[]): Promise<void> {
    const ending = edits.flatMap(({ edit }) =>
      edit.type === 'mergeConcept' || (edit.type === 'endConcept' && edit.withClaims) ? [edit.id] : [],
    );
    const concepts = [...new Set(ending)];
    if (concepts.length === 0) return;
    for (const id of await this.#graph.loadNaming(concepts)) this.#beyondLimit.add(id);
    const merged = edits.flatMap(({ edit }) => (edit.type === 'mergeConcept' ? [edit] : []));
    await this.#graph.loadConcepts(
      merged.flatMap(({ id }) => this.#graph.naming(id).flatMap(({ claim }) => conceptsOf(claim))),
    );
    await this.#graph.loadClaims(
      merged.flatMap((edit) => this.#mergedClaims(edit).map(({ newId }) => newId)),
    );
  }

  /** Applies an edit. @returns its problems */
  apply({ number, edit, base }: StoredEdit): Problems | Promise<Problems> {
    switch (edit.type) {
      case 'putConcept':
        return this.#putConcept({ number, edit, base });
      case 'renameConcept':
        return this.#renameConcept({ number, edit, base });
      case 'setDimension':
        return this.#setDimension({ number, edit, base });
      case 'mergeConcept':
        return this.#mergeConcept({ number, edit, base });
      case 'endConcept':
        return this.#endConcept({ number, edit, base });
      case 'putClaim':
        return this.#putClaim({ number, edit, base });
      case 'replaceClaim':
        return this.#replaceClaim({ number, edit, base });
      case 'rankClaim':
        return this.#rankClaim({ number, edit, base });
      case 'addCitation':
        return this.#addCitation({ number, edit, base });
      case 'endClaim':
        return this.#endClaim({ number, edit, base });
      case 'putText':
        return this.#putText({ number, edit, base });
    }
  }

  #putConcept({ number, edit, base }: Applied<'putConcept'>): Problems {
    const { concept: mine, formerSlugs = [] } = edit;
    const [before, theirs] = [base.concepts[mine.id] ?? null, this.#published(mine.id)];
    const violation = violationOf(number, { type: 'putConcept', concept: mine, formerSlugs });
    if (violation) return [violation];
    if (before && !theirs)
      return [conceptConflict(number, { id: mine.id, base: before, theirs, mine }, [], true)];
    if (!theirs) return this.#setConcept(number, mine, formerSlugs);
    const states = { id: mine.id, base: before, theirs, mine };
    if (!before)
      return isSameData(theirs, mine)
        ? this.#setConcept(number, mine, formerSlugs)
        : [conceptConflict(number, states)];
    const current = this.#graph.concept(mine.id) ?? theirs;
    const { merged, disputed } = mergeMembers<Concept>({ base: before, theirs, mine, current });
    if (disputed.length > 0) return [conceptConflict(number, states, disputed)];
    return this.#setConcept(number, merged, formerSlugs);
  }

  #renameConcept({ number, edit, base }: Applied<'renameConcept'>): Problems {
    const { id, name, slug } = edit;
    if (name === undefined && slug === undefined) {
      const expected = 'a name, a slug, or both';
      return [problemOf('INVALID_ARGUMENT', { edit: number, expected, got: 'neither' })];
    }
    const members = { ...(name === undefined ? {} : { name }), ...(slug === undefined ? {} : { slug }) };
    return this.#setMembers({ number, id, base, members, path: [] });
  }

  #setDimension({ number, edit, base }: Applied<'setDimension'>): Problems {
    const { id, properties } = edit;
    if (kindOfId(id) !== 'DIMENSION') {
      const [expected, got] = ['the id of a dimension', `"${id}"`];
      return [problemOf('WRONG_KIND', { edit: number, path: ['id'], expected, got })];
    }
    return this.#setMembers({ number, id, base, members: properties, path: ['properties'] });
  }

  /** Sets some members of a concept. Only these members can be in conflict. */
  #setMembers({
    number,
    id,
    base,
    members,
    path,
  }: {
    readonly number: number;
    readonly id: string;
    readonly base: EditBase;
    readonly members: Partial<Pick<Concept, 'name' | 'slug'>> | DimensionProperties;
    readonly path: readonly string[];
  }): Problems {
    const current = this.#graph.concept(id);
    if (!current) return [this.#absentConcept({ number, id, base, path: ['id'] })];
    const [before, theirs] = [base.concepts[id] ?? null, this.#published(id)];
    const mine = { ...current, ...members };
    if (before && theirs) {
      const disputed = Object.entries(members).flatMap(([name, member]) => {
        const [old, published] = [memberOf(before, name), memberOf(theirs, name)];
        return isSameData(old, published) || isSameData(published, member) ? [] : [name];
      });
      if (disputed.length > 0) return [conceptConflict(number, { id, base: before, theirs, mine }, disputed)];
    }
    const violation = violationOf(number, { type: 'putConcept', concept: mine }, (inner) => [
      ...path,
      ...inner.slice(1),
    ]);
    return violation ? [violation] : this.#setConcept(number, mine, [], [...path, 'slug']);
  }

  /** Sets the content of a concept, and assigns its slugs. */
  #setConcept(
    number: number,
    concept: Concept,
    formerSlugs: readonly string[],
    path: readonly string[] = ['concept', 'slug'],
  ): Problems {
    const { id, kind } = concept;
    const slugs = slugsOf(concept, formerSlugs);
    for (const slug of slugs) {
      const owner = this.#graph.ownerOfSlug(kind, slug);
      if (owner === null || owner === id) continue;
      return [
        problemOf('SLUG_TAKEN', {
          ...{ edit: number, path, nearest: [owner] },
          expected: `a slug that no other ${kindsInWords([kind]).replace(/^an? /u, '')} has or had`,
          got: `"${slug}", which belongs to ${owner}`,
        }),
      ];
    }
    for (const slug of formerSlugs) {
      if (this.#graph.ownerOfSlug(kind, slug) === id) continue;
      const former = this.#graph.formerSlugs.get(id) ?? new Set();
      this.#graph.formerSlugs.set(id, former.add(slug));
    }
    for (const slug of slugs) this.#graph.assignSlug(kind, slug, id);
    this.#graph.setConcept(concept);
    return none;
  }

  #endConcept({ number, edit, base }: Applied<'endConcept'>): Problems {
    const { id, withClaims } = edit;
    const current = this.#graph.concept(id);
    if (!current) {
      const isEnded = (base.concepts[id] ?? null) !== null && this.#graph.concepts.get(id)?.endedBy === null;
      return isEnded ? none : [this.#absentConcept({ number, id, base, path: ['id'] })];
    }
    const problems = this.#changedConcept({ number, id, base });
    if (problems.length > 0 || !withClaims) {
      if (problems.length === 0) this.#graph.endConcept(id, number);
      return problems;
    }
    if (this.#beyondLimit.has(id)) return [tooManyClaims(number, id)];
    const theirs = publishedSince(this.#naming(id), this.#graph.claims, base);
    if (theirs) return [namingConflict(number, { concept: id, base, theirs })];
    for (const { claim } of this.#naming(id)) this.#graph.endClaim(claim.id, number);
    this.#graph.endConcept(id, number);
    return none;
  }

  async #mergeConcept({ number, edit, base }: Applied<'mergeConcept'>): Promise<Problems> {
    const { id, into } = edit;
    if (id === into) {
      const expected = 'two concepts';
      return [
        problemOf('INVALID_ARGUMENT', { edit: number, path: ['into'], expected, got: `${id} as both` }),
      ];
    }
    const [merged, target] = [this.#graph.concept(id), this.#graph.concept(into)];
    if (!merged) return [this.#absentConcept({ number, id, base, path: ['id'] })];
    if (!target) return [this.#absentConcept({ number, id: into, base, path: ['into'] })];
    if (merged.kind !== target.kind) {
      const [expected, got] = ['two concepts of one kind', `${merged.kind} and ${target.kind}`];
      return [problemOf('WRONG_KIND', { edit: number, path: ['into'], expected, got })];
    }
    const problems = this.#changedConcept({ number, id, base });
    if (problems.length > 0) return problems;
    if (this.#beyondLimit.has(id)) return [tooManyClaims(number, id)];
    await this.#graph.loadConcepts(this.#naming(id).flatMap(({ claim }) => conceptsOf(claim)));
    const claims = this.#mergedClaims(edit);
    await this.#graph.loadClaims(claims.map(({ newId }) => newId));
    const misfit = claims.flatMap(({ draft }) =>
      draft ? (this.#checked(number, draft).problems ?? []) : [],
    );
    if (misfit.length > 0) return misfit.slice(0, 1).map((each) => ({ ...each, path: ['into'] }));
    for (const { old, draft, newId } of claims) {
      this.#graph.endClaim(old, number);
      if (draft) this.#putMerged(newId, draft);
    }
    this.#graph.endConcept(id, number);
    this.#graph.setConcept(withNamesOf(target, merged));
    return none;
  }

  /** Lists the claims that a merge of concepts ends. A claim between the two concepts has no draft: nothing replaces it. */
  #mergedClaims({ id, into }: Pick<EditOf<'mergeConcept'>, 'id' | 'into'>): readonly MergedClaim[] {
    const renamed = (concept: string): string => (concept === id ? into : concept);
    return this.#naming(id).map((cited) => {
      const content = draftOf(cited);
      const { subject, target, source } = content;
      const draft: ClaimDraft = {
        ...content,
        subject: renamed(subject),
        target: target === null ? null : renamed(target),
        source: renamed(source),
        supersedes: cited.claim.id,
      };
      const isBetween = draft.subject === draft.target;
      return { old: cited.claim.id, draft: isBetween ? null : draft, newId: claimId(draft) };
    });
  }

  /** Puts a claim. If the graph has a claim with the same id, only adds the citations to that claim. */
  #putMerged(id: string, draft: ClaimDraft): void {
    const existing = this.#graph.claim(id);
    if (!existing) return this.#setClaim(id, draft);
    const added = draft.citations.filter(
      (citation) => !existing.citations.some((each) => isSameData(each, citation)),
    );
    this.#setClaim(id, { ...draftOf(existing), citations: [...existing.citations, ...added] });
  }

  #putClaim({ number, edit, base }: Applied<'putClaim'>): Problems {
    const { draft, problems } = this.#checked(number, edit.claim, base);
    return problems ?? this.#putDraft({ number, draft, base });
  }

  /** Puts a claim that was checked, unless the claim is in conflict. */
  #putDraft({
    number,
    draft,
    base,
  }: {
    readonly number: number;
    readonly draft: ClaimDraft;
    readonly base: EditBase;
  }): Problems {
    const id = claimId(draft);
    const { base: before, theirs } = this.#states(id, base);
    const mine = this.#cited(id, draft);
    if (before && theirs?.claim.id !== id)
      return [claimConflict(number, { id, base: before, theirs, mine }, [], true)];
    const current = this.#graph.claim(id);
    if (!theirs || !current) {
      this.#setClaim(id, draft);
      return none;
    }
    const states = { id, base: before, theirs, mine };
    if (!before) {
      // Two editors added the same statement: the claim gets the citations of both.
      const { citations: _theirs, ...content } = draftOf(theirs);
      const { citations: _mine, ...added } = draft;
      if (!isSameData(content, added)) return [claimConflict(number, states)];
      this.#putMerged(id, draft);
      return none;
    }
    const { merged, disputed } = mergeMembers<ClaimDraft>({
      base: draftOf(before),
      theirs: draftOf(theirs),
      mine: draft,
      current: draftOf(current),
    });
    if (disputed.length > 0) return [claimConflict(number, states, disputed)];
    this.#setClaim(id, merged);
    return none;
  }

  #replaceClaim({ number, edit, base }: Applied<'replaceClaim'>): Problems {
    const { id } = edit;
    const { draft, problems } = this.#checked(number, { ...edit.claim, supersedes: id }, base);
    if (problems) return problems;
    const newId = claimId(draft);
    const { base: before, theirs } = this.#states(id, base);
    const current = this.#graph.claim(id);
    if (newId === id) {
      if (!current) return [this.#absentClaim({ number, id, base, mine: this.#cited(id, draft) })];
      return this.#putDraft({ number, draft: { ...draft, supersedes: current.claim.supersedes }, base });
    }
    const mine = this.#cited(newId, draft);
    if (!current) {
      const isDone = theirs?.claim.id === newId && isSameData(draftOf(theirs), draft);
      return isDone ? none : [this.#absentClaim({ number, id, base, mine })];
    }
    if (before && theirs) {
      const disputed = changedStatement(before, theirs);
      if (disputed.length > 0) return [claimConflict(number, { id, base: before, theirs, mine }, disputed)];
    }
    const carried = before && theirs ? withCarried(draft, { before, theirs, current }) : draft;
    const conflicts = this.#putDraft({ number, draft: carried, base });
    if (conflicts.length === 0) this.#graph.endClaim(id, number);
    return conflicts;
  }

  #rankClaim({ number, edit, base }: Applied<'rankClaim'>): Problems {
    const { id, rank } = edit;
    const current = this.#graph.claim(id);
    if (!current) return [this.#absentClaim({ number, id, base, mine: null })];
    const { base: before, theirs } = this.#states(id, base);
    const mine = { ...current, claim: { ...current.claim, rank } };
    if (before && theirs) {
      const published = theirs.claim.rank;
      if (published !== before.claim.rank && published !== rank)
        return [claimConflict(number, { id, base: before, theirs, mine }, ['rank'])];
    }
    this.#setClaim(id, draftOf(mine));
    return none;
  }

  #addCitation({ number, edit, base }: Applied<'addCitation'>): Problems {
    const { claim: id, citation } = edit;
    const current = this.#graph.claim(id);
    if (!current) return [this.#absentClaim({ number, id, base, mine: null, path: ['claim'] })];
    if (current.citations.some((each) => isSameData(each, citation))) return none;
    const draft = { ...draftOf(current), citations: [...current.citations, citation] };
    const violation = violationOf(number, { type: 'putClaim', claim: draft }, (path) => [
      'citation',
      ...path.slice(3),
    ]);
    if (violation) return [violation];
    this.#setClaim(id, draft);
    return none;
  }

  #endClaim({ number, edit, base }: Applied<'endClaim'>): Problems {
    const { id } = edit;
    const { base: before, theirs } = this.#states(id, base);
    const current = this.#graph.claim(id);
    if (!current) {
      const isEnded = before !== null && theirs === null && this.#graph.claims.get(id)?.endedBy === null;
      return isEnded ? none : [this.#absentClaim({ number, id, base, mine: null })];
    }
    if (before && theirs) {
      const disputed = changedContent(before, theirs);
      if (disputed.length > 0)
        return [claimConflict(number, { id, base: before, theirs, mine: null }, disputed)];
    }
    this.#graph.endClaim(id, number);
    return none;
  }

  #putText({ number, edit, base }: Applied<'putText'>): Problems {
    const { text } = edit;
    const change = { type: 'putText', text } as const;
    const violation = violationOf(number, change);
    if (violation) return [violation];
    try {
      checkSourceOfText({ number, change }, this.#named([text.source]));
    } catch (error) {
      const problem = problemIn(number, error);
      return [problem.code === 'UNKNOWN_CONCEPT' ? this.#absentSource(number, text.source, base) : problem];
    }
    this.#graph.putText(text);
    return none;
  }

  #absentSource(number: number, id: string, base: EditBase): Problem {
    return this.#absentConcept({ number, id, base, path: ['text', 'source'] });
  }

  /** Checks a claim, and whether it fits the concepts that it names. */
  #checked(
    number: number,
    draft: ClaimDraft,
    base?: EditBase,
  ): { readonly draft: ClaimDraft; readonly problems: Problems | null } {
    const change = { type: 'putClaim', claim: draft } as const;
    try {
      checkChange({ number, change });
      return { draft: checkClaim({ number, change }, this.#named(conceptsOf(draft))), problems: null };
    } catch (error) {
      const problem = problemIn(number, error);
      if (problem.code !== 'UNKNOWN_CONCEPT' || !base) return { draft, problems: [problem] };
      const role = String(problem.path.at(-1)) as 'subject' | 'target' | 'source';
      return {
        draft,
        problems: [this.#absentConcept({ number, id: draft[role] ?? '', base, path: problem.path })],
      };
    }
  }

  #named(ids: readonly string[]): ReadonlyMap<string, NamedConcept> {
    return new Map(
      ids.flatMap((id) => {
        const concept = this.#graph.concept(id);
        if (!concept) return [];
        return [
          [id, { kind: concept.kind, definition: concept.kind === 'DIMENSION' ? concept : null }] as const,
        ];
      }),
    );
  }

  /** Creates the problem of an edit whose concept is absent. */
  #absentConcept({
    number,
    id,
    base,
    path,
  }: {
    readonly number: number;
    readonly id: string;
    readonly base: EditBase;
    readonly path: Problem['path'];
  }): Problem {
    const endedBy = this.#graph.concepts.get(id)?.endedBy ?? null;
    if (endedBy !== null) return contradiction({ number, id, endedBy, path });
    const before = base.concepts[id] ?? null;
    if (before) {
      const conflict = conceptConflict(number, { id, base: before, theirs: null, mine: null });
      return { ...conflict, path };
    }
    const expected = 'a concept that is in the graph, or that an earlier edit puts';
    const got = `"${id}", which is neither`;
    return problemOf('UNKNOWN_CONCEPT', { edit: number, path, expected, got, unknown: id });
  }

  /** Creates the problem of an edit whose claim is absent. */
  #absentClaim({
    number,
    id,
    base,
    mine,
    path = ['id'],
  }: {
    readonly number: number;
    readonly id: string;
    readonly base: EditBase;
    readonly mine: CitedClaim | null;
    readonly path?: Problem['path'];
  }): Problem {
    const endedBy = this.#graph.claims.get(id)?.endedBy ?? null;
    if (endedBy !== null) return contradiction({ number, id, endedBy, path });
    const states = this.#states(id, base);
    if (states.base) return { ...claimConflict(number, { ...states, mine }), path };
    const expected = 'a claim that is in the graph, or that an earlier edit puts';
    return problemOf('UNKNOWN_CLAIM', { edit: number, path, expected, got: `"${id}", which is neither` });
  }

  /** Finds the conflict of an edit that ends or merges a concept: the content of the concept has changed since the base of the edit. */
  #changedConcept({
    number,
    id,
    base,
  }: {
    readonly number: number;
    readonly id: string;
    readonly base: EditBase;
  }): Problems {
    const [before, theirs] = [base.concepts[id] ?? null, this.#published(id)];
    if (!before || !theirs || isSameData(before, theirs)) return none;
    const names = Object.keys(theirs).filter(
      (name) => !isSameData(memberOf(before, name), memberOf(theirs, name)),
    );
    return [conceptConflict(number, { id, base: before, theirs, mine: null }, names)];
  }

  #published(concept: string): Concept | null {
    return this.#graph.concepts.get(concept)?.before ?? null;
  }

  /**
   * Returns the states of a claim in the base of an edit and in the view. `theirs` of a replaced claim is its replacement, if `superseding`
   * finds it.
   */
  #states(id: string, base: EditBase): Omit<ClaimStates, 'mine'> {
    const published = this.#graph.claims.get(id)?.before ?? null;
    return { id, base: base.claims[id] ?? null, theirs: published ?? this.#graph.superseding(id) };
  }

  #naming(concept: string): readonly CitedClaim[] {
    return this.#graph.naming(concept);
  }

  #setClaim(id: string, draft: ClaimDraft): void {
    this.#graph.setClaim(this.#cited(id, draft));
  }

  #cited(id: string, { citations, ...content }: ClaimDraft): CitedClaim {
    return { claim: { id, ...content, since: this.#graph.view.revision.number + 1 }, citations };
  }
}

interface MergedClaim {
  /** The id of the claim that ends. */
  readonly old: string;
  readonly draft: ClaimDraft | null;
  readonly newId: string;
}

/** Adds the names of a merged concept, as aliases, and its `sameAs` URIs to another concept. */
function withNamesOf(into: Concept, { name, aliases, sameAs }: Concept): Concept {
  const names = new Set([into.name, ...into.aliases].map(fold));
  const added = [name, ...aliases].filter((each) => {
    const isNew = !names.has(fold(each));
    names.add(fold(each));
    return isNew;
  });
  return {
    ...into,
    aliases: [...into.aliases, ...added],
    sameAs: [...new Set([...into.sameAs, ...sameAs])],
  };
}

/** Copies published changes of the position and the citations to a replacement that leaves these members as they were. */
function withCarried(
  draft: ClaimDraft,
  {
    before,
    theirs,
    current,
  }: { readonly before: CitedClaim; readonly theirs: CitedClaim; readonly current: CitedClaim },
): ClaimDraft {
  const isMoved = draft.position === before.claim.position && theirs.claim.position !== before.claim.position;
  const isCited =
    isSameData(draft.citations, before.citations) && !isSameData(theirs.citations, before.citations);
  return {
    ...draft,
    ...(isMoved ? { position: current.claim.position } : {}),
    ...(isCited ? { citations: current.citations } : {}),
  };
}

function memberOf(concept: Concept | Dimension, name: string): unknown {
  return (concept as unknown as Readonly<Record<string, unknown>>)[name];
}

function tooManyClaims(number: number, id: string): Problem {
  const expected = `a concept that is named by at most ${maxNamingClaims} claims`;
  return problemOf('LIMIT_EXCEEDED', {
    edit: number,
    path: ['id'],
    expected,
    got: `${id}, which is named by more`,
  });
}

function contradiction({
  number,
  id,
  endedBy,
  path,
}: {
  readonly number: number;
  readonly id: string;
  readonly endedBy: number;
  readonly path: Problem['path'];
}): Problem {
  return problemOf('CONTRADICTION', {
    ...{ edit: number, path },
    expected: 'a concept or claim that no earlier edit of the changeset ends',
    got: `${id}, which edit ${endedBy} ends`,
  });
}

/** Checks a change as far as possible without the graph. @param pathOf converts a path in the change to a path in the edit */
function violationOf(
  number: number,
  change: Change,
  pathOf: (path: readonly string[]) => readonly string[] = (path) => path,
): Problem | null {
  try {
    checkChange({ number, change });
    return null;
  } catch (error) {
    const problem = problemIn(number, error);
    return { ...problem, path: pathOf(problem.path.map(String)) };
  }
}

/** Converts the error of a change that breaks a rule to a problem. @throws every other error unchanged, and NAMED_TWICE */
function problemIn(number: number, error: unknown): Problem {
  const violation = violationIn(error);
  if (!violation || violation.rule === 'NAMED_TWICE') throw error;
  const { rule, path, expected, got } = violation;
  return problemOf(rule, { edit: number, path, expected, got });
}
