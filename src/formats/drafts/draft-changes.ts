import { misfitOf } from '../../graph/changes/check-change.js';
import {
  conceptId,
  slugMaxLength,
  type CitedSource,
  type Concept,
  type ConceptKind,
  type Dimension,
} from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { groupBy } from '../../graph/group-by.js';
import { claimId } from '../../graph/identity.js';
import type { KeptText } from '../../graph/kept-text.js';
import type { GraphView } from '../../graph/ports/reading.js';
import { ruleFor, type ClaimValue } from '../../graph/values/value-rules.js';
import { ValueError } from '../../graph/values/value-type.js';
import type { Change, ClaimDraft } from '../../graph/ports/writing.js';
import type { Draft } from './draft.js';
import { readKnownConcepts, type KnownConcepts } from '../import/known-concepts.js';

/**
 * The changes that put drafts into a graph. What the graph, or a draft before, has under a name or an alias is meant
 * and stays as it is; the rest comes into being, under a slug that is free. A dimension is meant only where it can
 * hold what is stated along it. The claims of a draft are all that its source states;
 * its text is kept with the source.
 */
export async function draftChanges(drafts: readonly Draft[], view: GraphView): Promise<readonly Change[]> {
  const concepts = new ConceptsOfDrafts(view);
  const claims = new Map<string, ClaimDraft>();
  const sources: string[] = [];
  const texts: KeptText[] = [];
  for (const draft of drafts) {
    const source = await concepts.source(draft.source);
    sources.push(source);
    texts.push({ ...draft.text, source });
    const meant = await concepts.meant(draft);
    for (const claim of draft.claims) addClaim(claims, { ...meant(claim), source });
  }
  return [
    ...concepts.fresh.map((concept): Change => ({ type: 'putConcept', concept })),
    ...texts.map((text): Change => ({ type: 'putText', text })),
    ...[...claims.values()].map((claim): Change => ({ type: 'putClaim', claim })),
    ...[...new Set(sources)].map((source): Change => ({ type: 'completeSource', source })),
  ];
}

/** Claims that have come to state the same are one, read in several places. */
function addClaim(claims: Map<string, ClaimDraft>, claim: ClaimDraft): void {
  const id = claimId(claim);
  const before = claims.get(id);
  claims.set(id, before ? { ...before, citations: [...before.citations, ...claim.citations] } : claim);
}

type Rewording = (claim: ClaimDraft) => ClaimDraft;

class ConceptsOfDrafts {
  /** Those that come into being, each before what names it. */
  readonly fresh: Concept[] = [];
  readonly #view: GraphView;
  readonly #bySlug = new Map<string, Concept>();
  readonly #byName = new Map<string, Concept[]>();
  readonly #sources = new Set<string>();

  constructor(view: GraphView) {
    this.#view = view;
  }

  /** The id of the source that is meant, which is none of the drafts before. */
  async source(source: CitedSource): Promise<string> {
    for (let number = 1; ; number += 1) {
      const slug = numbered(source.slug, number);
      const holder = await this.#holder('CITED_SOURCE', slug);
      const isMeant =
        holder?.kind === 'CITED_SOURCE' && isSame(holder, source) && !this.#sources.has(holder.id);
      if (holder && !isMeant) continue;
      const id = holder?.id ?? this.#create({ ...source, id: conceptId('CITED_SOURCE', slug), slug }).id;
      this.#sources.add(id);
      return id;
    }
  }

