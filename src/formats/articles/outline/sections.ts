import { bareHeading, introducedIn, isSide, roleOf, sideNouns, tailOf, type Role } from '../text/cues.js';
import { isDenied } from '../text/polarity.js';
import { leadInLevel, type HeadingPart } from './outline.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { PlacedText } from '../../input/placed-text.js';

/** A section of a document, described by its heading. */
export interface Section {
  readonly content: PlacedText | null;
  readonly level: number;
  /** The role of the section's content; null if the heading does not express a role. */
  readonly role: Role | null;
  /** The index of the only subject of the section; null if the section has none or several. */
  readonly owner: number | null;
  /** Whether the section is about a topic other than the subjects. */
  readonly isOffTopic: boolean;
  /**
   * If the heading of the section, or a heading above it, is a denial such as "Risks that X avoids": a description of the
   * denied statements for the report. Otherwise null.
   */
  readonly denied: string | null;
  /** Whether the heading is the name of a subject, or introduces a subject: "What is Oak?". */
  readonly isSubject: boolean;
  /** The text that the headings of corresponding sections of all subjects share. */
  readonly shared?: PlacedText;
}

const listRoles: ReadonlySet<Role | null> = new Set<Role>([
  'BENEFITS',
  'DRAWBACKS',
  'BOTH_SIDES',
  'SERVICES',
  'EXAMPLES',
  'PRACTICES',
  'CHARACTERISTICS',
  'GUIDANCE',
  'DEFINITION',
]);

/** Roles that the sections of subjects inherit from the heading above them. */
const inheritedRoles: ReadonlySet<Role> = new Set<Role>([
  'BENEFITS',
  'DRAWBACKS',
  'BOTH_SIDES',
  'SERVICES',
  'EXAMPLES',
  'PRACTICES',
  'CHARACTERISTICS',
  'GUIDANCE',
]);

const generalWords =
  /\b(?:each|both|either|which|the two|the three|them|these|approach(?:es)?|option|options|overall|between|one|recommendations?|considerations|advice)\b/u;

/** Matches benefits or drawbacks of a noun without an article, such as "benefits of containers". */
const sideOfOther = new RegExp(
  `(?:${sideNouns.BENEFITS.source}|${sideNouns.DRAWBACKS.source}) of (?!(?:the|an?|this|that|these|those|its|it|their|them|using|each|both|all|every|such|our|your)\\b)`,
  'u',
);

/** Removes the comparison from a heading about benefits or drawbacks: "Drawbacks compared to X", "Benefits of X over Y". */
function withoutComparison(heading: string): string {
  return heading.replace(
    /\b(?:compared (?:to|with)|in comparison (?:to|with)|relative to|over|than)\b.*$/iu,
    '',
  );
}

/** Tracks the headings of a document while its parts are read, and classifies each section by its heading. */
export class Sections {
  readonly #names: SubjectNames;
  readonly #title: PlacedText | null;
  #stack: Section[] = [];
  /** The heading above headings of subjects, such as "Benefits" above "X" and "Y"; null if there is none. */
  #container: Pick<Section, 'role' | 'level' | 'denied'> | null = null;
  #hasContent = true;
  #lastOwner: { subject: number; level: number } | null = null;

  /**
   * Whether the article is certainly about its subjects: the subjects are requested, or the title compares them, or the sections start with their
   * names. In other articles, a section with the name of a subject can be a manual.
   */
  readonly areCertain: boolean;

  constructor(names: SubjectNames, title: PlacedText | null, areCertain: boolean) {
    this.#names = names;
    this.#title = title;
    this.areCertain = areCertain;
  }

