import type { Citation, Predicate } from '../../../graph/claim.js';
import {
  conceptId,
  type CitedSource,
  type Concept,
  type ConceptKind,
  type FeatureKind,
} from '../../../graph/concept.js';
import { fold } from '../../../graph/text/fold.js';
import { claimId } from '../../../graph/identity.js';
import type { ClaimValue } from '../../../graph/values/value-rules.js';
import { yes } from '../../../graph/values/support.js';
import type { ClaimDraft } from '../../../graph/ports/writing.js';
import type { Draft, DraftText } from '../../drafts/draft.js';
import type { Account } from './report-builder.js';
import type { Citer } from './citer.js';
import { absenceIn, conceptKey, listed, nameIn, slugFor } from './draft-names.js';
import type { Stated } from './evidence.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { Words } from '../text/placed-text.js';

interface DraftClaim {
  readonly claim: Omit<ClaimDraft, 'position' | 'citations'>;
  readonly citations: Citation[];
  /** Claims of a lower order come first among those about their subject. */
  readonly order: number;
}

/**
 * Collects the claims of an article, each once, with their citations, and records the outcomes of their
 * texts.
 */
export class DraftBuilder {
  readonly #citer: Citer;
  readonly #text: DraftText;
  readonly #account: Account;
  readonly #names: SubjectNames;
  readonly #source: CitedSource;
  readonly #concepts = new Map<string, Concept>();
  readonly #slugs = new Set<string>();
  readonly #claims = new Map<string, DraftClaim>();
  readonly #approaches: readonly string[];
  readonly #question: string | null;

