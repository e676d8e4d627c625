import { isDeepStrictEqual } from 'node:util';
import type { Edit } from '../../src/editing/edit.js';
import type { Concept } from '../../src/graph/concept.js';
import { claimId } from '../../src/graph/identity.js';
import type { ClaimDraft } from '../../src/graph/ports/writing.js';

/** A graph as plain maps. */
export interface Model {
  readonly concepts: Map<string, Concept>;
  /** The claims by id, each with the revision of its last change. */
  readonly claims: Map<string, { readonly draft: ClaimDraft; since: number }>;
  /** The ids of concepts by kind and slug, for current and former slugs. */
  readonly slugs: Map<string, string>;
}

export function emptyModel(): Model {
  return { concepts: new Map(), claims: new Map(), slugs: new Map() };
}

export function copyOf({ concepts, claims, slugs }: Model): Model {
  return {
    concepts: new Map(concepts),
    claims: new Map([...claims].map(([id, claim]) => [id, { ...claim }])),
    slugs: new Map(slugs),
  };
}

/** An edit, with the graph that was published when the edit was added, and the number of the revision of this graph. */
export interface ScheduledEdit {
  readonly edit: Edit;
  readonly base: Model;
  readonly revision: number;
}

class Refused extends Error {}

function expectThat(condition: boolean): void {
  if (!condition) throw new Refused();
}

/**
 * Applies edits to the published graph, one after another, by the rules for concurrent editors. An edit is refused if it
 * would undo a change that another editor published after the edit was added, or if it cannot be applied.
 * @param revision the revision that the edits create
 * @returns the graph after the edits; null if an edit is refused, or if a remaining claim names an ended concept
 * @throws {TypeError} if an edit has a type that the schedules do not use
 */