  /** How the claims of a draft are to be put, so that they name what is meant. */
  async meant({ concepts, claims, cells = noCells }: Draft): Promise<Rewording> {
    const ids = new Map<string, string>();
    const measures = new Map<string, Dimension>();
    const alongEach = groupBy(claims, ({ target }) => target);
    for (const [kind, ofKind] of groupBy(concepts, (concept) => concept.kind)) {
      const names = ofKind.flatMap(({ name, aliases }) => [name, ...aliases]);
      const known = await readKnownConcepts(this.#view, kind, [], names);
      for (const concept of ofKind) {
        const stated = alongEach.get(concept.id) ?? [];
        const candidates = this.#namesakes(concept, known);
        const found = candidates.find((each) => each.kind !== 'DIMENSION' || holds(each, stated, cells));
        const meant = found ?? this.#create(await this.#slugged(concept));
        ids.set(concept.id, meant.id);
        if (meant.kind === 'DIMENSION') measures.set(concept.id, meant);
      }
    }
    const idOf = (id: string): string => ids.get(id) ?? id;
    return (claim) => {
      const dimension = claim.target === null ? undefined : measures.get(claim.target);
      const value = dimension && claim.predicate === 'HAS_VALUE' ? along(dimension, claim, cells) : null;
      return {
        ...claim,
        subject: idOf(claim.subject),
        target: claim.target === null ? null : idOf(claim.target),
        value: value ?? claim.value,
      };
    };
  }

  /** What has the name of a concept, then what has one of its aliases. */
  #namesakes({ kind, name, aliases }: Concept, known: KnownConcepts<ConceptKind>): readonly Concept[] {
    return [name, ...aliases].flatMap((label) => [
      ...(this.#byName.get(nameKey(kind, label)) ?? []),
      ...known.named(label),
    ]);
  }

  async #slugged(concept: Concept): Promise<Concept> {
    for (let number = 1; ; number += 1) {
      const slug = numbered(concept.slug, number);
      if (await this.#holder(concept.kind, slug)) continue;
      return { ...concept, slug, id: conceptId(concept.kind, slug) };
    }
  }

  /** What has, or had, a slug. */
  async #holder(kind: ConceptKind, slug: string): Promise<Concept | null> {
    const fresh = this.#bySlug.get(`${kind} ${slug}`);
    if (fresh) return fresh;
    const [held] = await this.#view.concepts([{ kind, reference: slug }]);
    return held ?? null;
  }

  #create(concept: Concept): Concept {
    this.fresh.push(concept);
    this.#bySlug.set(`${concept.kind} ${concept.slug}`, concept);
    for (const label of new Set(
      [concept.name, ...concept.aliases].map((each) => nameKey(concept.kind, each)),
    )) {
      this.#byName.set(label, [...(this.#byName.get(label) ?? []), concept]);
    }
    return concept;
  }
}

function nameKey(kind: ConceptKind, name: string): string {
  return `${kind} ${fold(name)}`;
}

/** `slug`, then `slug-2` and so on. */
function numbered(slug: string, number: number): string {
  if (number === 1) return slug;
  const end = `-${number}`;
  return slug.slice(0, slugMaxLength - end.length).replace(/-+$/u, '') + end;
}

/** Whether what has a source's slug is that source: known by its URL, or else by its name. */
function isSame(held: CitedSource, source: CitedSource): boolean {
  if (source.url !== null && held.url !== null) return held.url === source.url;
  return held.url === source.url || fold(held.name) === fold(source.name);
}

type Cells = NonNullable<Draft['cells']>;
const noCells: Cells = new Map();

function holds(dimension: Dimension, stated: readonly ClaimDraft[], cells: Cells): boolean {
  return stated.every((claim) => claim.value === null || along(dimension, claim, cells) !== null);
}

/**
 * What is stated, as a value along a dimension: words, and cells of tables, are read as its type has them; null where
 * it is none.
 */
function along(dimension: Dimension, claim: ClaimDraft, cells: Cells): ClaimValue | null {
  const { value } = claim;
  if (value === null) return null;
  if (value.type === dimension.valueType) {
    const fitting = misfitOf(value, dimension);
    return typeof fitting === 'string' ? null : fitting;
  }
  if (dimension.valueType === 'TEXT') return { type: 'TEXT', text: ruleFor(value.type).display(value) };
  const words = value.type === 'TEXT' ? value.text : cells.get(claim);
  if (words === undefined) return null;
  try {
    return ruleFor(dimension.valueType).parse(words, dimension);
  } catch (error) {
    if (error instanceof ValueError) return null;
    throw error;
  }
}