  constructor(citer: Citer, text: DraftText, account: Account, names: SubjectNames, source: CitedSource) {
    this.#citer = citer;
    this.#text = text;
    this.#account = account;
    this.#names = names;
    this.#source = source;
    this.#approaches = names.subjects.map(
      ({ name, aliases }) => this.#put({ ...this.#named('APPROACH', name), kind: 'APPROACH', aliases }).id,
    );
    this.#question =
      names.count < 2
        ? null
        : this.#put({
            ...this.#named(
              'QUESTION',
              `What is the difference between ${listed(names.subjects.map(({ name }) => name))}?`,
            ),
            kind: 'QUESTION',
            category: null,
          }).id;
  }

  /** Adds the claims that the article asks about all its subjects. */
  asks(title: Words): void {
    if (this.#question === null) return;
    for (const target of this.#approaches) {
      this.#add(
        { subject: this.#question, predicate: 'ASKS_ABOUT', target, value: yes, text: null },
        { words: title, under: [] },
        0,
      );
    }
    this.#account.mark(title, 'NAMED', 'the title');
  }

  define(subject: number, text: Words, where: Stated, order = 0): void {
    this.#addText(
      this.#approaches[subject],
      'DEFINED_AS',
      text,
      where,
      order,
      `definition of ${this.#names.nameOf(subject)}`,
    );
  }

  isDefined(subject: number): boolean {
    const approach = this.#approaches[subject];
    return [...this.#claims.values()].some(
      ({ claim }) => claim.subject === approach && claim.predicate === 'DEFINED_AS',
    );
  }

  distinguish(text: Words, where: Stated): void {
    // Claims with a high confidence come first.
    const order = (where.confidence ?? 1) < 0.8 ? 2.5 : 2;
    this.#addText(this.#question, 'DISTINGUISHED_BY', text, where, order, 'what distinguishes them');
  }

  conclude(text: Words, where: Stated): void {
    this.#addText(this.#question, 'CONCLUDES', text, where, 3, 'advice');
  }

  value(subject: number, dimension: Words, group: string | null, text: Words, where: Stated): void {
    const approach = this.#approaches[subject];
    const name = nameIn(dimension);
    if (approach === undefined || name === '' || fold(text.text) === '') return;
    const { id } = this.#put({
      ...this.#named('DIMENSION', name),
      kind: 'DIMENSION',
      group,
      valueType: 'TEXT',
      cardinality: 'MULTIPLE',
      levels: null,
      unit: null,
      minimum: null,
      maximum: null,
      tolerance: null,
      earliest: null,
      latest: null,
      betterWhen: 'NEITHER',
    });
    const absence = absenceIn(text.text);
    const claim = {
      subject: approach,
      predicate: 'HAS_VALUE' as const,
      target: id,
      value: absence === null ? ({ type: 'TEXT', text: text.text.trim() } as const) : null,
      absence,
      text: absence === null ? null : text.text.trim(),
    };
    this.#add(claim, where, 4);
    this.#account.mark(
      where.words,
      'STATED',
      `${name} of ${this.#names.nameOf(subject)}`,
      where.confidence ?? 1,
    );
  }

  feature(subject: number, featureKind: FeatureKind, name: Words, text: Words | null, where: Stated): void {
    const concept = (slugged: NamedConcept): Concept => ({ ...slugged, kind: 'FEATURE', featureKind });
    this.#link(subject, 'HAS_FEATURE', 'FEATURE', concept, name, text, where, 5);
  }

  benefit(subject: number, name: Words, text: Words | null, where: Stated): void {
    this.#link(
      subject,
      'BRINGS_BENEFIT',
      'BENEFIT',
      (named) => ({ ...named, kind: 'BENEFIT' }),
      name,
      text,
      where,
      6,
    );
  }

  drawback(subject: number, name: Words, text: Words | null, where: Stated): void {
    this.#link(
      subject,
      'HAS_DRAWBACK',
      'DRAWBACK',
      (named) => ({ ...named, kind: 'DRAWBACK' }),
      name,
      text,
      where,
      7,
    );
  }

  suits(subject: number, useCase: Words, text: Words | null, where: Stated): void {
    this.#link(
      subject,
      'SUITS',
      'USE_CASE',
      (named) => ({ ...named, kind: 'USE_CASE' }),
      useCase,
      text,
      where,
      8,
    );
  }

  /** Whether there is a dimension with this name. */
  hasDimension(name: string): boolean {
    return this.#concepts.has(conceptKey('DIMENSION', name));
  }

  draft(): Draft {
    const positions = new Map<string, number>();
    const ordered = [...this.#claims.values()].sort((a, b) => a.order - b.order);
    return {
      source: this.#source,
      concepts: [...this.#concepts.values()],
      claims: ordered.map(({ claim, citations }): ClaimDraft => {
        const position = positions.get(claim.subject) ?? 0;
        positions.set(claim.subject, position + 1);
        return { ...claim, position, citations };
      }),
      text: this.#text,
    };
  }

  #addText(
    subject: string | null | undefined,
    predicate: 'DEFINED_AS' | 'DISTINGUISHED_BY' | 'CONCLUDES',
    text: Words,
    where: Stated,
    order: number,
    became: string,
  ): void {
    if (subject === null || subject === undefined || fold(text.text) === '') return;
    this.#add({ subject, predicate, target: null, value: null, text: text.text.trim() }, where, order);
    this.#account.mark(where.words, 'STATED', became, where.confidence ?? 1);
  }

  #link(
    subject: number,
    predicate: Predicate,
    kind: ConceptKind,
    concept: (named: NamedConcept) => Concept,
    words: Words,
    text: Words | null,
    where: Stated,
    order: number,
  ): void {
    const approach = this.#approaches[subject];
    const name = nameIn(words);
    if (approach === undefined || name === '') return;
    const { id } = this.#put(concept(this.#named(kind, name)));
    const note = text === null || text.isBlank ? null : text.text.trim();
    this.#add({ subject: approach, predicate, target: id, value: yes, text: note }, where, order);
    const kindInWords = kind.toLowerCase().replace('_', ' ');
    this.#account.mark(
      where.words,
      'STATED',
      `${kindInWords} of ${this.#names.nameOf(subject)}`,
      where.confidence ?? 1,
    );
  }

  #add(
    stated: {
      subject: string;
      predicate: Predicate;
      target: string | null;
      value: ClaimValue | null;
      absence?: ClaimDraft['absence'];
      text: string | null;
    },
    { words, under }: Stated,
    order: number,
  ): void {
    const claim = {
      absence: null,
      ...stated,
      qualifiers: [],
      rank: 'NORMAL' as const,
      source: this.#source.id,
      supersedes: null,
    };
    const id = claimId(claim);
    const citation = this.#citer.cite(words, under);
    const existing = this.#claims.get(id);
    if (!existing) this.#claims.set(id, { claim, citations: [citation], order });
    else if (!existing.citations.some(({ start, end }) => start === citation.start && end === citation.end))
      existing.citations.push(citation);
  }

  #put(concept: Concept): Concept {
    const key = conceptKey(concept.kind, concept.name);
    const existing = this.#concepts.get(key);
    if (existing) return existing;
    this.#concepts.set(key, concept);
    this.#slugs.add(concept.id);
    return concept;
  }

  #named(kind: ConceptKind, name: string): NamedConcept {
    const existing = this.#concepts.get(conceptKey(kind, name));
    const slug = existing?.slug ?? this.#freeSlug(kind, name);
    return { id: conceptId(kind, slug), slug, name, aliases: [], summary: null, sameAs: [] };
  }

  #freeSlug(kind: ConceptKind, name: string): string {
    const slug = slugFor(name);
    if (!this.#slugs.has(conceptId(kind, slug))) return slug;
    for (let number = 2; ; number += 1) {
      const candidate = `${slug.slice(0, 190).replace(/-+$/u, '')}-${number}`;
      if (!this.#slugs.has(conceptId(kind, candidate))) return candidate;
    }
  }
}

type NamedConcept = Pick<CitedSource, 'id' | 'slug' | 'name' | 'aliases' | 'summary' | 'sameAs'>;