export function afterEdits(
  published: Model,
  edits: readonly ScheduledEdit[],
  revision: number,
): Model | null {
  const work = copyOf(published);
  const ended = new Set<string>();
  try {
    for (const each of edits) new Step(published, work, ended, each).apply(each.edit);
    for (const { draft } of work.claims.values()) {
      expectThat(work.concepts.has(draft.subject) && work.concepts.has(draft.source));
      expectThat(draft.target === null || work.concepts.has(draft.target));
    }
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
  removeUnpublishedSlugs(work, published);
  for (const [id, claim] of work.claims) {
    const before = published.claims.get(id);
    if (!before || !isDeepStrictEqual(before.draft, claim.draft)) claim.since = revision;
  }
  return work;
}

/** Removes each slug that was never published and that its concept does not have after the edits: such a slug is not a former slug. */
function removeUnpublishedSlugs({ slugs, concepts }: Model, published: Model): void {
  for (const [key, id] of slugs) {
    const concept = concepts.get(id);
    const isCurrent = concept && slugsOf(concept).some((slug) => key === `${concept.kind} ${slug}`);
    if (!isCurrent && !published.slugs.has(key)) slugs.delete(key);
  }
}

/** The slug of a concept, and the slug in its id. */
function slugsOf({ id, slug }: Concept): readonly string[] {
  return [slug, id.slice(id.indexOf('/') + 1)];
}

/** A replacement or an end of a claim must not undo published changes of these members. */
const statement = ['value', 'absence', 'text', 'qualifiers', 'rank', 'supersedes'] as const;

class Step {
  readonly #published: Model;
  readonly #work: Model;
  /** The ids of the concepts and claims that earlier edits of the changeset ended, and that no later edit put again. */
  readonly #ended: Set<string>;
  readonly #base: Model;
  readonly #revision: number;

  constructor(published: Model, work: Model, ended: Set<string>, { base, revision }: ScheduledEdit) {
    this.#published = published;
    this.#work = work;
    this.#ended = ended;
    this.#base = base;
    this.#revision = revision;
  }

  apply(edit: Edit): void {
    switch (edit.type) {
      case 'putConcept':
        return this.#putConcept(edit.concept);
      case 'renameConcept': {
        const { type: _type, id, ...members } = edit;
        return this.#setMembers(id, members);
      }
      case 'endConcept':
        return this.#endConcept(edit.id, edit.withClaims);
      case 'mergeConcept':
        return this.#merge(edit.id, edit.into);
      case 'putClaim':
        return this.#put(edit.claim);
      case 'replaceClaim':
        return this.#replace(edit.id, edit.claim);
      case 'rankClaim':
        return this.#patch(edit.id, (draft) => {
          const [base, theirs] = this.#claimStates(edit.id);
          const isDisputed = base && theirs && theirs.rank !== base.rank && theirs.rank !== edit.rank;
          expectThat(!isDisputed);
          return { ...draft, rank: edit.rank };
        });
      case 'addCitation':
        return this.#patch(edit.claim, (draft) =>
          draft.citations.some((each) => isDeepStrictEqual(each, edit.citation))
            ? draft
            : { ...draft, citations: [...draft.citations, edit.citation] },
        );
      case 'endClaim':
        return this.#endClaim(edit.id);
      default:
        throw new TypeError(`Expected an edit of the schedules, got ${edit.type}.`);
    }
  }

  #conceptStates(id: string): readonly [Concept | undefined, Concept | undefined] {
    return [this.#base.concepts.get(id), this.#published.concepts.get(id)];
  }

  #claimStates(id: string): readonly [ClaimDraft | undefined, ClaimDraft | undefined] {
    return [this.#base.claims.get(id)?.draft, this.#published.claims.get(id)?.draft];
  }

  #setConcept(concept: Concept): void {
    for (const slug of slugsOf(concept)) {
      const key = `${concept.kind} ${slug}`;
      expectThat([undefined, concept.id].includes(this.#work.slugs.get(key)));
      this.#work.slugs.set(key, concept.id);
    }
    this.#work.concepts.set(concept.id, concept);
    this.#ended.delete(concept.id);
  }

  #putConcept(mine: Concept): void {
    const [base, theirs] = this.#conceptStates(mine.id);
    expectThat(!(base && !theirs));
    if (!theirs) return this.#setConcept(mine);
    if (!base) expectThat(isDeepStrictEqual(theirs, mine));
    const current = this.#work.concepts.get(mine.id) ?? theirs;
    this.#setConcept(base ? threeWay(base, theirs, mine, current) : mine);
  }

  #setMembers(id: string, members: Readonly<Record<string, unknown>>): void {
    const current = this.#work.concepts.get(id);
    if (!current) throw new Refused();
    const [base, theirs] = this.#conceptStates(id);
    if (base && theirs) {
      // An edit that sets a member to its value at the base also disputes a published change of the member.
      const mine: Concept = { ...current, ...members };
      for (const name of Object.keys(members) as (keyof Concept)[]) {
        expectThat(theirs[name] === base[name] || theirs[name] === mine[name]);
      }
    }
    this.#setConcept({ ...current, ...members });
  }

  #endConcept(id: string, withClaims: boolean): void {
    const [base, theirs] = this.#conceptStates(id);
    if (!this.#work.concepts.has(id)) return expectThat(base !== undefined && !this.#ended.has(id));
    if (base && theirs) expectThat(isDeepStrictEqual(base, theirs));
    if (withClaims) {
      for (const claim of this.#naming(id)) {
        expectThat((this.#published.claims.get(claim)?.since ?? 0) <= this.#revision);
        this.#end(claim);
      }
    }
    this.#work.concepts.delete(id);
    this.#ended.add(id);
  }

  #naming(id: string): readonly string[] {
    return [...this.#work.claims].flatMap(([claim, { draft }]) =>
      [draft.subject, draft.target, draft.source].includes(id) ? [claim] : [],
    );
  }

  #merge(id: string, into: string): void {
    const [merged, target] = [this.#work.concepts.get(id), this.#work.concepts.get(into)];
    if (!merged || !target || id === into) throw new Refused();
    const [base, theirs] = this.#conceptStates(id);
    if (base && theirs) expectThat(isDeepStrictEqual(base, theirs));
    const renamed = (concept: string): string => (concept === id ? into : concept);
    for (const claim of this.#naming(id)) {
      const { draft } = this.#work.claims.get(claim) as { draft: ClaimDraft };
      this.#end(claim);
      const next = {
        ...draft,
        subject: renamed(draft.subject),
        target: draft.target === null ? null : renamed(draft.target),
        supersedes: claim,
      };
      if (next.subject !== next.target) this.#unite(next);
    }
    this.#work.concepts.delete(id);
    this.#ended.add(id);
    const aliases = [merged.name, ...merged.aliases].filter(
      (name, index, all) => ![target.name, ...target.aliases, ...all.slice(0, index)].includes(name),
    );
    this.#work.concepts.set(into, { ...target, aliases: [...target.aliases, ...aliases] });
  }

  /** Adds a claim. If a claim with the same id exists, adds only the citations to it. */
  #unite(draft: ClaimDraft): void {
    const existing = this.#work.claims.get(claimId(draft))?.draft;
    if (!existing) return this.#set(draft);
    const added = draft.citations.filter(
      (citation) => !existing.citations.some((each) => isDeepStrictEqual(each, citation)),
    );
    this.#set({ ...existing, citations: [...existing.citations, ...added] });
  }

  #set(draft: ClaimDraft): void {
    const id = claimId(draft);
    this.#work.claims.set(id, { draft, since: this.#work.claims.get(id)?.since ?? 0 });
    this.#ended.delete(id);
  }

  #end(id: string): void {
    this.#work.claims.delete(id);
    this.#ended.add(id);
  }

  #put(mine: ClaimDraft): void {
    expectThat(
      [mine.subject, mine.source, mine.target ?? mine.source].every((id) => this.#work.concepts.has(id)),
    );
    const id = claimId(mine);
    const [base, theirs] = this.#claimStates(id);
    expectThat(!(base && !theirs));
    const current = this.#work.claims.get(id)?.draft;
    if (!theirs || !current) return this.#set(mine);
    if (base) return this.#set(threeWay(base, theirs, mine, current));
    expectThat(isDeepStrictEqual({ ...theirs, citations: [] }, { ...mine, citations: [] }));
    this.#unite(mine);
  }

  #replace(id: string, claim: ClaimDraft): void {
    const mine = { ...claim, supersedes: id };
    expectThat(
      [mine.subject, mine.source, mine.target ?? mine.source].every((each) => this.#work.concepts.has(each)),
    );
    const newId = claimId(mine);
    const [base, theirs] = this.#claimStates(id);
    const current = this.#work.claims.get(id)?.draft;
    if (newId === id) {
      if (!current) throw new Refused();
      return this.#put({ ...mine, supersedes: current.supersedes });
    }
    if (!current) {
      const done = this.#published.claims.get(newId)?.draft;
      return expectThat(theirs === undefined && done !== undefined && isDeepStrictEqual(done, mine));
    }
    if (base && theirs) expectThat(statement.every((name) => isDeepStrictEqual(base[name], theirs[name])));
    const carried =
      base && theirs && isDeepStrictEqual(mine.citations, base.citations)
        ? {
            ...mine,
            citations: isDeepStrictEqual(theirs.citations, base.citations)
              ? mine.citations
              : current.citations,
          }
        : mine;
    this.#put(carried);
    this.#end(id);
  }

  #patch(id: string, patched: (draft: ClaimDraft) => ClaimDraft): void {
    const current = this.#work.claims.get(id)?.draft;
    if (!current) throw new Refused();
    this.#set(patched(current));
  }

  #endClaim(id: string): void {
    const [base, theirs] = this.#claimStates(id);
    if (!this.#work.claims.has(id)) {
      const isReplaced = [...this.#published.claims.values()].some(
        ({ draft }) => draft.supersedes === id && draft.subject === base?.subject,
      );
      return expectThat(base !== undefined && !this.#ended.has(id) && !isReplaced);
    }
    if (base && theirs) {
      expectThat(
        [...statement, 'citations' as const].every((name) => isDeepStrictEqual(base[name], theirs[name])),
      );
    }
    this.#end(id);
  }
}

/** Merges two changes of one thing, member by member. @throws {Refused} if they changed a member in different ways */
function threeWay<Thing extends object>(base: Thing, theirs: Thing, mine: Thing, current: Thing): Thing {
  const merged = { ...mine };
  for (const name of Object.keys(mine) as (keyof Thing)[]) {
    if (isDeepStrictEqual(base[name], theirs[name]) || isDeepStrictEqual(theirs[name], mine[name])) continue;
    expectThat(isDeepStrictEqual(base[name], mine[name]));
    merged[name] = current[name];
  }
  return merged;
}
