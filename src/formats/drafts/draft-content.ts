import type { Citation } from '../../graph/claim.js';
import {
  conceptId,
  type CitedSource,
  type Concept,
  type ConceptKind,
  type Dimension,
} from '../../graph/concept.js';
import { claimId } from '../../graph/identity.js';
import { fold } from '../../graph/text/fold.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import type { CellOfClaim, Draft, DraftText } from './draft.js';

/** The members that concepts of all kinds have, except the kind. */
export type NamedConcept = Pick<CitedSource, 'id' | 'slug' | 'name' | 'aliases' | 'summary' | 'sameAs'>;

/** The members of a dimension for which a document states no span, tolerance, better end or weight. */
export const unscaled = Object.freeze({
  kind: 'DIMENSION',
  minimum: null,
  maximum: null,
  tolerance: null,
  earliest: null,
  latest: null,
  betterWhen: 'NEITHER',
  weighs: true,
} as const satisfies Partial<Dimension>);

/** What a claim states: its members without rank, source, citations, position and `supersedes`. */
export type DraftStatement = Pick<ClaimDraft, 'subject' | 'predicate' | 'target' | 'value' | 'text'> &
  Partial<Pick<ClaimDraft, 'absence' | 'qualifiers'>>;

interface DraftClaim {
  readonly claim: Omit<ClaimDraft, 'position' | 'citations'>;
  readonly citations: Citation[];
  /** The claims of the draft are sorted by this number, the lowest first. */
  readonly order: number;
  readonly cell: CellOfClaim | null;
}

const slugLength = 190;

/** Collects the concepts and claims of one document. A repeated claim adds its citations to the existing claim. */
export class DraftContent {
  readonly source: CitedSource;
  readonly #slugOf: (name: string, kind: ConceptKind) => string;
  readonly #concepts = new Map<string, Concept>();
  readonly #names = new Set<string>();
  readonly #ids = new Set<string>();
  readonly #claims = new Map<string, DraftClaim>();

  /** Creates an empty draft. @param slugOf creates the slug of a name; a number is appended if the slug is not free */
  constructor(source: CitedSource, slugOf: (name: string, kind: ConceptKind) => string) {
    this.source = source;
    this.#slugOf = slugOf;
  }

  /** Whether the draft has a concept with a name. */
  has(kind: ConceptKind, name: string): boolean {
    return this.#names.has(`${kind} ${fold(name)}`);
  }

  /**
   * Finds the concept with a name, or creates it under a free slug.
   * @param name the name by which the draft finds the concept again
   * @param key distinguishes concepts with the same name, such as dimensions of different types
   */
  put(kind: ConceptKind, name: string, create: (named: NamedConcept) => Concept, key = ''): Concept {
    const folded = `${kind} ${fold(name)}`;
    const existing = this.#concepts.get(`${folded} ${key}`);
    if (existing) return existing;
    const slug = this.#freeSlug(kind, name);
    const concept = create({ id: conceptId(kind, slug), slug, name, aliases: [], summary: null, sameAs: [] });
    this.#concepts.set(`${folded} ${key}`, concept);
    this.#names.add(folded);
    this.#ids.add(concept.id);
    return concept;
  }

  /** Adds a claim, or its citations to the equal claim. @returns the claim without its position and citations */
  add(
    statement: DraftStatement,
    citations: readonly Citation[],
    order = 0,
    cell: CellOfClaim | null = null,
  ): DraftClaim['claim'] {
    const { absence = null, qualifiers = [], subject, predicate, target, value, text } = statement;
    // Objects that are made by spreading take several times the memory.
    const claim = {
      absence,
      qualifiers,
      subject,
      predicate,
      target,
      value,
      text,
      rank: 'NORMAL' as const,
      source: this.source.id,
      supersedes: null,
    };
    const id = claimId(claim);
    const existing = this.#claims.get(id) ?? { claim, citations: [], order, cell };
    this.#claims.set(id, existing);
    for (const citation of citations)
      if (!existing.citations.some(({ start, end }) => start === citation.start && end === citation.end))
        existing.citations.push(citation);
    return claim;
  }

  /** The claims that were added, without positions and citations, in the order in which they were added. */
  get claims(): readonly DraftClaim['claim'][] {
    return [...this.#claims.values()].map(({ claim }) => claim);
  }

  draft(text: DraftText): Draft {
    const positions = new Map<string, number>();
    const cells = new Map<ClaimDraft, CellOfClaim>();
    const ordered = [...this.#claims.values()].sort((a, b) => a.order - b.order);
    const claims = ordered.map(({ claim, citations, cell }): ClaimDraft => {
      const position = positions.get(claim.subject) ?? 0;
      positions.set(claim.subject, position + 1);
      const positioned: ClaimDraft = {
        absence: claim.absence,
        qualifiers: claim.qualifiers,
        subject: claim.subject,
        predicate: claim.predicate,
        target: claim.target,
        value: claim.value,
        text: claim.text,
        rank: claim.rank,
        source: claim.source,
        supersedes: claim.supersedes,
        position,
        citations,
      };
      if (cell) cells.set(positioned, cell);
      return positioned;
    });
    return { source: this.source, concepts: [...this.#concepts.values()], claims, text, cells };
  }

  #freeSlug(kind: ConceptKind, name: string): string {
    const slug = this.#slugOf(name, kind);
    let free = slug;
    for (let number = 2; this.#ids.has(conceptId(kind, free)); number += 1)
      free = `${slug.slice(0, slugLength).replace(/-+$/u, '')}-${number}`;
    return free;
  }
}
