import type { ReportBuilder } from '../../import/report-builder.js';
import { recommends, suitsIn } from '../prose/advice-reader.js';
import { clausesOf, contrastIn } from '../prose/contrast.js';
import { furnitureIn, isListRole, isSide, mentionsSide, roleOf, type Role } from '../text/cues.js';
import { definesAtStart } from '../prose/defining.js';
import { type DraftBuilder, featureKindOf } from '../draft/draft-builder.js';
import { doubted, evidenceOf, type Evidence } from '../draft/evidence.js';
import { splitEnumeration } from '../text/enumeration.js';
import { trimLabel } from '../text/label.js';
import type { Item, ListPart } from '../outline/outline.js';
import { SubjectLabels } from '../draft/subject-labels.js';
import type { Section, Sections } from '../outline/sections.js';
import { advising } from '../text/prose-cues.js';
import { SideReader } from './side-reader.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { PlacedText } from '../../input/placed-text.js';

/**
 * Reads lists, such as lists about one subject, lists with an item for each subject, lists of aspects with their values,
 * and advice.
 */
export class ListReader {
  readonly #names: SubjectNames;
  readonly #builder: DraftBuilder;
  readonly #report: ReportBuilder;
  readonly #sections: Sections;
  readonly #sides: SideReader;
  readonly #labels = new SubjectLabels();
  /**
   * Whether a list had items for several subjects, and no list of another kind except definitions was read after it. If so,
   * a list whose only item has a subject (see `#subjectOf`) is also read as a list with an item for each subject.
   */
  #hasDimensions = false;
  /** Whether the current list has both ticks and crosses, or its section is about benefits and drawbacks. */
  #hasBothSigns = false;

  constructor(names: SubjectNames, builder: DraftBuilder, report: ReportBuilder, sections: Sections) {
    this.#names = names;
    this.#builder = builder;
    this.#report = report;
    this.#sections = sections;
    this.#sides = new SideReader(names, builder, sections);
  }

  /** Adds the values of the labels that the lists of all compared subjects contain. */
  shareLabels(): void {
    this.#labels.addShared(this.#names.count, this.#builder);
  }

  /** Reads a list. @param section the section of the list, or the section of its lead-in */
  read({ items }: ListPart, section: Section): void {
    if (section.isOffTopic || section.role === 'ASIDE') return;
    const names = this.#names;
    const signs = items.flatMap(({ sign, children }) => [sign, ...children.map((child) => child.sign)]);
    this.#hasBothSigns =
      section.role === 'BOTH_SIDES' || new Set(signs.flatMap((sign) => sign ?? [])).size > 1;
    const subjects = items.map((item) => this.#subjectOf(item));
    const distinct = new Set(subjects.filter((subject) => subject !== null));
    if (distinct.size >= 2 || (distinct.size === 1 && items.length === 1 && this.#hasDimensions)) {
      // After a list with items for several subjects, the heading "Risks" is an aspect like the
      // previous heading.
      const isAspect = this.#hasDimensions && items.every(({ children }) => children.length === 0);
      const innerSection = isAspect && isSide(section.role) ? { ...section, role: null } : section;
      items.forEach((item, index) => {
        const subject = subjects[index];
        if (subject !== null && subject !== undefined) this.#readSide(item, subject, innerSection);
      });
      this.#hasDimensions = true;
      return;
    }
    const defined = section.owner === null ? definitionsIn(items, names) : [];
    defined.forEach((subject, index) => {
      const content = items[index]?.content ?? PlacedText.empty;
      this.#builder.define(subject, content, this.#evidenceFor(content, section));
    });
    if (defined.length > 0) return;
    this.#hasDimensions = false;
    if (section.denied !== null) {
      for (const item of items) this.#doubt(item, `perhaps ${section.denied}`);
      return;
    }
    const isContrasting =
      section.owner === null &&
      items.filter(({ labelled, content }) => contrastIn(labelled?.rest ?? content, names) !== null).length *
        2 >=
        items.length;
    const aspect = section.role === null ? this.#sections.sharedAspect : null;
    const isOnlyMentioned =
      section.owner !== null && section.role === null && mentionsSide(section.content?.text ?? '');
    const areLabelled = items.every(({ labelled }) => labelled && !labelled.rest.isBlank);
    if (aspect !== null && section.owner !== null && (areLabelled || isOnlyMentioned))
      for (const { content } of items)
        this.#builder.value(
          section.owner,
          trimLabel(aspect),
          null,
          content,
          this.#evidenceFor(content, section),
        );
    else if (isOnlyMentioned)
      for (const item of items) this.#doubt(item, `perhaps of “${section.content?.text ?? ''}”`);
    else for (const item of items) this.#readItem(item, section, isContrasting);
  }

  /** The subject named by the label of an item or, if the item has a sublist but no label, by its text; null if there is none. */
  #subjectOf({ labelled, content, children }: Item): number | null {
    if (labelled) return this.#names.exactly(labelled.label.text);
    return children.length > 0 ? this.#names.exactly(content.text) : null;
  }