  get current(): Section {
    return (
      this.#stack.at(-1) ?? {
        content: null,
        level: 0,
        role: null,
        owner: null,
        isOffTopic: false,
        denied: null,
        isSubject: false,
      }
    );
  }

  /** Whether the current section is about one subject. */
  get isAboutOneSubject(): boolean {
    return this.current.owner !== null && !this.current.isOffTopic;
  }

  /** The aspect in the current heading, if each subject has a section about it and the heading expresses no role; otherwise null. */
  get sharedAspect(): PlacedText | null {
    const { shared, owner, role } = this.current;
    return shared && owner !== null && role === null ? shared : null;
  }

  /**
   * Whether items of the current section are certainly features of a subject: the article is certainly about its subjects, or the section has a role
   * and a heading above names the subject.
   */
  areFeatures(role: Role | null, subject: number): boolean {
    return (
      this.areCertain ||
      (role !== null && this.path.some((heading) => this.#names.namedIn(heading).includes(subject)))
    );
  }

  /** Whether the current section or a section around it is about differences. */
  get isAboutDifferences(): boolean {
    return this.#stack.some(({ role }) => role === 'DIFFERENCES');
  }

  /** The headings above the current part, without the title, the outermost first. */
  get path(): readonly string[] {
    return this.#stack.flatMap(({ content }) =>
      content === null || content === this.#title ? [] : [content.text.replace(/[\s:：]+$/u, '')],
    );
  }

  /** The current heading; null if there is none, or if it is the title. */
  get heading(): PlacedText | null {
    const { content } = this.current;
    return content === this.#title ? null : content;
  }

  /** Classifies the section of a list by its lead-in sentence. The current section does not change. */
  leadIn(content: PlacedText): Section {
    return this.#classify(content, 9);
  }

  /** Records that the current heading has content below it. */
  noteContent(): void {
    this.#hasContent = true;
  }

  /** Enters the section of a heading, and leaves the sections that end at the heading. */
  enter({ content, level, shared }: HeadingPart): Section {
    const before = this.#hasContent ? null : this.current;
    this.#hasContent = false;
    const isAbove = (other: { readonly level: number }): boolean => level >= other.level;
    while ((this.#stack.at(-1)?.level ?? 0) >= level) this.#stack.pop();
    if (this.#lastOwner && level < this.#lastOwner.level) this.#lastOwner = null;
    const section =
      content === this.#title
        ? {
            ...this.#classify(content, level),
            role: null,
            owner: null,
            isSubject: false,
            isOffTopic: false,
            denied: null,
          }
        : { ...this.#classify(content, level), ...(shared && { shared }) };
    if (section.isSubject) {
      if (
        before &&
        before.owner === null &&
        !before.isOffTopic &&
        (before.denied !== null || (before.role !== null && inheritedRoles.has(before.role))) &&
        isAbove(before)
      ) {
        this.#container = before;
      }
      const container = this.#container && isAbove(this.#container) ? this.#container : null;
      const inherited =
        container === null
          ? section
          : {
              ...section,
              role: container.role,
              ...(container.denied !== null && deniedOf(container.denied)),
            };
      this.#lastOwner = section.owner === null ? null : { subject: section.owner, level };
      this.#stack.push(inherited);
      return inherited;
    }
    if (this.#container && level <= this.#container.level) this.#container = null;
    if (this.#endsOwner(section)) this.#lastOwner = null;
    this.#stack.push(section);
    return section;
  }

  /** Leaves the sections of this level and deeper, such as the section of a lead-in after its list. */
  leaveLeadIn(level: number): void {
    while ((this.#stack.at(-1)?.level ?? 0) >= level) this.#stack.pop();
  }

  #endsOwner({ role, owner, level, isOffTopic, denied }: Section): boolean {
    if (denied !== null) return false;
    if (isOffTopic) return this.#lastOwner !== null && level <= this.#lastOwner.level;
    if (owner !== null && owner === this.#lastOwner?.subject) return false;
    return (
      this.#lastOwner !== null &&
      (level <= this.#lastOwner.level || role === 'CONCLUSION') &&
      !listRoles.has(role)
    );
  }

  #classify(content: PlacedText, level: number): Section {
    const section = this.#classifyCue(content, level);
    const parent = this.#stack.at(-1);
    const above = parent !== undefined && parent.level < level ? parent.denied : null;
    const { role, owner } = section;
    const isOwnDenied =
      role === 'DENIED' || (role === null && owner !== null && isDenied(this.#withoutNames(content.text)));
    if (above === null && !isOwnDenied) return section;
    const named = owner === null ? '' : ` of ${this.#names.nameOf(owner)}`;
    return { ...section, ...deniedOf(above ?? `what “${content.text}” denies${named}`) };
  }

  /** A heading with a placeholder for each name of a subject, so that words in names are not cues. */
  #withoutNames(text: string): string {
    let rest = text;
    for (const { start, end } of [...this.#names.mentionsIn(text)].reverse())
      rest = `${rest.slice(0, start)}Subject${rest.slice(end)}`;
    return bareHeading(rest);
  }

  #classifyCue(content: PlacedText, level: number): Section {
    const names = this.#names;
    const { text } = content;
    const introduced = introducedIn(text);
    const exact =
      names.exactly(text) ??
      (introduced === null
        ? null
        : (names.exactly(introduced) ??
          (names.namedIn(text).length < 2 ? (names.namedIn(introduced)[0] ?? null) : null)));
    const plain = {
      content,
      level,
      role: null,
      owner: null,
      isOffTopic: false,
      denied: null,
      isSubject: false,
    };
    // The text below the name of a thing that only a table compares can be a manual of this thing.
    if (exact !== null && !names.isNamed(exact)) return { ...plain, isOffTopic: true };
    if (exact !== null && names.namedIn(text).length === 1)
      return { ...plain, owner: exact, isSubject: true };
    const role = roleOf(this.#withoutNames(text));
    const none = { ...plain, role };
    const own = isSide(role) ? withoutComparison(text) : text;
    const named = names.namedIn(own);
    if (named.length === 1) return { ...none, owner: named[0] ?? null };
    if (named.length > 1) return none;
    const partlyNamed =
      listRoles.has(role) && tailOf(own) !== null ? names.inferredFrom(tailOf(own) ?? '') : null;
    if (partlyNamed !== null) return { ...none, owner: partlyNamed };
    const parent = this.#stack.at(-1);
    const isInside =
      parent !== undefined && level < leadInLevel && parent.level < level && parent.owner !== null;
    // Benefits or drawbacks of another thing: "Limitations of liability" in a section about a subject.
    if (isInside && isSide(role) && sideOfOther.test(bareHeading(text))) return { ...none, role: 'DENIED' };
    if (isInside) return { ...none, owner: parent.owner };
    if (parent?.isOffTopic && parent.level < level) return { ...none, isOffTopic: true };
    if (role === 'DIFFERENCES' || role === 'CONCLUSION' || role === 'SIMILARITIES') return none;
    const isGeneral = generalWords.test(bareHeading(text));
    if (listRoles.has(role)) {
      const tail = tailOf(own);
      if (this.#lastOwner && !isGeneral && (tail === null || level >= 8 || role === 'GUIDANCE'))
        return { ...none, owner: this.#lastOwner.subject };
      if (level === 9 && parent) return { ...none, owner: parent.owner };
      return {
        ...none,
        isOffTopic:
          tail !== null &&
          !isGeneral &&
          role !== 'GUIDANCE' &&
          names.mentionsIn(tail).length === 0 &&
          level < 9,
      };
    }
    if (level >= 8 && parent)
      return {
        ...none,
        owner: isGeneral ? null : (parent.owner ?? this.#lastOwner?.subject ?? null),
        role: role ?? parent.role,
      };
    return none;
  }
}

/** The properties of a section whose heading is a denial. @param denied see `Section.denied` */
function deniedOf(denied: string): Pick<Section, 'role' | 'owner' | 'isSubject' | 'denied'> {
  return { role: null, owner: null, isSubject: false, denied };
}
