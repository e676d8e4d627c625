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
import type { ReportBuilder } from '../../import/report-builder.js';
import type { Citer } from './citer.js';
import type { Role } from '../text/cues.js';
import { absenceIn, conceptKey, listed, nameIn, slugFor } from './draft-names.js';
import type { Evidence } from './evidence.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { PlacedText } from '../../input/placed-text.js';

interface DraftClaim {
  readonly claim: Omit<ClaimDraft, 'position' | 'citations'>;
  readonly citations: Citation[];
  /** The claims about a subject are sorted by this number, the lowest first. */
  readonly order: number;
}

/**
 * Collects the concepts and claims of an article, and records the outcomes of the texts that state them.
 * A repeated claim adds a citation to the existing claim.
 */
export class DraftBuilder {
  readonly #citer: Citer;
  readonly #text: DraftText;
  readonly #report: ReportBuilder;
  readonly #names: SubjectNames;
  readonly #source: CitedSource;
  readonly #concepts = new Map<string, Concept>();
  readonly #slugs = new Set<string>();
  readonly #claims = new Map<string, DraftClaim>();
  readonly #approaches: readonly string[];
  readonly #question: string | null;

  constructor(
    citer: Citer,
    text: DraftText,
    report: ReportBuilder,
    names: SubjectNames,
    source: CitedSource,
  ) {
    this.#citer = citer;
    this.#text = text;
    this.#report = report;
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

  /** Adds an `ASKS_ABOUT` claim for each subject; nothing for an article with fewer than two subjects. */
  addQuestion(title: PlacedText): void {
    if (this.#question === null) return;
    for (const target of this.#approaches) {
      this.#add(
        { subject: this.#question, predicate: 'ASKS_ABOUT', target, value: yes, text: null },
        { content: title, headings: [] },
        0,
      );
    }
    this.#report.mark(title, 'NAMED', 'the title');
  }

  define(subject: number, text: PlacedText, evidence: Evidence, order = 0): void {
    this.#addText(
      this.#approaches[subject],
      'DEFINED_AS',
      text,
      evidence,
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

  distinguish(text: PlacedText, evidence: Evidence): void {
    // Claims with a high confidence are listed before claims with a low confidence.
    const order = (evidence.confidence ?? 1) < 0.8 ? 2.5 : 2;
    this.#addText(this.#question, 'DISTINGUISHED_BY', text, evidence, order, 'a difference');
  }

  conclude(text: PlacedText, evidence: Evidence): void {
    this.#addText(this.#question, 'CONCLUDES', text, evidence, 3, 'advice');
  }

  value(
    subject: number,
    dimension: PlacedText,
    group: string | null,
    text: PlacedText,
    evidence: Evidence,
  ): void {
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
      weighs: true,
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
    this.#add(claim, evidence, 4);
    this.#report.mark(
      evidence.content,
      'STATED',
      `${name} of ${this.#names.nameOf(subject)}`,
      evidence.confidence ?? 1,
    );
  }

  feature(
    subject: number,
    featureKind: FeatureKind,
    name: PlacedText,
    text: PlacedText | null,
    evidence: Evidence,
  ): void {
    const concept = (slugged: NamedConcept): Concept => ({ ...slugged, kind: 'FEATURE', featureKind });
    this.#link(subject, 'HAS_FEATURE', 'FEATURE', concept, name, text, evidence, 5);
  }

  benefit(subject: number, name: PlacedText, text: PlacedText | null, evidence: Evidence): void {
    this.#link(
      subject,
      'BRINGS_BENEFIT',
      'BENEFIT',
      (named) => ({ ...named, kind: 'BENEFIT' }),
      name,
      text,
      evidence,
      6,
    );
  }

  drawback(subject: number, name: PlacedText, text: PlacedText | null, evidence: Evidence): void {
    this.#link(
      subject,
      'HAS_DRAWBACK',
      'DRAWBACK',
      (named) => ({ ...named, kind: 'DRAWBACK' }),
      name,
      text,
      evidence,
      7,
    );
  }

  suits(subject: number, useCase: PlacedText, text: PlacedText | null, evidence: Evidence): void {
    this.#link(
      subject,
      'SUITS',
      'USE_CASE',
      (named) => ({ ...named, kind: 'USE_CASE' }),
      useCase,
      text,
      evidence,
      8,
    );
  }

  /** Whether the draft has a dimension with this name. */
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
    text: PlacedText,
    evidence: Evidence,
    order: number,
    description: string,
  ): void {
    if (subject === null || subject === undefined || fold(text.text) === '') return;
    this.#add({ subject, predicate, target: null, value: null, text: text.text.trim() }, evidence, order);
    this.#report.mark(evidence.content, 'STATED', description, evidence.confidence ?? 1);
  }

  #link(
    subject: number,
    predicate: Predicate,
    kind: ConceptKind,
    concept: (named: NamedConcept) => Concept,
    content: PlacedText,
    text: PlacedText | null,
    evidence: Evidence,
    order: number,
  ): void {
    const approach = this.#approaches[subject];
    const name = nameIn(content);
    if (approach === undefined || name === '') return;
    const { id } = this.#put(concept(this.#named(kind, name)));
    const note = text === null || text.isBlank ? null : text.text.trim();
    this.#add({ subject: approach, predicate, target: id, value: yes, text: note }, evidence, order);
    const kindName = kind.toLowerCase().replace('_', ' ');
    this.#report.mark(
      evidence.content,
      'STATED',
      `${kindName} of ${this.#names.nameOf(subject)}`,
      evidence.confidence ?? 1,
    );
  }

  #add(
    statement: {
      subject: string;
      predicate: Predicate;
      target: string | null;
      value: ClaimValue | null;
      absence?: ClaimDraft['absence'];
      text: string | null;
    },
    { content, headings }: Evidence,
    order: number,
  ): void {
    const claim = {
      absence: null,
      ...statement,
      qualifiers: [],
      rank: 'NORMAL' as const,
      source: this.#source.id,
      supersedes: null,
    };
    const id = claimId(claim);
    const citation = this.#citer.cite(content, headings);
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

/** The kind of the features that a section or list with this role contains. */
export function featureKindOf(role: Role | null): FeatureKind {
  return role === 'SERVICES' ? 'SERVICE' : role === 'PRACTICES' ? 'PRACTICE' : 'CHARACTERISTIC';
}