  /** Reads an item of a list with one item for each subject. */
  #readSide(item: Item, subject: number, section: Section): void {
    const { labelled, content, children } = item;
    const text = labelled?.rest ?? PlacedText.empty;
    const evidence = this.#evidenceFor(content, section);
    if (children.length > 0) {
      this.#report.mark(content, 'NAMED', 'a heading');
      const ownSection = {
        ...section,
        owner: subject,
        content: labelled?.label ?? content,
        role: isListRole(section.role) ? section.role : null,
      };
      if (!text.isBlank) this.#builder.define(subject, text, evidence, 1);
      for (const child of children) this.#readItem(child, ownSection, false);
      return;
    }
    if (text.isBlank) return;
    this.#sides.read(text, subject, section, evidence);
  }

  #readItem(item: Item, section: Section, isContrasting: boolean): void {
    const { labelled, content, children } = item;
    const names = this.#names;
    const evidence = this.#evidenceFor(content, section);
    // A list item that looks like a byline, such as "Source: cow's milk", is read as a statement.
    const furniture = furnitureIn(content.text);
    if (furniture !== null && furniture !== 'a byline or a caption')
      return this.#report.mark(content, 'FURNITURE', furniture);
    if (children.length > 0 && this.#readParent(item, section)) return;
    if (section.owner === null || section.role === 'DIFFERENCES') {
      const text = labelled?.rest ?? content;
      const sides =
        labelled && !labelled.rest.isBlank && names.exactly(labelled.label.text) === null
          ? contrastIn(text, names)
          : null;
      if (labelled && sides && section.role !== 'GUIDANCE') {
        this.#report.mark(content, 'NAMED', `the aspect ${labelled.label.text}`);
        for (const [subject, statements] of sides) {
          const statement = PlacedText.join(statements, ' ');
          this.#builder.value(subject, labelled.label, null, statement, {
            ...evidence,
            content: statement,
            confidence: 0.9,
          });
        }
        return;
      }
      if (!labelled && isContrasting && contrastIn(content, names))
        return this.#builder.distinguish(content, evidence);
      if (labelled && section.owner === null && (isContrasting || section.role === 'DIFFERENCES')) {
        const [only, another] = names.namedIn(labelled.rest.text);
        if (only !== undefined && another === undefined && names.exactly(labelled.label.text) === null) {
          return this.#builder.value(only, labelled.label, null, labelled.rest, {
            ...evidence,
            confidence: 0.8,
          });
        }
        return this.#builder.distinguish(content, { ...evidence, confidence: 0.7 });
      }
    }
    const role =
      section.role === 'BOTH_SIDES' || section.role === null
        ? (this.#ownRole(item) ?? section.role)
        : section.role;
    // In a list of benefits, the label "Good for bones" is a benefit, and the label "Good for" introduces a use case.
    const isAdvice =
      roleOf(labelled?.label.text ?? '') === 'GUIDANCE' &&
      (!isSide(role) || /\b(?:for|if|when)$/iu.test(labelled?.label.text ?? ''));
    if (role === 'GUIDANCE' || isAdvice) return this.#advise(item, section, evidence);
    const owner =
      section.owner ??
      names.ownerOf(labelled?.label.text ?? content.text) ??
      (names.namedIn(content.text).length === 1 ? names.ownerOf(content.text) : null);
    const [only, another] = names.namedIn(content.text);
    if (section.owner === null && only !== undefined && another === undefined && suitsIn(content.text))
      return this.#builder.suits(only, content, null, evidence);
    if (role === 'CONCLUSION' && (advising.test(content.text) || owner === null))
      return names.namedIn(content.text).length >= 2 &&
        clausesOf(content, names) &&
        !advising.test(content.text)
        ? this.#builder.distinguish(content, evidence)
        : this.#builder.conclude(content, evidence);
    if (role === 'CONCLUSION' && section.owner === null && owner !== null && labelled === null)
      return this.#builder.define(owner, content, { ...evidence, confidence: 0.7 }, 3);
    if (owner === null) {
      if (
        role === 'DIFFERENCES' ||
        (names.namedIn(content.text).length >= 2 && this.#sections.isAboutDifferences)
      )
        this.#builder.distinguish(content, evidence);
      return;
    }
    if (section.owner === null && (section.content === null || role === null)) return;
    if (role === 'DIFFERENCES') {
      // Items below a heading about differences are not features.
      if (only === undefined) return this.#doubt(item, `perhaps a difference of ${names.nameOf(owner)}`);
      this.#builder.distinguish(content, { ...evidence, confidence: 0.7 });
      for (const child of children) this.#doubt(child, 'perhaps a difference');
      return;
    }
    const isLabelled = labelled !== null && !labelled.rest.isBlank;
    if (
      isLabelled &&
      children.length === 0 &&
      isSide(role) &&
      roleOf(labelled.label.text) === role &&
      item.sign === null
    ) {
      this.#report.mark(content, 'NAMED', 'a heading');
      for (const entry of splitEnumeration(labelled.rest))
        this.#addItem(role, owner, entry, null, { ...evidence, content: entry });
      return;
    }
    const childContent = PlacedText.join(
      children.map((child) => child.content),
      '; ',
    );
    const name = labelled ? labelled.label : content;
    const text = isLabelled
      ? PlacedText.join([labelled.rest, childContent], ' ')
      : childContent.isBlank
        ? null
        : childContent;
    for (const child of children) this.#report.mark(child.content, 'STATED', `details of ${name.text}`);
    this.#addItem(role, owner, name, text, evidence);
    if (
      isLabelled &&
      section.owner !== null &&
      featureKindOf(role) === 'CHARACTERISTIC' &&
      role !== 'EXAMPLES' &&
      role !== 'BENEFITS' &&
      role !== 'DRAWBACKS'
    ) {
      this.#labels.add({ subject: owner, label: labelled.label, text: labelled.rest, evidence });
    }
  }

  /**
   * Reads an item with a sublist: an aspect and its values, or a heading and its list.
   * @returns whether the item was read
   */
  #readParent(item: Item, section: Section): boolean {
    const { labelled, content, children } = item;
    const heading = labelled ? labelled.label : content;
    const subjects = children.map((child) => this.#subjectOf(child));
    if (subjects.some((subject) => subject !== null) && new Set(subjects).size >= 2) {
      this.#report.mark(content, 'NAMED', `the aspect ${heading.text}`);
      children.forEach((child, index) => {
        const subject = subjects[index];
        const text = child.labelled?.rest;
        if (subject === null || subject === undefined || !text || text.isBlank) return;
        this.#builder.value(
          subject,
          trimLabel(heading),
          this.#sections.path.at(-1) ?? null,
          text,
          this.#evidenceFor(child.content, section),
        );
      });
      return true;
    }
    const headSubject = this.#names.exactly(heading.text);
    const role = roleOf(heading.text);
    if (role === 'DENIED') {
      this.#doubt(item, `perhaps what “${heading.text}” denies`);
      return true;
    }
    if (headSubject === null && (role === null || (labelled && !labelled.rest.isBlank))) return false;
    this.#report.mark(content, 'NAMED', 'a heading');
    const named = this.#names.ownerOf(heading.text);
    const innerSection: Section = {
      ...section,
      content: heading,
      role: headSubject !== null && role === null ? section.role : role,
      owner: headSubject ?? named ?? section.owner,
    };
    for (const child of children) this.#readItem(child, innerSection, false);
    return true;
  }

  /** Records an item and its sublist as not understood. @param guess their possible statement */
  #doubt({ content, children }: Item, guess: string): void {
    this.#report.mark(content, 'NOT_UNDERSTOOD', guess);
    for (const child of children) this.#doubt(child, guess);
  }

  #ownRole({ labelled, sign }: Item): Role | null {
    if (sign !== null && this.#hasBothSigns) return sign;
    if (!labelled || labelled.label.text.split(/\s+/u).length > 2) return null;
    const role = roleOf(labelled.label.text);
    return role === 'BENEFITS' || role === 'DRAWBACKS' ? role : null;
  }

  #advise({ content, labelled, children }: Item, section: Section, evidence: Evidence): void {
    const names = this.#names;
    const owner =
      section.owner ??
      names.ownerOf(labelled?.label.text ?? '') ??
      names.ownerOf(content.text) ??
      onlyOf(names.namedIn(content.text));
    const text =
      labelled && names.ownerOf(labelled.label.text) !== null && !labelled.rest.isBlank
        ? labelled.rest
        : content;
    // A sentence that recommends nothing, such as "X is old.", is not a use case of its subject.
    const isStatement =
      section.owner === null &&
      labelled === null &&
      /\s\S+\s.*[.!]$/u.test(content.text) &&
      !recommends(content.text);
    if (owner === null || isStatement) this.#builder.conclude(content, evidence);
    else if (labelled && text === content && !labelled.rest.isBlank)
      this.#builder.suits(owner, labelled.label, labelled.rest, evidence);
    else this.#builder.suits(owner, text, null, evidence);
    for (const child of children)
      this.#advise(child, { ...section, owner }, this.#evidenceFor(child.content, section));
  }

  #addItem(
    role: Role | null,
    owner: number,
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

  #evidenceFor(content: PlacedText, section: Section): Evidence {
    return evidenceOf(content, section, this.#sections.path);
  }
}

function onlyOf(subjects: readonly number[]): number | null {
  return subjects.length === 1 ? (subjects[0] ?? null) : null;
}

/**
 * Finds the subjects that the items of a list define, in the order of the items. Empty unless the list has exactly one
 * definition, without a sublist, for each of two or more compared subjects.
 */
function definitionsIn(items: readonly Item[], names: SubjectNames): readonly number[] {
  if (items.length !== names.count || items.length < 2) return [];
  const subjects: number[] = [];
  for (const { content, children } of items) {
    const subject = names.mentionsIn(content.text)[0]?.subject;
    if (subject === undefined || children.length > 0 || !definesAtStart(content.text, subject, names))
      return [];
    subjects.push(subject);
  }
  return new Set(subjects).size === items.length ? subjects : [];
}
