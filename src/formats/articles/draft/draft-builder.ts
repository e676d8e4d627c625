import type { Predicate } from '../../../graph/claim.js';
import type { Concept, ConceptKind, FeatureKind } from '../../../graph/concept.js';
import { fold } from '../../../graph/text/fold.js';
import { yes } from '../../../graph/values/support.js';
import type { Citer } from '../../drafts/citer.js';
import { unscaled, type DraftContent, type NamedConcept } from '../../drafts/draft-content.js';
import type { ReportBuilder } from '../../import/report-builder.js';
import type { PlacedText } from '../../input/placed-text.js';
import { absenceIn } from '../../tables/cells/absent-words.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { sideNouns, type Role } from '../text/cues.js';
import { advisesAgainst, deniesDifference, statesNone } from '../text/polarity.js';
import { listed, nameIn } from './draft-names.js';
import type { Evidence } from './evidence.js';

/** The maximum number of subjects that the question of an article names. */
const maxAsked = 8;

/** The minimum confidence of a statement. A text with a lower confidence adds no claim; the report has a guess of its statement. */
const minConfidence = 0.6;

/** Adds the statements of an article to its draft, and records the outcomes of the texts that state them. */
export class DraftBuilder {
  readonly #content: DraftContent;
  readonly #cite: Citer;
  readonly #report: ReportBuilder;
  readonly #names: SubjectNames;
  readonly #approaches: readonly Concept[];
  readonly #question: string | null;
  readonly #tableDimensions: ReadonlySet<string>;

  /**
   * @param tableDimensions the folded names of the dimensions of tables. Text outside the tables adds no values of these
   *   dimensions: tables are more reliable
   */
  constructor(
    content: DraftContent,
    cite: Citer,
    report: ReportBuilder,
    names: SubjectNames,
    tableDimensions: ReadonlySet<string>,
  ) {
    this.#tableDimensions = tableDimensions;
    this.#content = content;
    this.#cite = cite;
    this.#report = report;
    this.#names = names;
    this.#approaches = names.subjects.map(({ name, aliases }) =>
      content.put('APPROACH', name, (named) => ({ ...named, kind: 'APPROACH', aliases })),
    );
    const asked = names.subjects.slice(0, names.count).map(({ name }) => name);
    this.#question =
      asked.length < 2 || asked.length > maxAsked
        ? null
        : content.put('QUESTION', `What is the difference between ${listed(asked)}?`, (named) => ({
            ...named,
            kind: 'QUESTION',
            category: null,
          })).id;
  }

  /** The approach of the subject with this index; undefined if there is no such subject. */
  approach(subject: number): Concept | undefined {
    return this.#approaches[subject];
  }

  /** Records the title as a name, and adds an `ASKS_ABOUT` claim for each subject of the question, if the article has a question. */
  addQuestion(title: PlacedText): void {
    this.#report.mark(title, 'NAMED', 'the title');
    if (this.#question === null) return;
    for (const { id } of this.#approaches.slice(0, this.#names.count)) {
      this.#content.add(
        { subject: this.#question, predicate: 'ASKS_ABOUT', target: id, value: yes, text: null },
        [this.#cite(title, [])],
      );
    }
  }

  define(subject: number, text: PlacedText, evidence: Evidence, order = 0): void {
    this.#addText(
      this.#approaches[subject]?.id,
      'DEFINED_AS',
      text,
      evidence,
      order,
      `definition of ${this.#names.nameOf(subject)}`,
    );
  }

  isDefined(subject: number): boolean {
    const approach = this.#approaches[subject]?.id;
    return this.#content.claims.some(
      (claim) => claim.subject === approach && claim.predicate === 'DEFINED_AS',
    );
  }

  distinguish(text: PlacedText, evidence: Evidence): void {
    if (deniesDifference(text.text)) return this.#doubt('a difference', evidence);
    // Differences with a high confidence are listed before those with a low confidence.
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
    if (!isCertain(evidence) || this.isOfTable(name))
      return this.#doubt(`${name} of ${approach.name}`, evidence);
    const { id } = this.#content.put('DIMENSION', name, (named) => ({
      ...named,
      ...unscaled,
      group,
      valueType: 'TEXT',
      cardinality: 'MULTIPLE',
      levels: null,
      unit: null,
    }));
    const stated = text.text.trim();
    const absence = absenceIn(stated)?.absence ?? null;
    this.#content.add(
      {
        subject: approach.id,
        predicate: 'HAS_VALUE',
        target: id,
        value: absence === null ? { type: 'TEXT', text: stated } : null,
        absence,
        text: absence === null ? null : stated,
      },
      [this.#cite(evidence.content, evidence.headings)],
      4,
    );
    this.#report.mark(evidence.content, 'STATED', `${name} of ${approach.name}`, evidence.confidence ?? 1);
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

  /** Whether a table has a dimension with this name. */
  isOfTable(name: string): boolean {
    return this.#tableDimensions.has(fold(name));
  }

  /** Whether the draft has a dimension with this name. */
  hasDimension(name: string): boolean {
    return this.#content.has('DIMENSION', name);
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
    if (!isCertain(evidence)) return this.#doubt(description, evidence);
    this.#content.add(
      { subject, predicate, target: null, value: null, text: text.text.trim() },
      [this.#cite(evidence.content, evidence.headings)],
      order,
    );
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
    const kindName = kind.toLowerCase().replace('_', ' ');
    const description = `${kindName} of ${approach.name}`;
    const isDenied = isDeniedItem(predicate, content.text) || (text !== null && statesNone(text.text, null));
    if (!isCertain(evidence) || isDenied) return this.#doubt(description, evidence);
    const { id } = this.#content.put(kind, name, concept);
    const note = text === null || text.isBlank ? null : text.text.trim();
    this.#content.add(
      { subject: approach.id, predicate, target: id, value: yes, text: note },
      [this.#cite(evidence.content, evidence.headings)],
      order,
    );
    this.#report.mark(evidence.content, 'STATED', description, evidence.confidence ?? 1);
  }

  /** Records a text as not understood. @param guess its possible statement */
  #doubt(guess: string, { content, confidence = 1 }: Evidence): void {
    this.#report.mark(content, 'NOT_UNDERSTOOD', `perhaps ${guess}`, confidence);
  }
}

function isCertain({ confidence = 1 }: Evidence): boolean {
  return confidence >= minConfidence;
}

/** Whether a text denies the statement of its list: "None" as a drawback, or "Not for teams" as a use case. */
function isDeniedItem(predicate: Predicate, text: string): boolean {
  switch (predicate) {
    case 'SUITS':
      return advisesAgainst(text) || statesNone(text, null);
    case 'BRINGS_BENEFIT':
      return statesNone(text, sideNouns.BENEFITS);
    case 'HAS_DRAWBACK':
      return statesNone(text, sideNouns.DRAWBACKS);
    default:
      return statesNone(text, null);
  }
}

/** The kind of the features that a section or list with this role contains. */
export function featureKindOf(role: Role | null): FeatureKind {
  return role === 'SERVICES' ? 'SERVICE' : role === 'PRACTICES' ? 'PRACTICE' : 'CHARACTERISTIC';
}
