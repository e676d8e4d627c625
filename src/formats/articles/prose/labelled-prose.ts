import type { ReportBuilder } from '../../import/report-builder.js';
import { contrastIn } from './contrast.js';
import { roleOf, type Role } from '../text/cues.js';
import { type DraftBuilder, featureKindOf } from '../draft/draft-builder.js';
import { splitEnumeration } from '../text/enumeration.js';
import { splitLabel, trimLabel } from '../text/label.js';
import type { Sections } from '../outline/sections.js';
import { doubted, type Evidence } from '../draft/evidence.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { PlacedText } from '../../input/placed-text.js';

/** Roles of labels that describe the function of a paragraph, not its topic. */
const functionRoles: ReadonlySet<Role | null> = new Set<Role>([
  'CONCLUSION',
  'ASIDE',
  'SIMILARITIES',
  'DIFFERENCES',
]);

/** Roles of labels that name a subject and can precede an enumeration on the same line: "Examples of X: a, b, c". */
const enumerationRoles: ReadonlySet<Role | null> = new Set<Role>([
  'BENEFITS',
  'DRAWBACKS',
  'SERVICES',
  'EXAMPLES',
  'PRACTICES',
  'CHARACTERISTICS',
]);

/** Whether a label only introduces the text after it, such as "Here it is:", is part of a sentence, or has a role of `functionRoles`. */
export function isIntroduction(label: string): boolean {
  return (
    /\b(?:it|this|that|these|here|you|we|they|is|are|let|like|needs?|has|have|says?|means?)\b/iu.test(
      label,
    ) || functionRoles.has(roleOf(label))
  );
}

/** Reads paragraphs that start with a label. */
export class LabelledProse {
  readonly #names: SubjectNames;
  readonly #builder: DraftBuilder;
  readonly #report: ReportBuilder;
  readonly #sections: Sections;

  constructor(names: SubjectNames, builder: DraftBuilder, report: ReportBuilder, sections: Sections) {
    this.#names = names;
    this.#builder = builder;
    this.#report = report;
    this.#sections = sections;
  }

  /**
   * Reads a paragraph with a label: statements about several subjects on the aspect that the label names, or statements about one subject.
   * @returns whether the paragraph was read
   */
  read(content: PlacedText, emphasisLength: number, evidence: Evidence): boolean {
    const labelledText = splitLabel(content, emphasisLength);
    if (!labelledText || labelledText.rest.isBlank || labelledText.label.text.split(/\s+/u).length > 7)
      return false;
    const { label, rest } = labelledText;
    if (isIntroduction(label.text)) return false;
    const names = this.#names;
    const { owner, role } = this.#sections.current;
    const subject = names.exactly(label.text);
    if (subject !== null) {
      const heading = this.#sections.heading;
      if (heading && owner === null && role !== 'DEFINITION' && role !== 'DIFFERENCES')
        this.#builder.value(subject, trimLabel(heading), null, rest, evidence);
      else this.#builder.define(subject, rest, evidence, 1);
      return true;
    }
    const ownRole = roleOf(label.text);
    const sides = owner === null || ownRole === null ? contrastIn(rest, names) : null;
    if (sides) {
      this.#report.mark(content, 'NAMED', `the aspect ${label.text}`);
      for (const [side, statements] of sides) {
        const statement = PlacedText.join(statements, ' ');
        this.#builder.value(side, label, null, statement, {
          ...evidence,
          content: statement,
          confidence: 0.9,
        });
      }
      return true;
    }
    const labelSubject = names.ownerOf(label.text);
    if (labelSubject !== null && enumerationRoles.has(ownRole))
      return this.#enumerate(labelSubject, ownRole, content, rest, evidence);
    const [only = null, another] = names.namedIn(rest.text);
    if (owner === null && ownRole === 'GUIDANCE' && only !== null && another === undefined) {
      this.#builder.suits(only, label, rest, evidence);
      return true;
    }
    if (owner === null || (emphasisLength === 0 && ownRole === null)) return false;
    if (ownRole === 'GUIDANCE') this.#builder.suits(owner, rest, null, evidence);
    else if (ownRole === 'DEFINITION') this.#builder.define(owner, rest, evidence, 0);
    else if (ownRole === 'BENEFITS' || ownRole === 'DRAWBACKS')
      this.#addItem(owner, ownRole, rest, null, evidence);
    else if (role === 'GUIDANCE') this.#builder.suits(owner, label, rest, evidence);
    else this.#addItem(owner, role, label, rest, evidence);
    return true;
  }

  /** Adds a claim for each entry of an enumeration. */
  #enumerate(
    owner: number,
    role: Role | null,
    content: PlacedText,
    list: PlacedText,
    evidence: Evidence,
  ): boolean {
    this.#report.mark(content, 'NAMED', 'a heading');
    for (const entry of splitEnumeration(list))
      this.#addItem(owner, role, entry, null, { ...evidence, content: entry });
    return true;
  }

  #addItem(
    owner: number,
    role: Role | null,
    name: PlacedText,
    text: PlacedText | null,
    evidence: Evidence,
  ): void {
    if (role === 'BENEFITS') this.#builder.benefit(owner, name, text, evidence);
    else if (role === 'DRAWBACKS') this.#builder.drawback(owner, name, text, evidence);
    else
      this.#builder.feature(
        owner,
        featureKindOf(role),
        name,
        text,
        this.#sections.areFeatures(role, owner) ? evidence : doubted(evidence),
      );
  }
}
